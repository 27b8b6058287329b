"""The lists of the desk: cases and complaints, filtered, searched, paged by key."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cases.forms.lists import CaseFilter, ComplaintFilter
from cases.models import Case, Complaint
from cases.views.found import StaffRequest

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

PAGE = 25
SOON = timedelta(days=3)


@require_GET
def cases(request: StaffRequest) -> HttpResponse:
    """Cases this person may open, the next due first."""
    form = CaseFilter(request.GET)
    rows = _filtered(Case.objects.visible_to(request.user), form)
    page, older = _page_of_cases(rows, str(form.value("after")))
    context = {"form": form, "cases": page, "older": older, **_counts(request)}
    return render(request, "desk/cases.html", context)


def _filtered(rows: QuerySet[Case], form: CaseFilter) -> QuerySet[Case]:
    today = timezone.localdate()
    due = {
        "overdue": Q(next_due__lt=today),
        "soon": Q(next_due__gte=today, next_due__lte=today + SOON),
        "later": Q(next_due__gt=today + SOON),
    }
    wanted = {name: form.value(name) for name in ("state", "kind")}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if form.value("unit"):
        rows = rows.filter(
            Q(handling_unit=form.value("unit")) | Q(reporting_unit=form.value("unit"))
        )
    if form.value("due"):
        rows = rows.filter(due[form.value("due")])
    return rows.filter(search_in_cases(form.value("q"))) if form.value("q") else rows


def search_in_cases(words: str) -> Q:
    """A plain search over numbers, schools and names."""
    return (
        Q(slug__contains=words)
        | Q(title__contains=words)
        | Q(school__name__contains=words)
        | Q(respondents__in=_respondents_named(words))
    )


def _respondents_named(words: str) -> QuerySet[Any]:
    field: Any = Case._meta.get_field("respondents")
    people: Any = field.related_model._default_manager
    found: QuerySet[Any] = people.filter(teacher__name__contains=words)
    return found


def _page_of_cases(rows: QuerySet[Case], after: str) -> tuple[list[Case], str]:
    """25 rows after a key "2026-11-24.17" (due date and pk), and the key of the next page."""
    day, _dot, pk = after.partition(".")
    if pk:
        later = Q(due_order__gt=date.fromisoformat(day))
        rows = rows.filter(later | Q(due_order=date.fromisoformat(day), pk__gt=int(pk)))
    page = list(rows.for_list()[: PAGE + 1])  # type: ignore[attr-defined]
    older = f"{page[PAGE - 1].due_order}.{page[PAGE - 1].pk}" if len(page) > PAGE else ""
    return page[:PAGE], older


def _counts(request: StaffRequest) -> dict[str, int]:
    """How many are open, due soon and overdue: counted among those the reader may open."""
    today = timezone.localdate()
    rows = Case.objects.visible_to(request.user).open()
    return {
        "open_count": rows.count(),
        "soon_count": rows.filter(next_due__gte=today, next_due__lte=today + SOON).count(),
        "overdue_count": rows.filter(next_due__lt=today).count(),
    }


@require_GET
def complaints(request: StaffRequest) -> HttpResponse:
    """Complaints this person may open, the newest first."""
    form = ComplaintFilter(request.GET)
    rows = Complaint.objects.visible_to(request.user)
    wanted = {name: form.value(name) for name in ("state", "kind", "channel")}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if form.value("q"):
        words = form.value("q")
        named = Q(school_name__contains=words) | Q(teacher_name__contains=words)
        rows = rows.filter(Q(slug__contains=words) | named)
    if form.value("after"):
        rows = rows.filter(pk__lt=int(form.value("after")))
    page = list(rows.for_list()[: PAGE + 1])
    older = page[PAGE - 1].pk if len(page) > PAGE else ""
    context = {"form": form, "complaints": page[:PAGE], "older": older}
    return render(request, "desk/complaints.html", context)
