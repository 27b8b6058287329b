"""What every page's header may say about its reader."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from people.models import Appointment


def reader(request: HttpRequest) -> dict[str, object]:
    """``reader_posts``: the reader's appointments of today, asked for only where they are shown."""
    return {"reader_posts": SimpleLazyObject(lambda: _posts(request))}


def _posts(request: HttpRequest) -> list[Appointment]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return list(user.appointments.current().select_related("unit").order_by("pk"))
