"""Saved views: kept, renamed, shared, subscribed to, forgotten; and the columns somebody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.actions import saved_views
from cases.exceptions import CaseError
from cases.forms.saved import ChangeViewForm, ListForm, SaveForm
from cases.lists import sources
from cases.lists.counts import counts
from cases.models import ListKind, SavedView
from cases.views.redirects import SeeOther
from cases.views.refusals import refusals_shown

if TYPE_CHECKING:
    from django.http import QueryDict

    from cases.views.found import StaffRequest


def listed(typed: QueryDict) -> dict[str, Any]:
    """A form of a list as Django reads it, its columns as the list that they are."""
    return {**typed.dict(), "columns": typed.getlist("columns"), "chosen": typed.getlist("chosen")}


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def views(request: StaffRequest) -> HttpResponse:
    """All my views with what they hold; a POST keeps one more."""
    if request.method != "POST":
        return _page(request)
    form = SaveForm(listed(request.POST))
    if not form.is_valid():
        return _page(request, form)
    try:
        view = saved_views.keep(**form.cleaned_data, by=request.user)
    except CaseError as refusal:
        form.add_error("name", str(refusal))
        return _page(request, form)
    messages.success(request, _("The view is kept."))
    return SeeOther(view.get_absolute_url())


def _page(request: StaffRequest, form: SaveForm | None = None) -> HttpResponse:
    reader = request.user
    rows = SavedView.objects.open_to(reader).named().select_related("owner", "unit")
    found = list(rows.prefetch_related("subscribers"))
    visible = {kind: sources.OF[kind].visible_to(reader) for kind in {one.kind for one in found}}
    held = counts({str(one.pk): sources.rows_of(one, visible[one.kind], reader) for one in found})
    lines = [
        (one, held[str(one.pk)], reader in one.subscribers.all(), one.owner_id == reader.pk)
        for one in found
    ]
    return render(request, "desk/views.html", {"lines": lines, "form": form})


def _find(request: StaffRequest, pk: int) -> SavedView:
    found = SavedView.objects.open_to(request.user).named().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Rename one view, and share it where one approves."""
    view = _find(request, pk)
    saved_views.check_owns(view, request.user)
    units = saved_views.units_to_share(request.user)
    first = {"name": view.name, "unit": view.unit_id}
    form = ChangeViewForm(request.POST or None, initial=first, units=units)
    if form.is_valid():
        try:
            return _change(request, view, form)
        except CaseError as refusal:
            form.add_error("name", str(refusal))
    return render(request, "desk/view.html", {"view": view, "form": form})


def _change(request: StaffRequest, view: SavedView, form: ChangeViewForm) -> HttpResponse:
    saved_views.rename(view, name=form.cleaned_data["name"], by=request.user)
    if "unit" in form.fields:
        saved_views.share(view, unit=form.cleaned_data["unit"], by=request.user)
    messages.success(request, _("The view is changed."))
    return SeeOther(reverse("views"))


@refusals_shown
@require_POST
def delete(request: StaffRequest, pk: int) -> HttpResponse:
    """Forget one view; one that is gone already is gone."""
    view = SavedView.objects.open_to(request.user).named().filter(pk=pk).first()
    if view is not None:
        saved_views.delete(view, by=request.user)
        messages.success(request, _("The view is deleted; its cases stay where they are."))
    return SeeOther(reverse("views"))


@require_POST
def subscribe(request: StaffRequest, pk: int) -> HttpResponse:
    """A digest every Monday, or no longer."""
    wanted = request.POST.get("wanted") == "yes"
    saved_views.subscribe(_find(request, pk), wanted=wanted, by=request.user)
    said = _("A letter comes every Monday.") if wanted else _("No letter comes any more.")
    messages.success(request, said)
    return SeeOther(reverse("views"))


@require_POST
def columns(request: StaffRequest, kind: str) -> HttpResponse:
    """The columns that this person sees from now on, and back to the list."""
    if kind not in ListKind.values:
        raise Http404
    form = ListForm({**listed(request.POST), "kind": kind})
    if form.is_valid():
        saved_views.choose_columns(kind, form.cleaned_data["columns"], by=request.user)
        query = sources.said(form.cleaned_data["query"]).urlencode()
        return SeeOther(reverse(kind) + (f"?{query}" if query else ""))
    return SeeOther(reverse(kind))
