"""Whether the reader's navigation leads to the monthly reports."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from people.context import posts_of
from reports import permissions


def reader(request: HttpRequest) -> dict[str, object]:
    """``has_reports``, from the appointments that the header shows anyway."""
    return {"has_reports": SimpleLazyObject(lambda: _has_scope(request))}


def _has_scope(request: HttpRequest) -> bool:
    return permissions.scope_among(posts_of(request)) is not None
