"""协查 on the desk: what my bureau is asked and asks; one page that shows the letter and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import assistance as actions
from cases.exceptions import NotAllowed
from cases.forms.assistance import Answer
from cases.models import Assistance
from cases.sheets.assistance import assistance_rows, assistance_sheet
from cases.views.refusals import refusals_shown
from ledger import access
from notifications import papers

if TYPE_CHECKING:
    from cases.views.found import StaffRequest
    from people.models import User

PAGE = 25
NEAR = ("unit", "asking_unit", "asked_by", "signed_by", "answered_by", "case")


@require_GET
def requests(request: StaffRequest) -> HttpResponse:
    """The newest first; further ones by the key of the last."""
    rows = Assistance.objects.visible_to(request.user).select_related(*NEAR)
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 10:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: PAGE + 1])
    context = {
        "rows": assistance_rows(found[:PAGE], request.user),
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    return render(request, "desk/assistances.html", context)


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: StaffRequest, slug: str) -> HttpResponse:
    """One request: read, signed for, answered."""
    found = _find(slug, request.user)
    _note_access(found, found.number, request.user)
    if request.method != "POST":
        return _page(request, found, Answer())
    if not Assistance.objects.asked_of(request.user).filter(pk=found.pk).exists():
        raise Http404
    if request.POST.get("deed") == "sign":
        return _sign(request, found)
    return _answer(request, found)


def _find(slug: str, reader: User) -> Assistance:
    """The request, if one of its sides asks; otherwise the 404 of no request at all."""
    rows = Assistance.objects.visible_to(reader).select_related(*NEAR)
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _note_access(found: Assistance, what: str, reader: User) -> None:
    """In the record of the case's readings: whoever watches over the case sees who read the letter."""
    access.record(found.case.subject, what, by=reader.as_actor())


def _page(
    request: StaffRequest, found: Assistance, form: Answer, status: int = 200
) -> HttpResponse:
    context = {"sheet": assistance_sheet(found, request.user), "form": form}
    return render(request, "desk/assistance.html", context, status=status)


def _sign(request: StaffRequest, found: Assistance) -> HttpResponse:
    actions.sign_for(found, by=request.user)
    messages.success(request, _("Signed for. What is asked has to be answered by the day named."))
    return redirect(found)


def _answer(request: StaffRequest, found: Assistance) -> HttpResponse:
    form = Answer(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form)
    text = form.cleaned_data["text"]
    if found.answered_on and (found.answered_by, found.answer) == (request.user, text):
        return redirect(found)  # sent twice
    try:
        actions.answer(found, text=text, uploads=form.uploads, by=request.user)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form, status=409)
    messages.success(request, _("The answer is sent."))
    return redirect(found)


@require_GET
def letter(request: StaffRequest, slug: str) -> FileResponse:
    """The 协查函 as PDF, for both sides; the reading is recorded first."""
    found = _find(slug, request.user)
    rows = (
        papers.of(found.case.subject).made().filter(kind="assistance_letter", number=found.number)
    )
    paper = rows.first()
    if paper is None or not paper.file.storage.exists(str(paper.file.name)):
        raise Http404
    _note_access(found, f"{paper.title} {paper.sha256[:12]}", request.user)
    name = f"assistance-{found.slug}.pdf"
    return FileResponse(paper.file.open(), filename=name, content_type="application/pdf")
