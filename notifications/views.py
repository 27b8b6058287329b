"""The inbox of one person: his letters, newest first. Reading is a POST; a GET writes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from notifications.models import Message
from people.models import User

PAGE = 25
LARGEST = 2**63 - 1


class ReaderRequest(HttpRequest):
    """A request that the gate let through: somebody is logged in."""

    user: User


@require_GET
def inbox(request: ReaderRequest) -> HttpResponse:
    after = _after(request)
    letters = list(Message.objects.of(request.user).before(after)[: PAGE + 1])
    shown = letters[:PAGE]
    older = shown[-1].pk if len(letters) > PAGE else None
    context = {"letters": shown, "after": after, "older": older}
    return render(request, "notifications/inbox.html", context)


@require_GET
def letter(request: ReaderRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(Message.objects.of(request.user), pk=pk)
    return render(request, "notifications/letter.html", {"letter": own})


@require_POST
def open_letter(request: ReaderRequest, pk: int) -> HttpResponse:
    """Mark the letter read and go to what it is about."""
    own = get_object_or_404(Message.objects.of(request.user), pk=pk)
    Message.objects.of(request.user).filter(pk=pk).mark_read()
    return redirect(own.link or own)


@require_POST
def read_letter(request: ReaderRequest, pk: int) -> HttpResponse:
    get_object_or_404(Message.objects.of(request.user), pk=pk)
    Message.objects.of(request.user).filter(pk=pk).mark_read()
    return _to_inbox(request)


@require_POST
def read_all(request: ReaderRequest) -> HttpResponse:
    Message.objects.of(request.user).mark_read()
    return _to_inbox(request)


def _to_inbox(request: HttpRequest) -> HttpResponse:
    """Back to the page of the inbox that the button stood on."""
    after = _after(request)
    return redirect(reverse("inbox") + (f"?after={after}" if after else ""))


def _after(request: HttpRequest) -> int | None:
    """The letter that the page begins after; anything but a number means the newest page."""
    given = request.GET.get("after", "")
    if not (given.isascii() and given.isdigit() and len(given) < 20):
        return None
    return min(int(given), LARGEST)
