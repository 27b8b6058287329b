"""Start again without traces, on a phone that others use too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cases.actions import evidence
from cases.models import Evidence
from cases.views import cookies
from cases.views.redirects import SeeOther
from ledger import sealing
from people.gate import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public
@require_POST
def restart(request: HttpRequest) -> HttpResponse:
    """Take out of the browser what the public pages left there.

    Cookies by name, and not by ``Clear-Site-Data``, which would reach the neighbours of the same
    domain too. What a browser keeps of the addresses visited no page can take back: the next page
    says so, and how to do it. Files of a form never sent are destroyed at once.
    """
    _forget_files(cookies.FORM.read(request))
    response = SeeOther(reverse("restarted"))
    for cookie in cookies.ALL:
        cookie.drop(response)
    for name in (settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME):
        response.delete_cookie(name, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _forget_files(nonce: str | None) -> None:
    if nonce is None:
        return
    for file in Evidence.objects.of_form(sealing.keyed_hash("submission", nonce)):
        evidence.discard(file)


@public
@require_safe
def restarted(request: HttpRequest) -> HttpResponse:
    """What is gone, and what its owner must still wipe himself."""
    return render(request, "public/restarted.html")
