"""Slips as the two sides see them, and how each unit stands on the ladder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Rung, Slip, SlipState
from cases.sheets.dues import Due, due
from people.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cases.models.slip import SlipQuerySet
    from people.models import User

TONES = {
    SlipState.DRAFTED: "waiting", SlipState.ISSUED: "waiting", SlipState.SIGNED: "working",
    SlipState.ANSWERED: "review", SlipState.CLOSED: "done",
}  # fmt: skip

SLIP_DEEDS = {
    "issue": _("Issue it"), "withdraw": _("Withdraw it"), "sign": _("Sign for it"),
    "reply": _("Answer it"), "return_answer": _("Send the answer back"),
    "close_off": _("Close it off"), "step_up": _("Follow it with a graver form"),
}  # fmt: skip


@dataclass(frozen=True)
class SlipSheet:
    """One slip; ``deeds`` are what this reader can do with it now, the likeliest first."""

    record: Slip
    due: Due | None
    deeds: tuple[str, ...] = ()
    case: Case | None = None

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return TONES.get(SlipState(self.record.state), "stopped")


@dataclass(frozen=True)
class UnitTally:
    """One unit in a year: how often it was told, and how it answered."""

    name: str
    rungs: list[int]
    answered_in_time: int
    late: int

    @property
    def named(self) -> list[tuple[str, int]]:
        """How often it was told, each by the name of its form."""
        return list(zip(map(str, Rung.labels), self.rungs, strict=True))


def slip_rows(slips: Iterable[Slip]) -> list[SlipSheet]:
    """The lines of the list."""
    return [SlipSheet(one, _due(one)) for one in slips]


def slip_sheet(slip: Slip, reader: User) -> SlipSheet:
    """One slip for a reader who may open it."""
    case = Case.objects.visible_to(reader).filter(pk=slip.case_id).first() if slip.case_id else None
    return SlipSheet(slip, _due(slip), tuple(_deeds(slip, reader)), case)


def _due(slip: Slip) -> Due | None:
    waits = slip.state in (SlipState.ISSUED, SlipState.SIGNED)
    return due(slip.reply_by) if waits else None


def _deeds(slip: Slip, reader: User) -> list[str]:
    held = Appointment.objects.current().filter(user=reader).values_list("unit", "role")
    posts = set(held)
    issues = any((slip.city_id, role) in posts for role in slip.roles_that_issue)
    at_city = any((slip.city_id, role) in posts for role in ("intake", "approver"))
    at_unit = any((slip.unit_id, role) in posts for role in ("officer", "approver"))
    head = (slip.unit_id, "approver") in posts
    graver = at_city and bool(slip.graver_rungs)
    table: dict[str, list[tuple[str, bool]]] = {
        SlipState.DRAFTED: [
            ("issue", issues and slip.drafted_by_id != reader.pk), ("withdraw", at_city),
        ],
        SlipState.ISSUED: [("sign", at_unit), ("withdraw", issues), ("step_up", graver)],
        SlipState.SIGNED: [
            ("reply", head if slip.rung in (Rung.ORDER, Rung.LISTED) else at_unit),
            ("withdraw", issues), ("step_up", graver),
        ],
        SlipState.ANSWERED: [
            ("close_off", issues), ("return_answer", issues), ("step_up", graver),
        ],
    }  # fmt: skip
    return [name for name, can in table.get(slip.state, []) if can]


def tally(visible: SlipQuerySet, *, since: date, today: date) -> list[UnitTally]:
    """How often each unit was told since a day, and how it answered. One query."""
    issued = visible.filter(issued_on__gte=since).exclude(state=SlipState.WITHDRAWN).order_by()
    counts = {str(rung): Count("pk", filter=Q(rung=rung)) for rung in Rung}
    in_time = Count("pk", filter=Q(answered_on__lte=F("reply_by")))
    is_late = Q(answered_on__gt=F("reply_by")) | Q(answered_on=None, reply_by__lt=today)
    rows = (
        issued.values("unit", name=F("unit__name"))
        .annotate(**counts, in_time=in_time, late=Count("pk", filter=is_late))
        .order_by("-late", "unit")
        .values_list("name", "in_time", "late", *counts)
    )
    return [UnitTally(name, rungs, in_time, late) for name, in_time, late, *rungs in rows]
