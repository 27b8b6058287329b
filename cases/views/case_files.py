"""Files of staff, signed originals, drafts for WPS and sealed names: each reading is written down first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from cases.actions import witnesses
from cases.exceptions import NotPermitted
from cases.models import CaseFile, Witness
from cases.models.rights import rights_of
from cases.sheets.materials import NOT_IN_WPS, OPENS_AS, ORIGINALS, name_of
from cases.sheets.pages import READS_FILES
from cases.views.evidence import hand_out
from cases.views.found import StaffRequest, find, note_access
from cases.views.refusals import refusals_shown
from notifications import docx, papers
from notifications.models import Paper

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from cases.models import Case
    from people.models import User

DRAFTS = {
    "handle_case", "investigate_case", "approve_case", "propose_dispatch", "dispatch_case",
    "check_legality",
}  # fmt: skip
SIGNED = DRAFTS | {"file_case", "archive_case", "review_case"}
DRAFT = "草稿"


@refusals_shown
@require_GET
def of_staff(request: StaffRequest, slug: str, number: int, what: str) -> HttpResponseBase:
    """A file that staff attached: ``what`` is copy, preview or original."""
    case = find("case", slug, request.user)
    file = _file(case, number=number, paper=None)
    _check_holds(case, READS_FILES, request.user)
    if what == "original" and file.evidence.given_by_id != request.user.pk:
        _check_holds(case, ORIGINALS, request.user)
    return hand_out(request, case, file.evidence, what, number, name=name_of(file))


@refusals_shown
@require_GET
def signed(request: StaffRequest, pk: int, what: str) -> HttpResponseBase:
    """正本: the signed scan of a paper. One of a coded talk opens like the name itself."""
    paper = get_object_or_404(Paper, pk=pk)
    case = _case_of(paper, request.user)
    file = _file(case, paper=paper)
    _check_holds(case, SIGNED, request.user)
    if what == "original" and file.evidence.verdict not in OPENS_AS:
        raise Http404  # in quarantine, or harmful
    if coded := paper.sheet.get("coded"):
        witnesses.check_is_open(get_object_or_404(Witness, case=case, code=coded), request.user)
    return hand_out(request, case, file.evidence, what, file.number, name=name_of(file))


def _file(case: Case, **which: object) -> CaseFile:
    rows = case.case_files.select_related(
        "evidence__original", "evidence__copy", "evidence__preview"
    )
    return get_object_or_404(rows, **which)


def _case_of(paper: Paper, reader: User) -> Case:
    kind, _colon, slug = paper.subject.partition(":")
    if kind != "case":
        raise Http404
    case: Case = find("case", slug, reader)
    return case


def _check_holds(case: Case, rights: set[str], reader: User) -> None:
    if rights_of(case, reader).isdisjoint(rights):
        raise NotPermitted(_("This is read by those who handle the case."))


@refusals_shown
@require_GET
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper as .docx for WPS, until it is signed; made at once from its frozen sheet."""
    paper = get_object_or_404(Paper, pk=pk)
    case = _case_of(paper, request.user)
    if paper.kind in NOT_IN_WPS or CaseFile.objects.filter(paper=paper).exists():
        raise Http404
    _check_holds(case, DRAFTS, request.user)
    note_access(case, f"{paper.title} docx {paper.pk}", request.user)
    content = docx.render(f"paper/{paper.kind}.html", papers.context_of(paper), watermark=DRAFT)
    response = HttpResponse(content, content_type=docx.MEDIA_TYPE)
    name = f"{paper.kind}-{paper.pk}.docx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@refusals_shown
@require_GET
def witness(request: StaffRequest, slug: str, pk: int) -> HttpResponse:
    """The name behind a code, for whom it is open; the reading is written down before it is opened."""
    case = find("case", slug, request.user)
    found = get_object_or_404(case.witnesses, pk=pk)
    witnesses.check_is_open(found, request.user)
    note_access(case, f"{case.number} name {found.code}", request.user)
    names = witnesses.read(found, by=request.user)
    return render(request, "desk/witness.html", {"record": case, "witness": found, "names": names})
