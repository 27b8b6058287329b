"""Codes that do not fit, and how many of them one network may try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cases import floods
from people import network

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cases.forms.thread import TrackForm

TOO_MANY = _(
    "From your network very many codes were tried that do not fit. Please wait a minute and try again; a right code opens at once."
)


def wrong(request: HttpRequest, form: TrackForm) -> HttpResponse:
    """The page again, after a code that does not fit; beyond the limit with 429 and a time to wait.

    Called once the code was looked up: a right one opens however many wrong ones came before it,
    for whoever guesses may share the address of a whole school yard and must shut nobody out.
    """
    is_too_many = not floods.count("wrong code", network.name(request))
    if is_too_many:
        form.add_error(None, TOO_MANY)
    page = render(request, "public/track.html", {"form": form}, status=429 if is_too_many else 200)
    if is_too_many:
        page.headers["Retry-After"] = str(floods.wait("wrong code"))
    return page
