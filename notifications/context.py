"""What the page header says of the inbox."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from notifications.models import Message


def inbox(request: HttpRequest) -> dict[str, object]:
    """``unread_count``: how many, counted up to 99 and only by a page that shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread_count": 0}
    return {"unread_count": SimpleLazyObject(Message.objects.of(user).count_unread)}
