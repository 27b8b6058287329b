"""The public pages: a report, its code, and what became of it. They keep no session and no hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cases import receipts
from cases.actions import intake
from cases.forms.public import ReportForm, is_same
from cases.views import cookies, doubts, origins, uploads
from cases.views.redirects import SeeOther
from ledger.sealing import NoVault
from people.gate import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOO_OLD = _(
    "Nothing was sent yet: this page had been open for too long, or your browser keeps no cookies. Everything you typed is still here. Please send it again; if this comes back, allow cookies for this site."
)
NO_NAMES_NOW = _(
    "Nothing was sent: at the moment we cannot seal a name, and we never keep one unsealed. Everything you typed is still here. Please report without your name, or come again later."
)
SENT_ANOTHER = _(
    "Nothing was sent this time: another report from this browser has just arrived. Please save its code first, at the link above; then come back and send this one."
)


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, what happens to a report, two buttons."""
    return render(request, "public/home.html")


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """One form, one POST; the same nonce twice is one report and one code."""
    nonce = cookies.FORM.read(request)
    if uploads.is_too_much(request):
        return render(request, "public/too_much.html", status=413)
    arriving = uploads.sealing_files(request, nonce)
    is_ours = origins.stood_here(request)
    if not is_ours:
        arriving.discard()
    if request.method != "POST" or (not is_ours and origins.came_from_elsewhere(request)):
        return _blank(request, nonce)
    if nonce is None or not is_ours:
        return _too_old(request, nonce)
    form = ReportForm(request.POST, nonce=nonce, arriving=arriving)
    uploads.drop_chosen(request, form.submission_hash)
    if not form.is_valid() or form.giveaways:
        return _page(request, form, status=413 if arriving.is_too_large else 200)
    return _receive(request, form)


def _too_old(request: HttpRequest, nonce: str | None) -> HttpResponse:
    """Everything typed, to be sent once more; a new nonce asks another question."""
    typed = request.POST.copy()
    if nonce is None:
        typed.update({"answer": "", "proof": ""})
    form = ReportForm(typed, nonce=nonce or receipts.new_nonce())
    form.add_error(None, TOO_OLD)
    return _page(request, form)


def _blank(request: HttpRequest, nonce: str | None) -> HttpResponse:
    """An empty form. A nonce that made a report already is put aside as its receipt."""
    if nonce is None or receipts.sent_with(nonce) is None:
        return _page(request, ReportForm(nonce=nonce or receipts.new_nonce()))
    response = _page(request, ReportForm(nonce=receipts.new_nonce()), is_waiting=True)
    cookies.RECEIPT.put(response, nonce)
    return response


def _receive(request: HttpRequest, form: ReportForm) -> HttpResponse:
    """Committed before the answer goes out; the code waits in the browser's cookie."""
    told = form.told
    try:
        arrival = intake.Arrival(doubt=doubts.of(request, form))
        complaint = intake.register(told, nonce=form.nonce, arrival=arrival)
    except NoVault:
        form.add_error("identity", NO_NAMES_NOW)
        return _page(request, form, status=503)
    if is_same(complaint, told):
        response: HttpResponse = SeeOther(reverse("report-done"))
    else:
        form.add_error(None, SENT_ANOTHER)
        response = _page(request, form, is_waiting=True, status=409)
    cookies.RECEIPT.put(response, form.nonce)
    return response


def _page(
    request: HttpRequest, form: ReportForm, *, is_waiting: bool = False, status: int = 200
) -> HttpResponse:
    is_waiting = is_waiting or cookies.RECEIPT.read(request) is not None
    context = {"form": form, "is_waiting": is_waiting}
    response = render(request, "public/report.html", context, status=status)
    cookies.FORM.put(response, form.nonce)
    return response
