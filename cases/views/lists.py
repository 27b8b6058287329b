"""The lists of the desk: cases and complaints, filtered, searched, paged by key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases import next_step, sheets
from cases.forms.lists import CaseFilter, ComplaintFilter
from cases.models import Case, Complaint, Respondent
from cases.views import deeds

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from cases.models.case import CaseQuerySet
    from cases.models.complaint import ComplaintQuerySet
    from cases.views.found import StaffRequest

PAGE = 25
SOON = timedelta(days=sheets.SOON)


@require_GET
def cases(request: StaffRequest) -> HttpResponse:
    """Cases this person may open, the next due first, and how many of them press."""
    form = CaseFilter(request.GET)
    visible = Case.objects.visible_to(request.user)
    wanted = next_step.with_turns(_filtered(visible, form), request.user)
    page, older = _page_of_cases(wanted, form.value("after"))
    context = {
        "form": form,
        "rows": sheets.case_rows(page),
        "waits": deeds.waits_in_list(page, request.user),
        "older": older,
        "counts": _counts(visible),
    }
    return render(request, "desk/cases.html", context)


def _filtered(rows: CaseQuerySet, form: CaseFilter) -> CaseQuerySet:
    state, kind, due = form.value("state"), form.value("kind"), form.value("due")
    if state == "open" or due:
        rows = rows.open()
    if state and state != "open":
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if unit := form.value("unit"):
        rows = rows.filter(Q(handling_unit=unit) | Q(reporting_unit=unit))
    if due:
        rows = rows.filter(_due()[due])
    return rows.filter(search_in_cases(form.value("q"))) if form.value("q") else rows


def _due() -> dict[str, Q]:
    today = timezone.localdate()
    return {
        "overdue": Q(next_due__lt=today),
        "soon": Q(next_due__gte=today, next_due__lte=today + SOON),
        "later": Q(next_due__gt=today + SOON),
    }


def search_in_cases(words: str) -> Q:
    """A plain search over numbers, schools and names."""
    named = Respondent.objects.filter(teacher__name__contains=words)
    return (
        Q(slug__contains=_slug(words))
        | Q(title__contains=words)
        | Q(school__name__contains=words)
        | Q(pk__in=named.values("case"))
    )


def _slug(words: str) -> str:
    """A number as papers print it, 温师核〔2026〕1号, as it stands in the address: 2026-00001."""
    _prefix, _open, rest = words.partition("〔")
    year, _close, serial = rest.rstrip("号").partition("〕")
    is_number = year.isdecimal() and serial.isdecimal()
    return f"{year}-{int(serial):05d}" if is_number else words


def _page_of_cases(
    rows: CaseQuerySet, after: tuple[date, int] | str
) -> tuple[list[Case], str | None]:
    """25 rows after a due date and a pk, and the key "2026-11-24.17" of the next page."""
    if isinstance(after, tuple):
        day, pk = after
        rows = rows.filter(Q(due_order__gt=day) | Q(due_order=day, pk__gt=pk))
    page = list(rows.for_list()[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    return page[:PAGE], f"{last.due_order}.{last.pk}" if last else None


def _counts(visible: CaseQuerySet) -> dict[str, Any]:
    """How many are open, due soon and overdue, in one query."""
    due = _due()
    return visible.open().aggregate(
        open=Count("pk"),
        soon=Count("pk", filter=due["soon"]),
        overdue=Count("pk", filter=due["overdue"]),
    )


@require_GET
def complaints(request: StaffRequest) -> HttpResponse:
    """Complaints this person may open, the newest first."""
    form = ComplaintFilter(request.GET)
    visible = Complaint.objects.visible_to(request.user)
    rows = _complaints(visible, form)
    page = list(rows.for_list()[: PAGE + 1])
    older = page[PAGE - 1].pk if len(page) > PAGE else None
    context = {
        "form": form,
        "rows": sheets.complaint_rows(page[:PAGE]),
        "older": older,
        "apart": visible.held_apart().count(),
    }
    return render(request, "desk/complaints.html", context)


def _complaints(rows: ComplaintQuerySet, form: ComplaintFilter) -> ComplaintQuerySet:
    """Those held apart are shown by themselves, and where somebody searches for one."""
    if form.value("apart"):
        rows = rows.held_apart()
    elif not form.value("q"):
        rows = rows.trusted()
    names = ("state", "kind", "channel")
    rows = rows.filter(**{name: form.value(name) for name in names if form.value(name)})
    if words := form.value("q"):
        named = Q(school_name__contains=words) | Q(teacher_name__contains=words)
        rows = rows.filter(Q(slug__contains=_slug(words)) | named)
    return rows.filter(pk__lt=form.value("after")) if form.value("after") else rows
