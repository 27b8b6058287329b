"""The ladder on the desk: slips to units, drafted, issued, answered, closed off."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_fsm import TransitionNotAllowed

from cases import sheets
from cases.actions import slips as actions
from cases.exceptions import CaseError, NotPermitted, Stale
from cases.forms import slips as forms
from cases.models import Rung, Slip
from cases.views.refusals import refusals_shown
from ledger import access
from notifications import papers
from people.context import posts_of
from people.models import Unit, UnitKind

if TYPE_CHECKING:
    from django.forms import Form

    from cases.views.found import StaffRequest

PAGE = 25
NEAR = ("unit", "city", "case", "issued_by", "signed_by", "answered_by", "drafted_by", "after")
FORMS: dict[str, type[Form]] = {
    "issue": forms.WordsForm, "reply": forms.AnswerForm, "return_answer": forms.ReturnForm,
    "close_off": forms.OpinionForm, "withdraw": forms.OpinionForm,
}  # fmt: skip


def _seat(request: StaffRequest) -> Unit | None:
    """The city bureau for which this person drafts slips."""
    for post in posts_of(request):
        if post.unit.kind == UnitKind.CITY and post.role in actions.CITY:
            return post.unit
    return None


@require_GET
def slips(request: StaffRequest) -> HttpResponse:
    """The open ones, or all; the newest first; and this year's count unit by unit."""
    visible, today = Slip.objects.visible_to(request.user), timezone.localdate()
    rows = visible if request.GET.get("all") else visible.open()
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 10:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.select_related(*NEAR)[: PAGE + 1])
    context = {
        "rows": sheets.slip_rows(found[:PAGE]),
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "tally": sheets.tally(visible, since=today.replace(month=1, day=1), today=today),
        "rungs": Rung.labels,
        "all": bool(request.GET.get("all")),
        "drafts": _seat(request) is not None,
        "year": today.year,
    }
    return render(request, "desk/supervision.html", context)


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: StaffRequest) -> HttpResponse:
    """A slip by hand; for those of the city alone."""
    city = _seat(request)
    if city is None:
        raise Http404
    first = {"key": secrets.token_urlsafe(12), "number": request.GET.get("case", "")[:30]}
    form = forms.DraftForm(request.POST or None, reader=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        key = f"hand:{request.user.pk}:{said['key']}"
        try:
            about = actions.About(city, said["unit"], said["number"])
            actions.draft(
                Rung(said["rung"]), key=key, about=about, words=form.words, by=request.user
            )
        except CaseError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(Slip.objects.get(key=key))
    return render(request, "desk/supervision_draft.html", {"form": form})


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """One slip: read, and what this person can do with it."""
    slip = _find(pk, request)
    access.record(slip.subject, str(slip), by=request.user.as_actor())
    if request.method != "POST":
        return _page(request, slip)
    deed = request.POST.get("deed", "")
    if deed not in (*FORMS, "sign", "step_up"):
        raise Http404
    if request.POST.get("version") != str(slip.version):
        return _overtaken(request, slip, deed)
    return _do(request, slip, deed)


def _find(pk: int, request: StaffRequest) -> Slip:
    found = Slip.objects.visible_to(request.user).select_related(*NEAR).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _blank(deed: str, slip: Slip) -> Form | None:
    return None if deed == "sign" else _form(deed, slip)


def _form(deed: str, slip: Slip, typed: Any = None) -> Form:
    apart = f"{deed}_%s"  # several forms stand on one page
    if deed == "step_up":
        return forms.StepUpForm(typed, slip=slip, auto_id=apart)
    if deed == "issue" and typed is None:
        return forms.WordsForm.of(slip, auto_id=apart)
    return FORMS[deed](typed, auto_id=apart)


def _page(
    request: StaffRequest, slip: Slip, form: Form | None = None, deed: str = "", status: int = 200
) -> HttpResponse:
    sheet = sheets.slip_sheet(slip, request.user)
    deeds = [
        (name, sheets.SLIP_DEEDS[name], form if name == deed and form else _blank(name, slip))
        for name in sheet.deeds
    ]
    context = {
        "sheet": sheet, "slip": slip, "deeds": deeds, "failed": deed, "form": form,
        "lines": sheets.lines_of(slip.subject),
        "has_paper": papers.of(slip.subject).made().exists(),
    }  # fmt: skip
    return render(request, "desk/supervision_slip.html", context, status=status)


def _overtaken(request: StaffRequest, slip: Slip, deed: str) -> HttpResponse:
    """Sent twice, or somebody was quicker: the page as it is now, what was typed kept."""
    form = None if deed == "sign" else _form(deed, slip, request.POST)
    if form is not None and form.is_valid():
        form.add_error(None, _("Somebody changed this in the meantime."))
    return _page(request, slip, form, deed, status=409)


def _do(request: StaffRequest, slip: Slip, deed: str) -> HttpResponse:
    form = None if deed == "sign" else _form(deed, slip, request.POST)
    if form is not None and not form.is_valid():
        return _page(request, slip, form, deed)
    try:
        done = _perform(slip, deed, form, request)
    except NotPermitted:
        raise
    except Stale:
        return _overtaken(request, _find(slip.pk, request), deed)
    except (CaseError, TransitionNotAllowed) as refusal:
        said = str(refusal) if isinstance(refusal, CaseError) else _("This cannot be done now.")
        if form is None:
            messages.error(request, said)
        else:
            form.add_error(None, said)
        return _page(request, _find(slip.pk, request), form, deed, status=409)
    messages.success(request, _("Done."))
    return redirect(done)


def _perform(slip: Slip, deed: str, form: Any, request: StaffRequest) -> Slip:
    by = request.user
    if deed == "step_up":
        rung = Rung(form.cleaned_data["rung"])
        return actions.step_up(slip, rung=rung, words=form.words, by=by)
    if deed == "sign":
        actions.sign(slip, by=by)
    elif deed == "issue":
        actions.issue(slip, words=form.words, by=by)
    elif deed == "reply":
        actions.reply(slip, by=by, **form.cleaned_data)
    elif deed == "return_answer":
        actions.return_answer(slip, by=by, **form.cleaned_data)
    elif deed == "close_off":
        actions.close_off(slip, by=by, **form.cleaned_data)
    else:
        actions.withdraw(slip, by=by, **form.cleaned_data)
    return slip


@require_GET
def paper(request: StaffRequest, pk: int) -> FileResponse:
    """The slip as PDF, for both sides; the reading is recorded first."""
    slip = _find(pk, request)
    made = papers.of(slip.subject).made().first()
    if made is None or not made.file.storage.exists(str(made.file.name)):
        raise Http404
    what = f"{made.title} {made.sha256[:12]}"
    access.record(slip.subject, what, by=request.user.as_actor())
    name = f"slip-{slip.pk}.pdf"
    return FileResponse(made.file.open(), filename=name, content_type="application/pdf")
