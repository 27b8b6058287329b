"""月报: made once for a month that is over, as a draft for one that is not."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications import outbox, paper
from notifications.claims import place_of
from people.models import Appointment, UnitKind, User
from people.roles import Role
from reports import charts, figures, offices, words
from reports.balance import NotBalanced
from reports.columns import SHEETS
from reports.models import Draft, MonthlyReport
from reports.month import Month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from notifications.paper import Printed
    from reports.frozen import Frozen

LEASE = timedelta(minutes=2)
BUREAU = "温州市教育局"


class NotOver(Exception):
    """The month has not ended; ``str`` says what there is instead of a report."""


def make(month: Month) -> MonthlyReport:
    """The report of a month: made by whoever claims it first, merely returned after.

    Raises ``NotOver``, and ``NotBalanced`` where the figures contradict each other. Another fault
    is written in the row, and the sweep tries again.
    """
    if not month.is_over:
        raise NotOver(_("%(month)s is not over yet.") % {"month": month.shown})
    report, _created = MonthlyReport.objects.get_or_create(month=month.first_day)
    if report.claim(lease=LEASE):
        _keep(report, leaders())
    return report


def make_draft(month: Month) -> Draft:
    """The draft that somebody asked for; made once each time it is asked for."""
    draft = Draft.objects.select_related("asked_by").get(month=month.first_day)
    if draft.claim(lease=LEASE):
        _keep(draft, [draft.asked_by])
    return draft


def ask_for_report(month: Month) -> None:
    """Let the worker make the report of a month that is over, also after it was given up."""
    with transaction.atomic():
        report, _created = MonthlyReport.objects.get_or_create(month=month.first_day)
        MonthlyReport.objects.filter(pk=report.pk).try_again()
        outbox.wake("reports.tasks.make_monthly_report", str(month))


def ask_for_draft(month: Month, *, by: User) -> None:
    """Let the worker draw up a new draft; the one before gives way to it."""
    with transaction.atomic():
        _discard_draft(month)
        Draft.objects.create(month=month.first_day, asked_by=by)
        outbox.wake("reports.tasks.make_draft", str(month))


def print_out(frozen: Frozen) -> Printed:
    """The paper of these figures: the same figures give the same bytes."""
    return paper.print_out("reports/paper/monthly.html", context_of(frozen))


def context_of(frozen: Frozen) -> dict[str, object]:
    """What the paper's template sees."""
    return {
        "bureau": BUREAU,
        "month": Month.parse(frozen["month"]),
        "frozen": frozen,
        "chart": mark_safe(charts.flow(frozen)),  # noqa: S308 - our own drawing
        "sentences": words.sentences(frozen),
        "lights": words.lights(frozen["offices"]),
        "green": offices.GREEN_FROM,
        "yellow": offices.YELLOW_FROM,
        "coming_in_all": sum(one["next"] for one in frozen["offices"]),
        "sheets": SHEETS,
    }


def leaders() -> Iterable[User]:
    """Who leads the city bureau today."""
    held = Appointment.objects.current().filter(unit__kind=UnitKind.CITY, role=Role.LEADER)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def _keep(row: MonthlyReport | Draft, readers: Iterable[User]) -> None:
    month = row.of_month
    try:
        frozen = figures.frozen(month)
    except NotBalanced as refused:
        row.put_back(place_of(refused))
        raise
    with row.attempt():
        printed = print_out(frozen)
        storage = type(row).file.field.storage
        name = storage.save(f"{row.FOLDER}/{month}-{row.attempts}.pdf", ContentFile(printed.pdf))
        with transaction.atomic():
            kept = row.finish(
                figures=frozen, file=name, pages=printed.pages, made_on=timezone.localdate(),
                sha256=hashlib.sha256(printed.pdf).hexdigest(),
            )  # fmt: skip
            if kept:
                _tell(row, readers)
        if not kept:  # too late: another worker has taken over
            storage.delete(name)


def _tell(row: MonthlyReport | Draft, readers: Iterable[User]) -> None:
    month = row.of_month
    title = gettext_lazy("A draft of the monthly report is ready")
    if isinstance(row, MonthlyReport):
        title = gettext_lazy("The monthly report is ready")
        _discard_draft(month)
    link = reverse("report", args=[month])
    outbox.queue("report.made", to=readers, title=title, body=month.shown, link=link)


def _discard_draft(month: Month) -> None:
    for draft in Draft.objects.filter(month=month.first_day):
        draft.delete()
        if name := draft.file.name:
            transaction.on_commit(partial(draft.file.storage.delete, name))
