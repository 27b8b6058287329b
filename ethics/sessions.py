"""Sessions end after idle time, without a write for every page."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

SEEN = "seen"  # the minute in which the session was last moved on


class IdleLimit:
    """Move a used session's end on, once a minute: idle time is counted in whole minutes.

    The limit is ``SESSION_COOKIE_AGE`` (GB/T 22239-2019, session timeout); at the worst somebody is
    signed out a minute early, never late.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; inside the session's own middleware, which saves what changed."""
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.is_empty() and session.get(SEEN) != (now := _minute()):
            session[SEEN] = now
        return response


def _minute() -> int:
    return int(time.time() // 60)
