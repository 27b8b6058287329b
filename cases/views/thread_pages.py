"""The small pages of the follow-up: one deed each, and the change of the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import receipts, sheets
from cases.actions import dialogue
from cases.exceptions import NotAllowed
from cases.views import cookies, passes
from cases.views.receipt import drawn
from cases.views.redirects import SeeOther
from cases.views.thread import closed
from cases.views.thread_deeds import BY_NAME
from ledger.sealing import NoVault
from people.gate import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cases.forms.thread import ThreadForm
    from cases.models import Complaint
    from cases.views.thread_deeds import Deed

NO_NAMES_NOW = _(
    "At the moment we cannot seal a name, and we never keep one unsealed. Please come again later."
)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: HttpRequest, name: str) -> HttpResponse:
    """Show the page of one deed, or do it; done twice, it is done once."""
    found = BY_NAME.get(name)
    if found is None:
        raise Http404
    complaint = passes.seen(request)
    if complaint is None:
        return closed(request, kind=name)
    if complaint.must_rotate:
        return SeeOther(reverse("change-code"))
    if not found.is_open(sheets.thread(complaint)):
        return SeeOther(reverse("thread"))
    form = found.form(request.POST if request.method == "POST" else None, complaint=complaint)
    if not form.is_valid():
        return _page(request, complaint, found, form)
    return _do(request, complaint, found, form)


def _do(request: HttpRequest, complaint: Complaint, found: Deed, form: ThreadForm) -> HttpResponse:
    nonce = cookies.MESSAGE.read(request) or receipts.new_nonce()
    try:
        found.do(complaint, form.cleaned_data, nonce)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _page(request, complaint, found, form)
    except NoVault:
        form.add_error(None, NO_NAMES_NOW)
        return _page(request, complaint, found, form, status=503)
    response = SeeOther(f"{reverse('thread')}?done={found.name}")
    cookies.MESSAGE.drop(response)
    return response


def _page(
    request: HttpRequest, complaint: Complaint, found: Deed, form: ThreadForm, *, status: int = 200
) -> HttpResponse:
    response = render(request, found.template, {"deed": found, "form": form}, status=status)
    cookies.MESSAGE.put(response, cookies.MESSAGE.read(request) or receipts.new_nonce())
    passes.renew(request, response, complaint)
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def change_code(request: HttpRequest) -> HttpResponse:
    """A new code. It waits in the browser's own cookie until its owner says that it is saved.

    Its nonce is there before the button is pressed: however often it is pressed, and whatever
    answer is lost, this browser knows the code that was made.
    """
    complaint = passes.seen(request)
    if complaint is None:
        return closed(request)
    nonce = cookies.NEW_CODE.read(request)
    if nonce and request.method == "POST":
        dialogue.change_code(complaint, nonce=nonce)
    if nonce and passes.new_code_of(request, complaint):
        response: HttpResponse = SeeOther(reverse("new-code"))
    else:
        context = {"is_forced": complaint.must_rotate}
        response = render(request, "public/change_code.html", context)
    cookies.NEW_CODE.put(response, nonce or receipts.new_nonce())
    passes.renew(request, response, complaint)
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def new_code(request: HttpRequest) -> HttpResponse:
    """The new code, once, behind "I have saved it"."""
    complaint = passes.seen(request)
    if complaint is None:
        return closed(request)
    code = passes.new_code_of(request, complaint)
    if not code:
        return SeeOther(reverse("thread"))
    if request.method == "POST" and request.POST.get("saved"):
        response: HttpResponse = SeeOther(f"{reverse('thread')}?done=code")
        cookies.NEW_CODE.drop(response)
    else:
        context = {"code": code, "is_asked": request.method == "POST"}
        response = render(request, "public/new_code.html", context)
    passes.renew(request, response, complaint)
    return response


@public
@require_safe
def new_code_picture(request: HttpRequest) -> HttpResponse:
    """The new code to scan."""
    complaint = passes.seen(request)
    code = passes.new_code_of(request, complaint) if complaint else ""
    if not code:
        raise Http404
    return drawn(code)
