"""Asking as somebody, past the doorkeeper: the view itself, what it answers, nothing left behind.

The doorkeeper in front of all of them, who lets nobody in without a login, is tests/ethics/test_urls.py.
"""

import html
import re
from functools import cache

from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver, resolve
from django_htmx.middleware import HtmxDetails

OPEN, TOLD, NOTHING, NO_WAY = "opened", "told that it is not his", "nothing there", "no such method"
STATUS = {403: TOLD, 404: NOTHING, 405: NO_WAY}
# what differs each time a page is made: the keys of forms
KEYS = re.compile(r"[A-Za-z0-9_-]{16,}")


def routes(patterns=None, before=""):
    """Every address of the site, as the URL configuration writes it."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        else:
            yield route


class Session(dict, SessionBase):
    """As much of a session as a page asks for."""

    session_key, modified, accessed = "k", False, False
    get = dict.get
    is_empty = lambda self: False  # noqa: E731
    flush = save = cycle_key = lambda self, **_more: None


FACTORY = RequestFactory()


found = cache(resolve)


def as_(user, way, path, typed=None):
    """What the view of this address says to this person, and nothing of it is kept."""
    mark = transaction.savepoint()
    try:
        return asked(user, way, path, typed)
    finally:
        transaction.savepoint_rollback(mark)


def asked(user, way, path, typed=None):
    """What the view of this address says to this person. A failure of ours fails the test."""
    request = getattr(FACTORY, way)(path, typed or {})
    request.user, request.session, request.htmx = user, Session(), HtmxDetails(request)
    request._messages = FallbackStorage(request)
    request._dont_enforce_csrf_checks = True
    match = found(request.path_info)
    try:
        answer = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return NOTHING, ""
    return STATUS.get(answer.status_code, OPEN), text_of(answer)


def blank(request, template, context=None, status=200):
    """In place of ``render`` where the answer counts and not its page."""
    return HttpResponse(status=status)


def text_of(answer):
    """Its body as it is read, headers before it; whatever is no text is not looked into."""
    assert answer.status_code < 500, answer.status_code
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = html.unescape(body.decode(errors="replace"))
    return "".join(f"{name}: {value}\n" for name, value in answer.items()) + said


def still(answer):
    """The page without the address that was asked for and the keys that are new each time."""
    path = answer.wsgi_request.path
    back = path.rstrip("/").rpartition("/")[0]
    said = html.unescape(answer.content.decode())
    return KEYS.sub("", said.replace(path, "").replace(f"{back}/", ""))
