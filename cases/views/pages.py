"""The pages of one complaint, one case, one proceeding, and one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases import next_step, permissions, sheets, verbs
from cases.models.rights import rights_of
from cases.views.found import StaffRequest, find, note_access
from notifications.models import Paper

if TYPE_CHECKING:
    from cases.verb import Verb

DANGEROUS = ("recall", "recuse", "decline", "drop", "revoke", "reopen", "release", "transfer")


@require_GET
def complaint(request: StaffRequest, slug: str) -> HttpResponse:
    """One complaint, in its own words."""
    record = find("complaint", slug, request.user)
    note_access(record, record.number, request.user)
    sheet = sheets.complaint_sheet(record, request.user)
    context = {"sheet": sheet, **_deeds("complaint", record, sheet.rights)}
    return render(request, "desk/complaint.html", context)


@require_GET
def case(request: StaffRequest, slug: str) -> HttpResponse:
    """One case: where it stands, the one next thing to do, everything about it."""
    record = find("case", slug, request.user)
    note_access(record, record.number, request.user)
    sheet = sheets.sheet(record, request.user)
    waiting = [_waiting(one.record, sheet.rights) for p in sheet.people for one in p.proceedings]
    context = {
        "sheet": sheet,
        "waiting": [one for one in waiting if one],
        **_deeds("case", record, sheet.rights),
    }
    return render(request, "desk/case.html", context)


@require_GET
def proceeding(request: StaffRequest, slug: str) -> HttpResponse:
    """The handling of one person."""
    record = find("proceeding", slug, request.user)
    note_access(record, record.number, request.user)
    rights = rights_of(record.case, request.user)
    context = {
        "record": record,
        "sheet": sheets.proceeding(record),
        "person": sheets.person(record.respondent),
        "decisions": sheets.decisions(record),
        "dossier": record.dossier.select_related("entered_by"),
        **_deeds("proceeding", record, rights),
    }
    return render(request, "desk/proceeding.html", context)


@require_GET
def paper(request: StaffRequest, pk: int) -> FileResponse:
    """One paper as PDF, for whoever may open its record; the reading is recorded first."""
    found = Paper.objects.made().filter(pk=pk).first()
    if found is None:
        raise Http404
    kind, slug = found.subject.split(":")
    record = find(kind, slug, request.user)
    note_access(record, f"{found.title} {found.sha256[:12]}", request.user)
    name = f"{found.kind}-{found.pk}.pdf"
    return FileResponse(found.file.open(), filename=name, content_type="application/pdf")


def _deeds(kind: str, record: Any, rights: frozenset[str]) -> dict[str, Any]:
    """What this person can do: the next thing, who else is waited for, and the rest."""
    open_now = [verb for verb in verbs.of(kind) if verb.is_open_in(record.state)]
    mine = [verb for verb in open_now if verb.is_held(rights)]
    wanted = verbs.get(kind, next_name(kind, record))
    step = wanted if wanted in mine else None
    return {
        "next": step,
        "waits_for": _waits_for(record, wanted) if wanted and step is None else None,
        "others": [verb for verb in mine if verb is not step],
        "dangerous": DANGEROUS,
    }


def next_name(kind: str, record: Any) -> str:
    """The verb a record waits for."""
    ask: Any = {
        "complaint": next_step.of_complaint,
        "case": next_step.of_case,
        "proceeding": next_step.of_proceeding,
    }[kind]
    return str(ask(record))


def _waits_for(record: Any, verb: Verb) -> dict[str, Any]:
    seats = [
        (str(seat.label), [one.full_name for one in permissions.people_in(record.guarded, seat)])
        for seat in verb.seats
    ]
    return {"verb": verb, "seats": [one for one in seats if one[1]]}


def _waiting(record: Any, rights: frozenset[str]) -> dict[str, Any] | None:
    name = next_name("proceeding", record)
    verb = verbs.get("proceeding", name) if name else None
    if verb is None:
        return None
    return {"record": record, "verb": verb, "is_mine": verb.is_held(rights)}
