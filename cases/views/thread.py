"""The follow-up of one report: the code, where it stands, the dialogue. It keeps no session and no hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from cases import floods, receipts, sheets
from cases.actions import dialogue
from cases.exceptions import NotAllowed
from cases.forms.thread import MessageForm, TrackForm
from cases.models import Complaint
from cases.models.remark import RemarkKind
from cases.views import cookies, origins, tries, uploads
from cases.views.redirects import SeeOther
from cases.views.thread_deeds import DONE, offered
from people.gate import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOO_OFTEN = _(
    "Many messages have come from you in a short time. Yours is still here: please send it in a few minutes."
)
TAG = 16  # letters of the code's hash that bind a cookie to it: a changed code closes every view


def pass_for(complaint: Complaint) -> str:
    """What the browser keeps of an opened view."""
    return f"{complaint.slug}:{complaint.receipt_hash[:TAG]}"


def seen(request: HttpRequest) -> Complaint | None:
    """The report that this browser has opened with its code, as long as that code stands."""
    slug, _colon, tag = (cookies.THREAD.read(request) or "").partition(":")
    found = Complaint.objects.filter(slug=slug).first() if slug else None
    return found if found and tag == found.receipt_hash[:TAG] else None


@public
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code; wrong, unknown, changed and deleted ones are answered alike."""
    if request.method != "POST":
        return render(request, "public/track.html", {"form": TrackForm()})
    form = TrackForm(request.POST)
    return _open(request, form) if form.is_valid() else tries.wrong(request, form)


def _open(request: HttpRequest, form: TrackForm) -> HttpResponse:
    complaint, body = form.cleaned_data["code"], form.cleaned_data["body"]
    if body and not complaint.must_rotate:
        response = _page(request, complaint, body=body)
    else:
        response = SeeOther(reverse("thread"))
    cookies.THREAD.put(response, pass_for(complaint))
    return response


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest) -> HttpResponse:
    """Where it stands, in plain words, what was said, and a form to say more."""
    complaint = seen(request)
    if uploads.is_too_much(request):
        return render(request, "public/too_much.html", status=413)
    nonce = cookies.MESSAGE.read(request)
    arriving = uploads.sealing_files(request, nonce if complaint else None)
    is_ours = origins.stood_here(request)
    if complaint is None or not is_ours:
        arriving.discard()
        return closed(request)
    if complaint.must_rotate:
        return SeeOther(reverse("change-code"))
    if request.method != "POST" or nonce is None:
        return _page(request, complaint, body=request.POST.get("body", ""))
    form = MessageForm(request.POST, complaint=complaint, nonce=nonce, arriving=arriving)
    uploads.drop_chosen(request, form.submission_hash)
    if not form.is_valid():
        return _page(request, complaint, form, status=413 if arriving.is_too_large else 200)
    return _say(request, complaint, form)


def _say(request: HttpRequest, complaint: Complaint, form: MessageForm) -> HttpResponse:
    said = form.cleaned_data
    if not floods.count("said", complaint.slug, once=form.submission_hash):
        form.add_error(None, TOO_OFTEN)
        return _page(request, complaint, form, status=429)
    try:
        dialogue.say(
            complaint, body=said["body"], kind=said["kind"] or RemarkKind.MESSAGE, nonce=form.nonce
        )
    except NotAllowed as refusal:
        form.add_error("kind", str(refusal))
        return _page(request, complaint, form)
    response = SeeOther(f"{reverse('thread')}?done=said")
    cookies.MESSAGE.drop(response)
    return response


def _page(
    request: HttpRequest, complaint: Complaint, form: MessageForm | None = None, *,
    body: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    nonce = cookies.MESSAGE.read(request) or receipts.new_nonce()
    form = form or MessageForm(complaint=complaint, nonce=nonce, body=body)
    shown = sheets.thread(complaint)
    context = {
        "thread": shown, "form": form, "deeds": offered(shown),
        "done": DONE.get(request.GET.get("done", "")),
    }  # fmt: skip
    response = render(request, "public/thread.html", context, status=status)
    cookies.MESSAGE.put(response, form.nonce)
    cookies.THREAD.put(response, pass_for(complaint))
    return response


def closed(request: HttpRequest) -> HttpResponse:
    """The view has closed: the code is asked for, and what was typed waits in the form."""
    form = TrackForm(body=request.POST.get("body", ""))
    context = {"form": form, "has_text": bool(form["body"].value())}
    return render(request, "public/closed.html", context, status=403)


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the view of one's report in this browser."""
    response = SeeOther(reverse("home"))
    for cookie in (cookies.THREAD, cookies.MESSAGE):
        cookie.drop(response)
    return response
