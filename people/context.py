"""What every page's header may say about its reader."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from people.models import Appointment


def reader(request: HttpRequest) -> dict[str, object]:
    """``reader_posts``: the reader's appointments of today, asked for only where they are shown."""
    return {"reader_posts": SimpleLazyObject(lambda: posts_of(request))}


def posts_of(request: HttpRequest) -> list[Appointment]:
    """The reader's appointments of today, asked for once a request."""
    kept: list[Appointment] | None = getattr(request, "reader_posts", None)
    if kept is None:
        kept = _posts(request)
        request.reader_posts = kept  # type: ignore[attr-defined]
    return kept


def _posts(request: HttpRequest) -> list[Appointment]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return list(user.appointments.current().select_related("unit").order_by("pk"))
