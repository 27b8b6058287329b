"""The public pages: a report, its code, and what became of it. They keep no session and no hour."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import receipts, sheets
from cases.actions import intake
from cases.forms.public import ReportForm, TrackForm, is_same
from cases.models import Complaint
from cases.views import cookies, origins
from ledger.sealing import NoVault
from people.gate import public

TOO_OLD = _(
    "Nothing was sent yet: this page had been open for too long, or your browser keeps no cookies. Everything you typed is still here. Please send it again; if this comes back, allow cookies for this site."
)
NO_NAMES_NOW = _(
    "Nothing was sent: at the moment we cannot seal a name, and we never keep one unsealed. Everything you typed is still here. Please report without your name, or come again later."
)
SENT_ANOTHER = _(
    "Nothing was sent this time: another report from this browser has just arrived. Please save its code first, at the link above; then come back and send this one."
)


class SeeOther(HttpResponseRedirect):
    """Go on there with a plain GET."""

    status_code = 303


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
    is_ours = origins.stood_here(request)
    if request.method != "POST" or (not is_ours and origins.came_from_elsewhere(request)):
        return _blank(request, nonce)
    form = ReportForm(request.POST)
    if nonce is None or not is_ours:
        form.add_error(None, TOO_OLD)
        return _page(request, form, nonce or receipts.new_nonce())
    if not form.is_valid():
        return _page(request, form, nonce)
    return _receive(request, form, nonce)


def _blank(request: HttpRequest, nonce: str | None) -> HttpResponse:
    """An empty form. A nonce that made a report already is put aside as its receipt."""
    if nonce is None or receipts.sent_with(nonce) is None:
        return _page(request, ReportForm(), nonce or receipts.new_nonce())
    response = _page(request, ReportForm(), receipts.new_nonce(), is_waiting=True)
    cookies.RECEIPT.put(response, nonce)
    return response


def _receive(request: HttpRequest, form: ReportForm, nonce: str) -> HttpResponse:
    """Committed before the answer goes out; the code waits in the browser's cookie."""
    told = form.told
    try:
        complaint = intake.register(told, nonce=nonce)
    except NoVault:
        form.add_error("identity", NO_NAMES_NOW)
        return _page(request, form, nonce, status=503)
    if is_same(complaint, told):
        response: HttpResponse = SeeOther(reverse("report-done"))
    else:
        form.add_error(None, SENT_ANOTHER)
        response = _page(request, form, nonce, is_waiting=True, status=409)
    cookies.RECEIPT.put(response, nonce)
    return response


def _page(
    request: HttpRequest,
    form: ReportForm,
    nonce: str,
    *,
    is_waiting: bool = False,
    status: int = 200,
) -> HttpResponse:
    is_waiting = is_waiting or cookies.RECEIPT.read(request) is not None
    context = {"form": form, "is_waiting": is_waiting}
    response = render(request, "public/report.html", context, status=status)
    cookies.FORM.put(response, nonce)
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest) -> HttpResponse:
    """The code, out of the browser's own cookie, until its owner says that it is saved."""
    nonce = cookies.RECEIPT.read(request)
    if nonce is None:
        return render(request, "public/no_code.html", status=404)
    if request.method == "POST" and request.POST.get("saved"):
        return _let_go(request, nonce)
    is_asked = request.method == "POST"
    context = {"code": receipts.code_for(nonce), "is_asked": is_asked}
    return render(request, "public/receipt.html", context)


def _let_go(request: HttpRequest, nonce: str) -> HttpResponse:
    response = SeeOther(reverse("track"))
    cookies.RECEIPT.drop(response)
    if cookies.FORM.read(request) == nonce:
        cookies.FORM.drop(response)
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code; wrong, unknown and deleted ones are answered alike."""
    form = TrackForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "public/track.html", {"form": form})
    response = SeeOther(reverse("thread"))
    cookies.THREAD.put(response, form.cleaned_data["code"].slug)
    return response


@public
@require_safe
def thread(request: HttpRequest) -> HttpResponse:
    """Where it stands, in plain words, and the answer once there is one."""
    slug = cookies.THREAD.read(request)
    complaint = Complaint.objects.filter(slug=slug).first() if slug else None
    if complaint is None:
        return render(request, "public/closed.html", status=403)
    return render(request, "public/thread.html", {"thread": sheets.thread(complaint)})


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the view of one's report in this browser."""
    response = SeeOther(reverse("home"))
    cookies.THREAD.drop(response)
    return response
