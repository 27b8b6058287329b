"""The pages of refusal and failure. They ask neither the database nor the session for anything."""

import logging
import re
import sys

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from notifications.claims import place_of

logger = logging.getLogger("ethics")

SECRET = re.compile(r"pass|^code$|csrfmiddlewaretoken")  # never shown, never sent again for him
STYLES = ("css/parts.css", "css/public.css")


def _page(status: int, title: str, sentence: str, **more: object) -> HttpResponse:
    context = {"title": title, "sentence": sentence, "styles": _styles(), **more}
    return HttpResponse(render_to_string("errors/page.html", context), status=status)


def _styles() -> list[str]:
    """The page that reports a failure must not itself fail for want of a style sheet."""
    try:
        return [staticfiles_storage.url(style) for style in STYLES]
    except ValueError:
        return []


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent cannot be read."""
    return _page(
        400,
        _("This could not be read"),
        _("Something in what was sent cannot be read. Please go back, check it and send it again."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Seen, but not his to do."""
    return _page(
        403,
        _("Not open to you"),
        _("Your present role does not include this. Nothing was changed."),
    )


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too many tries at signing in."""
    return _page(
        429,
        _("Please wait a little"),
        _("There were too many tries. Please wait some minutes and try again."),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """One body for everything that is not there and everything that is not for this reader."""
    return _page(
        404,
        _("Nothing here"),
        _("This page does not exist, or it is not open to you. Please check the address."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own failure; its kind and place are logged, never its text, which may quote a name."""
    error = sys.exc_info()[1]
    if isinstance(error, Exception):
        logger.error("500: %s", place_of(error))
    return _page(
        500,
        _("Something went wrong on our side"),
        _("Please try again in a few minutes. What you had already sent has been kept."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old, or came from elsewhere: what was typed is shown and can be sent again."""
    return _kept(
        request,
        _("This page had been open for too long"),
        _("Nothing was saved yet. Your text stands below; please send it again."),
    )


def session_over(request: HttpRequest) -> HttpResponse:
    """Sent after the session had ended: log in beside this page, then send again from here."""
    return _kept(
        request,
        _("You have been logged out"),
        _(
            "Nothing was saved yet. Your text stands below; log in in a new window, come back here and send it again."
        ),
        must_log_in=True,
    )


def _kept(request: HttpRequest, title: str, sentence: str, **more: object) -> HttpResponse:
    kept = _typed(request) if _is_own_form(request) else []
    token = get_token(request) if kept else ""
    lost_files = bool(kept and request.FILES)
    return _page(
        403,
        title,
        sentence,
        kept=kept,
        token=token,
        target=request.path,
        lost_files=lost_files,
        **more,
    )


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not SECRET.search(name)
        for value in values
    ]


def _is_own_form(request: HttpRequest) -> bool:
    """Whether the form stood on our own page: another site's text is never offered for sending."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == own
