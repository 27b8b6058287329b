"""Assisted intake: an officer takes down what came by telephone, letter, visit, hotline or order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases import receipts
from cases.actions import intake
from cases.actions.intake import AlreadyHere
from cases.forms.assisted import NO_REPORTER, AssistedForm
from cases.models import Complaint
from cases.permissions import check_takes_in
from cases.views import cookies
from cases.views.redirects import SeeOther
from cases.views.refusals import refusals_shown
from ledger.sealing import NoVault

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cases.views.found import StaffRequest

NO_NAMES_NOW = _("No vault is set up: a name cannot be sealed, and is never kept unsealed.")


@refusals_shown
@sensitive_post_parameters("name", "phone", "id_number", "address")
@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: StaffRequest) -> HttpResponse:
    """The form; a repeated sending is one report."""
    check_takes_in(request.user)
    nonce = cookies.TAKEN.read(request) or receipts.new_nonce()
    form = AssistedForm(request.POST if request.method == "POST" else None, user=request.user)
    if not form.is_valid():
        return _page(request, form, nonce)
    try:
        complaint = intake.register(form.told, nonce=nonce, arrival=form.arrival)
    except AlreadyHere as known:
        form.add_error("foreign_number", str(known))
        return _page(request, form, nonce, known=_if_visible(known.complaint, request))
    except NoVault:
        form.add_error("name", NO_NAMES_NOW)
        return _page(request, form, nonce, status=503)
    response = _after(complaint, nonce)
    cookies.TAKEN.drop(response)
    return response


def _after(complaint: Complaint, nonce: str) -> HttpResponse:
    """The slip for the caller; what we found ourselves has nobody to hand it to."""
    if complaint.channel in NO_REPORTER:
        return SeeOther(complaint.get_absolute_url())
    response = SeeOther(reverse("slip", args=[complaint.slug]))
    cookies.SLIP.put(response, nonce)
    return response


def _if_visible(complaint: Complaint, request: StaffRequest) -> Complaint | None:
    return Complaint.objects.visible_to(request.user).filter(pk=complaint.pk).first()


def _page(
    request: StaffRequest, form: AssistedForm, nonce: str, *, status: int = 200,
    known: Complaint | None = None,
) -> HttpResponse:  # fmt: skip
    response = render(request, "desk/assisted.html", {"form": form, "known": known}, status=status)
    cookies.TAKEN.put(response, nonce)
    return response


@refusals_shown
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: StaffRequest, slug: str) -> HttpResponse:
    """The code for the caller, to print or to read out, once; he changes it at first use."""
    check_takes_in(request.user)
    nonce = cookies.SLIP.read(request)
    mine = Complaint.objects.visible_to(request.user)
    complaint = mine.filter(slug=slug, taken_by=request.user).first()
    code = receipts.code_for(nonce) if nonce else ""
    if complaint is None or complaint.receipt_hash != receipts.hash_of(code):
        return redirect("complaint", slug=slug)
    if request.method == "POST":
        response = SeeOther(complaint.get_absolute_url())
        cookies.SLIP.drop(response)
        return response
    return render(request, "desk/slip.html", {"code": code, "record": complaint})
