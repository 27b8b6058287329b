"""Whether the process lives, and whether everything it leans on answers."""

from collections.abc import Callable

from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from people.gate import public


@public
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@public
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Database, broker and storage answer; 503 while one of them does not."""
    parts = {name: _answers(ask) for name, ask in PARTS.items()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _answers(ask: Callable[[], None]) -> bool:
    try:
        ask()
    except (DatabaseError, OSError, OperationalError):
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def _ask_broker() -> None:
    with current_app.connection_for_write(connect_timeout=2) as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


def _ask_storage() -> None:
    default_storage.delete(default_storage.save("ready", ContentFile(b"")))


PARTS = {"database": _ask_database, "broker": _ask_broker, "storage": _ask_storage}
