"""One view for every verb: what will happen, the form, the deed, or the refusal with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import letters, permissions, sheets, verbs
from cases.exceptions import CaseError, NotPermitted, Stale
from cases.verb import perform
from cases.views.found import StaffRequest, find, note_access
from cases.views.refusals import refusals_shown
from ledger import history

if TYPE_CHECKING:
    from cases.forms.base import VerbForm
    from cases.verb import Verb


@refusals_shown
@require_http_methods(["GET", "POST"])
def act(request: StaffRequest, kind: str, slug: str, name: str) -> HttpResponse:
    """Show the page of one verb, or do it."""
    record, verb = find(kind, slug, request.user), verbs.get(kind, name)
    if verb is None:
        raise Http404
    note_access(record, f"{record.number} {verb.key}", request.user)
    if request.method == "GET":
        verb.check(record, request.user)
        return _page(request, record, verb, verb.form(record=record, user=request.user))
    return _post(request, record, verb)


def _post(request: StaffRequest, record: Any, verb: Verb) -> HttpResponse:
    is_stale = request.POST.get("version") != str(record.version)
    if is_stale and _was_done_by(request, record, verb):
        return redirect(record)
    form = verb.form(request.POST, record=record, user=request.user)
    if is_stale:
        return _page(request, record, verb, form, conflict=True)
    if not form.is_valid():
        return _page(request, record, verb, form)
    return _do(request, record, verb, form)


def _do(request: StaffRequest, record: Any, verb: Verb, form: VerbForm) -> HttpResponse:
    try:
        perform(verb, record, by=request.user, **form.arguments)
    except Stale:
        fresh = find(verb.record, record.slug, request.user)
        return _page(request, fresh, verb, form, conflict=True)
    except NotPermitted:
        raise
    except CaseError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, record, verb, form, status=409)
    messages.success(request, _("Done: %(verb)s") % {"verb": verb.label})
    return redirect(record)


def _was_done_by(request: StaffRequest, record: Any, verb: Verb) -> bool:
    """Whether the same person has just done the same thing: a repeated click, not a conflict."""
    last = history.of(record.guarded.subject).filter(refused=False).last()
    return bool(last and last.kind == verb.event and last.actor_key == request.user.username)


def _page(
    request: StaffRequest,
    record: Any,
    verb: Verb,
    form: VerbForm,
    *,
    conflict: bool = False,
    status: int = 200,
) -> HttpResponse:
    guarded = record.guarded
    lines = history.of(guarded.subject)
    seen = request.POST.get("seen", "") if conflict else ""
    context = {
        "record": record, "verb": verb, "form": form, "guarded": guarded,
        "papers": [letters.TITLES[kind] for kind in verb.papers],
        "told": _told(guarded, verb), "position": lines.count(),
        "since": sheets.lines_since(guarded.subject, seen) if conflict else (),
        "is_open": verb.is_open_in(record.state), "conflict": conflict,
    }  # fmt: skip
    return render(request, verb.template, context, status=409 if conflict else status)


def _told(guarded: Any, verb: Verb) -> list[tuple[str, list[str]]]:
    return [
        (str(seat.label), [one.full_name for one in permissions.people_in(guarded, seat)])
        for seat in verb.tells
    ]
