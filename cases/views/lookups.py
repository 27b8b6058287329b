"""The custodian's page on which he finds the reports of one person, by number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from cases.actions import lookups
from cases.forms.lookups import Lookup
from cases.sheets.identities import watch_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.views.found import StaffRequest


@sensitive_variables("form")
@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: StaffRequest) -> HttpResponse:
    """For custodians; nobody else learns that there is such a page. What was typed is in no address."""
    if not watch_of(request.user).is_custodian:
        raise Http404
    form = Lookup(request.POST if request.method == "POST" else None)
    found = None
    if form.is_valid():
        found = lookups.look_up(**form.cleaned_data, by=request.user)
    return render(request, "desk/lookup.html", {"form": form, "found": found})
