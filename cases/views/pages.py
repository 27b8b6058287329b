"""The pages of one complaint, one case, one proceeding, and one paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases import sheets
from cases.models import Complaint
from cases.models.rights import rights_of
from cases.sheets import errands
from cases.verb import MODELS
from cases.views import deeds
from cases.views.found import StaffRequest, find, note_access
from notifications.models import Paper

if TYPE_CHECKING:
    from cases.models import Case, Proceeding
    from cases.sheets import CaseSheet
    from people.models import User


@require_GET
def complaint(request: StaffRequest, slug: str) -> HttpResponse:
    """One complaint, in its own words."""
    record = find("complaint", slug, request.user)
    note_access(record, record.number, request.user)
    sheet = sheets.complaint_sheet(record, request.user)
    names = deeds.names_at(record)
    mine = deeds.of("complaint", record, request.user, sheet.rights, names)
    return render(request, "desk/complaint.html", {"sheet": sheet, "deeds": mine})


@require_GET
def case(request: StaffRequest, slug: str) -> HttpResponse:
    """One case: where it stands, the one next thing to do, everything about it."""
    record = find("case", slug, request.user)
    note_access(record, record.number, request.user)
    sheet = sheets.sheet(record, request.user)
    if errands.only_checks(sheet.rights):
        return _check(request, record, sheet.rights)
    names = deeds.names_at(record)
    context = {
        "sheet": sheet,
        "deeds": deeds.of("case", record, request.user, sheet.rights, names),
        "waits": _waits(sheet, request.user, names),
    }
    return render(request, "desk/case.html", context)


def _check(request: StaffRequest, record: Case, rights: frozenset[str]) -> HttpResponse:
    """The page of a school that was entrusted with the check: its summary, its report, nothing else."""
    names = deeds.names_at(record)
    context = {
        "sheet": errands.check_page(record, request.user, rights),
        "deeds": deeds.of("case", record, request.user, rights, names),
    }
    return render(request, "desk/check.html", context)


def _waits(sheet: CaseSheet, reader: User, names: deeds.Names) -> dict[str, deeds.Wait]:
    """What each proceeding of a case waits for, by number; nothing where it waits for nobody."""
    proceedings = [one.record for person in sheet.people for one in person.proceedings]
    waits = {
        one.slug: deeds.wait("proceeding", one, reader, sheet.rights, names) for one in proceedings
    }
    return {slug: wait for slug, wait in waits.items() if wait}


@require_GET
def proceeding(request: StaffRequest, slug: str) -> HttpResponse:
    """The handling of one person."""
    record = find("proceeding", slug, request.user)
    note_access(record, record.number, request.user)
    rights, names = rights_of(record.case, request.user), deeds.names_at(record.case)
    if errands.only_checks(rights):
        raise Http404
    context = {
        "sheet": sheets.proceeding_sheet(record),
        "deeds": deeds.of("proceeding", record, request.user, rights, names),
    }
    return render(request, "desk/proceeding.html", context)


@require_GET
def paper(request: StaffRequest, pk: int) -> FileResponse:
    """One paper as PDF, for whoever may open its record; the reading is recorded first."""
    found = Paper.objects.made().filter(pk=pk).first()
    if found is None or not found.file.storage.exists(str(found.file.name)):
        raise Http404
    kind, _colon, slug = found.subject.partition(":")
    if kind not in MODELS:
        raise Http404
    record = find(kind, slug, request.user)
    if _is_hidden(found, record, request.user):
        raise Http404
    note_access(record, f"{found.title} {found.sha256[:12]}", request.user)
    name = f"{found.kind}-{found.pk}.pdf"
    return FileResponse(found.file.open(), filename=name, content_type="application/pdf")


def _is_hidden(found: Paper, record: Case | Complaint | Proceeding, reader: User) -> bool:
    """Whether the paper is none of those made for the school that only checks."""
    case = record.guarded
    rights = rights_of(case, reader)
    if isinstance(case, Complaint) or not errands.only_checks(rights):
        return False
    own = errands.check_page(case, reader, rights).papers
    return found.pk not in {one.pk for one in own}
