"""Pages by key: the newest first, each begins after the last row of the one before."""

from typing import TypeVar

from django.db import models
from django.http import HttpRequest

PAGE = 25
LARGEST = 2**63 - 1

R = TypeVar("R", bound=models.Model)


def after(request: HttpRequest) -> int | None:
    """The row that the page begins after; anything but a number means the newest page."""
    return number(request.GET.get("after", ""))


def number(given: str) -> int | None:
    """A key as typed; None for what is none."""
    if not (given.isascii() and given.isdigit() and len(given) < 20):
        return None
    return min(int(given), LARGEST)


def page(rows: models.QuerySet[R], last: int | None) -> tuple[list[R], int | None]:
    """The rows of a page, and after which row the next begins, if there is one."""
    older = rows if last is None else rows.filter(pk__lt=last)
    found = list(older.order_by("-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None
