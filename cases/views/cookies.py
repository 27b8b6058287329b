"""What rests in a reporter's browser: signed, closed to scripts, on one path, gone within hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class Cookie:
    """One kind of cookie. An old, forged or foreign value reads as none."""

    name: str
    path: str
    age: timedelta

    def read(self, request: HttpRequest) -> str | None:
        """What was put, while it is fresh."""
        value = request.get_signed_cookie(self.name, None, salt=self.path, max_age=self.age)
        return value if isinstance(value, str) else None

    def put(self, response: HttpResponse, value: str) -> None:
        """Sent back to this path of this site alone, and never with another site's link."""
        response.set_signed_cookie(
            self.name, value, salt=self.path, max_age=self.age, path=self.path,
            secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict",
        )  # fmt: skip

    def drop(self, response: HttpResponse) -> None:
        """Take it out of the browser."""
        response.delete_cookie(self.name, path=self.path, samesite="Strict")


FORM = Cookie("report", "/report/", timedelta(hours=4))  # the nonce of a report being written
RECEIPT = Cookie("receipt", "/report/", timedelta(hours=1))  # one sent, its code not yet saved
THREAD = Cookie("thread", "/track/", timedelta(minutes=15))  # which report is being looked at
MESSAGE = Cookie("message", "/track/", timedelta(hours=4))  # the nonce of a message being written
NEW_CODE = Cookie("new_code", "/track/", timedelta(hours=1))  # a changed code, not yet saved
TAKEN = Cookie("taken", "/desk/complaints/", timedelta(hours=12))  # a report being taken down
SLIP = Cookie("slip", "/desk/complaints/", timedelta(hours=1))  # its code, not yet handed over
ALL = (FORM, RECEIPT, THREAD, MESSAGE, NEW_CODE)
