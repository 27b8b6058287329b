"""The inbox of one person: his letters, newest first. Reading is a POST; a GET writes nothing."""

from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from notifications import paging
from notifications.models import Delivery, Message
from people.models import User


class ReaderRequest(HttpRequest):
    """A request that the gate let through: somebody is logged in."""

    user: User


@require_GET
def inbox(request: ReaderRequest) -> HttpResponse:
    after = paging.after(request)
    own = Message.objects.of(request.user)
    rows = own.annotate(is_failed=Delivery.objects.failed_for(OuterRef("pk")))
    letters, older = paging.page(rows, after)
    context = {"letters": letters, "after": after, "older": older}
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
    after = paging.after(request)
    return redirect(reverse("inbox") + (f"?after={after}" if after else ""))
