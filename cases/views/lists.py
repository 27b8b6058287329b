"""The lists of the desk: cases and complaints, filtered, searched, paged by key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_GET

from cases import next_step, sheets
from cases.lists import bulk, filters, orders, sources
from cases.lists.counts import counts
from cases.lists.sources import OF, Source
from cases.models import ListKind, SavedView
from cases.sheets import checked, columns
from cases.views import deeds
from people.context import posts_of

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from cases.forms.lists import Filter
    from cases.views.found import StaffRequest
    from people.models import Appointment, User


@dataclass(frozen=True)
class Asked:
    """What one address asks of one list, for one reader."""

    kind: str
    reader: User
    posts: list[Appointment]
    source: Source
    form: Filter
    visible: Any
    rows: Any
    view: SavedView | None
    views: list[SavedView]
    columns: list[str]


@require_GET
def cases(request: StaffRequest) -> HttpResponse:
    """Cases this person may open, the next due first, and how many of them press."""
    asked = ask(request, ListKind.CASES, request.GET)
    due = filters.due_of_cases()
    open_ = asked.visible.open()
    pressing = {"open": open_, "soon": open_.filter(due["soon"]), "overdue": open_.filter(due["overdue"])}  # fmt: skip
    page, older = orders.page(
        asked.rows, asked.source.order(asked.form), _after(asked),
        dress=lambda rows: checked.marked(
            next_step.with_own_turns(rows, request.user), request.user
        ).for_list(),
    )  # fmt: skip
    more = {
        "rows": sheets.case_rows(page),
        "waits": deeds.waits_in_list(page, request.user),
        "older": older,
    }
    return render(request, "desk/cases.html", _context(asked, pressing) | more)


@require_GET
def complaints(request: StaffRequest) -> HttpResponse:
    """Complaints this person may open, the newest first."""
    asked = ask(request, ListKind.COMPLAINTS, request.GET)
    order, after = asked.source.order(asked.form), _after(asked)
    page, older = orders.page(asked.rows, order, after, dress=lambda rows: rows.for_list())
    context = _context(asked, {"apart": asked.visible.held_apart()})
    more = {
        "rows": sheets.complaint_rows(page),
        "older": older,
        "apart": context["counts"]["apart"],
    }
    return render(request, "desk/complaints.html", context | more)


def _after(asked: Asked) -> str:
    return str(asked.form.value("after"))


def ask(request: StaffRequest, kind: str, typed: QueryDict) -> Asked:
    """The list as an address asks for it. One query, and one that counts what he holds."""
    source, reader = OF[kind], request.user
    posts = posts_of(request)
    views = list(SavedView.objects.open_to(reader, posts).filter(kind=kind))
    view = _view(views, typed.get("view", ""))
    form = source.form(_words(typed, view))
    visible = source.visible_to(reader)
    picked = visible.filter(pk__in=view.picked.values("pk")) if view and view.is_picked else visible
    return Asked(
        kind=str(kind), reader=reader, posts=posts, source=source, form=form, visible=visible,
        rows=source.fit(picked, form, reader), view=view, views=[one for one in views if one.name],
        columns=columns.chosen(source.columns, _columns(views, view, request)),
    )  # fmt: skip


def _view(views: list[SavedView], typed: str) -> SavedView | None:
    """The view of an address; another's, or none of this list, is not found."""
    if not typed:
        return None
    found = next((one for one in views if str(one.pk) == typed and one.name), None)
    if found is None:
        raise Http404
    return found


def _words(typed: QueryDict, view: SavedView | None) -> QueryDict:
    """The filters of the view, and what the address says instead of them."""
    if view is None:
        return typed
    words = sources.said(view.query)
    for name in typed.keys() - {"view"}:
        words.setlist(name, typed.getlist(name))
    return words


def _columns(views: list[SavedView], view: SavedView | None, request: StaffRequest) -> list[str]:
    """Those of the view; else those that this person chose for the list."""
    if view is not None and view.columns:
        return view.columns
    own = (one for one in views if not one.name and one.owner_id == request.user.pk)
    return next((one.columns for one in own), [])


def _context(asked: Asked, more: dict[str, Any]) -> dict[str, Any]:
    """What both lists show around their rows; every count in one query."""
    of_views = {f"view {one.pk}": one for one in asked.views}
    kept = {
        name: sources.rows_of(one, asked.visible, asked.reader) for name, one in of_views.items()
    }
    found = counts(more | {"found": asked.rows} | kept)
    return {
        "kind": asked.kind,
        "list_url": reverse(asked.kind),
        "deeds": bulk.offered(asked.kind, asked.posts),
        "token": get_random_string(32),
        "form": asked.form,
        "view": asked.view,
        "views": [(one, found.pop(name)) for name, one in of_views.items()],
        "counts": found,
        "said": sources.said(asked.form.query).urlencode(),
        **_headings(asked),
    }


def _headings(asked: Asked) -> dict[str, Any]:
    """The columns that are shown, and all that could be chosen."""
    every, shown = asked.source.columns, asked.columns
    return {
        "columns": [(name, every[name].label) for name in shown],
        "every_column": [
            (name, one.label, name in shown)
            for name, one in every.items()
            if name not in columns.FIXED
        ],
    }
