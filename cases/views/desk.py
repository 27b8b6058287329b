"""My desk: what waits for me, what presses, what is new, and my saved views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from cases import sheets, verbs
from cases.forms.lists import CaseFilter
from cases.lists import filters, orders, reports, sources, waits
from cases.lists.counts import EXACT, counts
from cases.models import Case, Complaint, PaperApproval, SavedView
from cases.sheets import checked
from cases.views import lists
from people.context import posts_of
from people.models import UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.utils.functional import _StrPromise

    from cases.sheets.dues import Row
    from cases.views.found import StaffRequest

SHOWN = 10  # reports on the desk; the list has all
READS_COMPLAINTS = (Role.INTAKE, Role.APPROVER)


@dataclass(frozen=True)
class Tile:
    """One count, and the list that it counts."""

    name: str
    label: _StrPromise
    address: str
    count: int


@require_GET
def desk(request: StaffRequest) -> HttpResponse:
    """The desk; with a filter in the address, the list of cases that it chooses."""
    if request.GET.keys() & (CaseFilter.base_fields.keys() | {"view"}):
        return lists.cases(request)
    return _home(request)


def _home(request: StaffRequest) -> HttpResponse:
    reader, posts = request.user, posts_of(request)
    visible = Case.objects.visible_to(reader)
    mine = visible.filter(waits.for_posts(reader, posts))
    complaints = Complaint.objects.visible_to(reader) if _reads_complaints(posts) else None
    views = list(SavedView.objects.open_to(reader, posts).named())
    asked = _asked(visible, mine, complaints, request) | _views(views, visible, complaints, request)
    found = counts(asked)
    page, _older = orders.page(checked.marked(mine, reader).for_list(), orders.OF_CASES["due"], "")
    context = {
        "tiles": [tile for name, tile in _tiles(found).items() if name in asked],
        "views": [(view, found.get(f"view {view.pk}")) for view in views],
        "rows": sheets.case_rows(page),
        "steps": {one.pk: _steps(one, waits.names_for(posts)) for one in page},
        "reports": _reports(reports.oldest(complaints, posts, SHOWN))
        if complaints is not None
        else [],
        "counts": found,
    }
    return render(request, "desk/home.html", context)


def _reports(waiting: Any) -> list[tuple[Row, _StrPromise | str]]:
    """The oldest reports that wait for this person, each with the verb for which it waits."""
    page = list(reports.named(waiting).for_list().order_by("pk")[:SHOWN])
    steps = [verbs.TABLE[f"complaint.{one.waits_for}"].label for one in page]
    return list(zip(sheets.complaint_rows(page), steps, strict=True))


def _reads_complaints(posts: list[Any]) -> bool:
    """Whether somebody may hold rights on complaints at all; it spares the others a query."""
    return any(one.unit.kind == UnitKind.CITY and one.role in READS_COMPLAINTS for one in posts)


def _asked(visible: Any, mine: Any, complaints: Any, request: StaffRequest) -> dict[str, Any]:
    due = filters.due_of_cases()
    asked = {
        "waits": mine,
        "soon": visible.filter(due["soon"]),
        "overdue": visible.filter(due["overdue"]),
        "returned": visible.filter(filters.RETURNED),
        "new": visible.filter(filters.new_to(request.user)),
    }
    if any(one.role == Role.APPROVER for one in posts_of(request)):
        asked["papers"] = PaperApproval.objects.waiting().filter(approver=request.user)
    if complaints is None:
        return asked
    told = reports.oldest(complaints, posts_of(request), EXACT + 1)
    return asked | {"reports": told, "apart": complaints.held_apart()}


def _tiles(found: dict[str, int]) -> dict[str, Tile]:
    cases, complaints = reverse("cases"), reverse("complaints")
    said: list[tuple[str, _StrPromise, str]] = [
        ("waits", _("wait for me"), f"{cases}?mine=waits"),
        ("soon", _("due within three days"), f"{cases}?due=soon"),
        ("overdue", _("overdue"), f"{cases}?due=overdue"),
        ("returned", _("returned"), f"{cases}?flag=returned"),
        ("new", _("new since yesterday"), f"{cases}?mine=new"),
        ("papers", _("signed on paper, to confirm"), reverse("paper-approvals")),
        ("reports", _("reports wait for me"), f"{complaints}?mine=waits"),
    ]
    return {name: Tile(name, label, to, found.get(name, 0)) for name, label, to in said}


def _views(
    views: list[SavedView], visible: Any, complaints: Any, request: StaffRequest
) -> dict[str, Any]:
    of_kind = {"cases": visible, "complaints": complaints}
    return {
        f"view {one.pk}": sources.rows_of(one, of_kind[one.kind], request.user)
        for one in views
        if of_kind[one.kind] is not None
    }


def _steps(case: Case, mine: frozenset[str]) -> list[str]:
    """The verbs for which this case waits for its reader, as its buttons say them."""
    return [str(verbs.TABLE[name].label) for name in case.waits_for if name in mine]
