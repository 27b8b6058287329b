"""The teaching points, and the schools that act for them: kept by system administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.points import serve
from cases.exceptions import NotAllowed
from cases.forms.points import PointForm
from cases.views.redirects import SeeOther
from people.context import posts_of
from people.models import Unit
from people.roles import Role

if TYPE_CHECKING:
    from cases.views.found import StaffRequest


@require_http_methods(["GET", "HEAD", "POST"])
def points(request: StaffRequest) -> HttpResponse:
    """For system administrators; for everybody else this page does not exist."""
    if not any(post.role == Role.SYSADMIN for post in posts_of(request)):
        raise Http404
    form = PointForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_kept(request, form):
        messages.success(request, _("Kept."))
        return SeeOther(reverse("points"))
    served = Unit.objects.current().filter(served_by__isnull=False)
    rows = served.select_related("parent", "served_by").order_by("parent", "name")
    schools = Unit.objects.current().schools().values_list("name", flat=True)
    context = {"form": form, "points": rows, "schools": schools}
    return render(request, "desk/points.html", context)


def _is_kept(request: StaffRequest, form: PointForm) -> bool:
    said = form.cleaned_data
    try:
        serve(said["point"], centre=said["centre"] or None, by=request.user.as_actor())
    except NotAllowed as reason:
        form.add_error("centre", str(reason))
    return form.is_valid()
