"""For system administrators: what waits, what was given up and why; no content, no case."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from notifications import channels, paging
from notifications.models import Delivery, DeliveryState, Means, Notice, Paper
from notifications.views import ReaderRequest
from people.roles import Role


def _check(request: ReaderRequest) -> None:
    """To anybody else the page does not exist."""
    if not request.user.appointments.current().filter(role=Role.SYSADMIN).exists():
        raise Http404


@require_GET
def undelivered(request: ReaderRequest) -> HttpResponse:
    _check(request)
    after = paging.after(request)
    failed = Delivery.objects.failed().select_related("reader", "message")
    rows, older = paging.page(failed, after)
    context = {
        "rows": rows,
        "older": older,
        "after": after,
        "counts": _counts(),
        "channels": [(one.label, one in channels.connected()) for one in Means],
        "notices": Notice.objects.failed().count(),
        "papers": Paper.objects.failed().count(),
    }
    return render(request, "notifications/deliveries.html", context)


def _counts() -> list[tuple[Any, int]]:
    """How many stand in each state that is not over."""
    open_ = Delivery.objects.exclude(state__in=[DeliveryState.SENT, DeliveryState.DROPPED])
    found = dict(open_.values_list("state").annotate(Count("pk")))
    return [(one.label, found[one]) for one in DeliveryState if one in found]


@require_POST
def again(request: ReaderRequest) -> HttpResponse:
    """Queue one once more, or all; twice is once."""
    _check(request)
    given = request.POST.get("delivery", "")
    rows = Delivery.objects.failed()
    if given:
        rows = rows.filter(pk=paging.number(given) or 0)
    n = rows.try_again()
    messages.success(request, ngettext("%(n)s queued again.", "%(n)s queued again.", n) % {"n": n})
    return redirect("deliveries")
