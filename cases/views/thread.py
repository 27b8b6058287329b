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
from cases.models.remark import RemarkKind
from cases.views import cookies, origins, passes, tries, uploads
from cases.views.redirects import SeeOther
from cases.views.thread_deeds import DONE, offered
from people.gate import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cases.models import Complaint

TOO_OFTEN = _(
    "Many messages have come from you in a short time. Yours is still here: please send it in a few minutes."
)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code; wrong, unknown, changed and deleted ones are answered alike."""
    if request.method != "POST":
        return render(request, "public/track.html", {"form": TrackForm()})
    form = TrackForm(request.POST)
    return _open(request, form) if form.is_valid() else tries.wrong(request, form)


def _open(request: HttpRequest, form: TrackForm) -> HttpResponse:
    said = form.cleaned_data
    complaint = said["code"]
    if said["body"] and not complaint.must_rotate:
        response = _page(request, complaint, begun={"body": said["body"], "kind": said["kind"]})
    else:
        response = SeeOther(reverse("thread"))
    passes.give(response, complaint)
    return response


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest) -> HttpResponse:
    """Where it stands, in plain words, what was said, and a form to say more."""
    complaint = passes.seen(request)
    if uploads.is_too_much(request):
        return render(request, "public/too_much.html", status=413)
    nonce = cookies.MESSAGE.read(request)
    arriving = uploads.sealing_files(request, nonce if complaint else None, complaint)
    is_ours = origins.stood_here(request)
    if complaint is None or not is_ours:
        arriving.discard()
        return closed(request)
    if complaint.must_rotate:
        return SeeOther(reverse("change-code"))
    if request.method != "POST" and passes.new_code_of(request, complaint):
        return SeeOther(reverse("new-code"))
    if request.method != "POST" or nonce is None:
        return _page(request, complaint, begun=request.POST.dict())
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
    kind = said["kind"] or RemarkKind.MESSAGE
    try:
        dialogue.say(complaint, body=said["body"], kind=kind, nonce=form.nonce)
    except NotAllowed as refusal:
        form.add_error("kind", str(refusal))
        return _page(request, complaint, form)
    response = SeeOther(f"{reverse('thread')}?done={kind if kind in DONE else 'said'}")
    cookies.MESSAGE.drop(response)
    return response


def _page(
    request: HttpRequest, complaint: Complaint, form: MessageForm | None = None, *,
    begun: dict[str, str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    nonce = cookies.MESSAGE.read(request) or receipts.new_nonce()
    form = form or MessageForm(complaint=complaint, nonce=nonce, begun=begun)
    shown = sheets.thread(complaint)
    context = {
        "thread": shown, "form": form, "deeds": offered(shown),
        "done": DONE.get(request.GET.get("done", "")),
        "is_urgent": request.GET.get("done") == RemarkKind.RETALIATION,
    }  # fmt: skip
    response = render(request, "public/thread.html", context, status=status)
    if request.method == "GET" and shown.newest_unseen:
        dialogue.mark_seen(complaint, up_to=shown.newest_unseen)
    cookies.MESSAGE.put(response, form.nonce)
    passes.renew(request, response, complaint)
    return response


def closed(request: HttpRequest, *, kind: str = "") -> HttpResponse:
    """The view has closed: the code is asked for, and what was typed waits in the form."""
    form = TrackForm(body=request.POST.get("body", ""), kind=kind or request.POST.get("kind", ""))
    context = {"form": form, "has_text": bool(form["body"].value())}
    return render(request, "public/closed.html", context, status=403)


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the view of one's report in this browser."""
    response = SeeOther(reverse("home"))
    for cookie in (cookies.THREAD, cookies.MESSAGE, cookies.NEW_CODE):
        cookie.drop(response)
    return response
