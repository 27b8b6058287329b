"""Who stands in for whom, and the form that names a deputy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import absence as actions
from cases.exceptions import NotAllowed
from cases.forms.absence import AbsenceForm
from cases.views.redirects import SeeOther
from cases.views.refusals import refusals_shown
from people.models import Appointment

if TYPE_CHECKING:
    from cases.views.found import StaffRequest
    from people.models.appointments import AppointmentQuerySet

PAGE = "/desk/absence/"


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: StaffRequest) -> HttpResponse:
    """For whoever names deputies or is one."""
    if request.method == "POST" and "ends" in request.POST:
        return _come_back(request)
    form = AbsenceForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.stand_in(said["chair"], deputy=said["deputy"], term=form.term, by=request.user)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The deputy is told."))
            return SeeOther(PAGE)
    rows = _lasting().select_related("user", "unit", "stands_in_for__user")
    named = rows.filter(stands_in_for__in=actions.chairs_of(request.user))
    context = {"form": form, "named": named, "mine": rows.filter(user=request.user)}
    return render(request, "desk/absence.html", context)


def _lasting() -> AppointmentQuerySet:
    deputies = Appointment.objects.exclude(stands_in_for=None).order_by("ends_on", "pk")
    return deputies.filter(ends_on__gte=timezone.localdate())


def _come_back(request: StaffRequest) -> HttpResponse:
    pk = request.POST["ends"]
    found = _lasting().filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
    if found is None:
        raise Http404
    actions.come_back(found, by=request.user)
    messages.success(request, _("The deputy's time has ended."))
    return SeeOther(PAGE)
