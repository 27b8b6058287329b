"""One deed to many rows of a list: first what it needs, then all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases.actions import exports, saved_views
from cases.exceptions import NotAllowed
from cases.forms.saved import MOST, AssignForm, BulkForm, ChosenForm, PickForm
from cases.lists import bulk as deeds
from cases.models import Case, SavedView
from cases.permissions import Seat, place_of
from cases.views import lists
from cases.views.redirects import SeeOther
from cases.views.refusals import refusals_shown
from cases.views.saved import listed
from people import appointments
from people.models import User

if TYPE_CHECKING:
    from django import forms

    from cases.views.found import StaffRequest

TOKEN = 32


@refusals_shown
@require_POST
def bulk(request: StaffRequest, kind: str) -> HttpResponse:
    """What was chosen on a list, and what is to be done with it."""
    if kind not in deeds.DEEDS:
        raise Http404
    name = request.POST.get("deed", "")
    slugs = _chosen(request, kind)
    if name not in deeds.DEEDS[kind]:
        raise deeds.refuse(kind, name, slugs, by=request.user)
    records = deeds.visible(kind, slugs, request.user)
    if name == "export":
        return _export(request, kind, slugs)
    return _ask_or_do(request, kind, name, records)


def _chosen(request: StaffRequest, kind: str) -> list[str]:
    """The rows that were ticked, or all that the list found. Raises ``NotAllowed`` past 500."""
    said = listed(request.POST)
    if "all" in request.POST:
        asked = lists.ask(request, kind, QueryDict(request.POST.get("query", "")))
        rows = asked.source.order(asked.form).after(asked.rows, None)
        said["chosen"] = list(rows.values_list("slug", flat=True)[: MOST + 1])
    form = ChosenForm(said)
    if not form.is_valid():
        raise NotAllowed(form.errors["chosen"][0])
    found: list[str] = form.cleaned_data["chosen"]
    return found


def _export(request: StaffRequest, kind: str, slugs: list[str]) -> HttpResponse:
    wanted = exports.Wanted(kind, {}, request.POST.getlist("columns"), slugs)
    token = request.POST.get("token", "")[:64] or get_random_string(TOKEN)
    return SeeOther(exports.ask(wanted, token=token, by=request.user).get_absolute_url())


def _ask_or_do(request: StaffRequest, kind: str, name: str, records: list[Any]) -> HttpResponse:
    """The page that asks why; sent with ``go``, the deed itself."""
    is_sent = "go" in request.POST
    form = _form(request, name, records, is_sent=is_sent)
    if not (is_sent and form.is_valid()):
        return _page(request, kind, name, records, form)
    try:
        return _do(request, kind, name, form)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _page(request, kind, name, records, form, status=409)


def _form(request: StaffRequest, name: str, records: list[Any], *, is_sent: bool) -> forms.Form:
    said = listed(request.POST) if is_sent else None
    first: dict[str, Any] = {
        "token": get_random_string(TOKEN),
        "chosen": [" ".join(one.slug for one in records)],
    }
    if name == "assign":
        return AssignForm(said, initial=first, people=_officers(records))
    return (PickForm if name == "pick" else BulkForm)(said, initial=first)


def _officers(records: list[Case]) -> Any:
    """The officers of the one unit that has all of them. Raises ``NotAllowed`` for several units."""
    places = {place_of(one, Seat.OFFICER) for one in records}
    if len(places) != 1:
        raise NotAllowed(_("These cases are with different units: choose those of one unit."))
    (place,) = places
    return appointments.holders(*place) if place else User.objects.none()


def _do(request: StaffRequest, kind: str, name: str, form: forms.Form) -> HttpResponse:
    said = form.cleaned_data
    if name == "pick":
        return _pick(request, said["name"], said["chosen"])
    more = {"person": said["person"]} if "person" in said else {}
    is_done = deeds.perform(
        kind, name, said["chosen"], token=said["token"], by=request.user,
        reason=said["comment"], **more,
    )  # fmt: skip
    if is_done:
        n = len(said["chosen"])
        messages.success(request, ngettext("Done for %(n)s.", "Done for all %(n)s.", n) % {"n": n})
    return SeeOther(reverse(kind))


def _pick(request: StaffRequest, name: str, slugs: list[str]) -> HttpResponse:
    cases = Case.objects.visible_to(request.user).filter(slug__in=slugs)
    view: SavedView = saved_views.pick(cases, name=name, by=request.user)
    messages.success(request, _("The list is kept."))
    return SeeOther(view.get_absolute_url())


def _page(
    request: StaffRequest, kind: str, name: str, records: list[Any], form: forms.Form, **more: Any
) -> HttpResponse:
    context = {
        "kind": kind, "name": name, "label": deeds.DEEDS[kind][name].label, "records": records,
        "form": form,
    }  # fmt: skip
    return render(request, "desk/bulk.html", context, **more)
