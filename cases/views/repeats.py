"""The same form sent twice by the same hand: a repeated click, not a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.cache import cache

from ledger import history, sealing

if TYPE_CHECKING:
    from cases.verb import Verb
    from cases.views.found import StaffRequest
    from ledger.models import Event

REMEMBERED = 3600  # seconds


def note(request: StaffRequest, record: Any, verb: Verb) -> None:
    """Remember that this very form is being sent."""
    cache.set(_key(request, record, verb), 1, REMEMBERED)


def is_repeated(request: StaffRequest, record: Any, verb: Verb) -> bool:
    """Whether this very form was sent before, and the last thing that happened was its deed."""
    if cache.get(_key(request, record, verb)) is None:
        return False
    last = history.of(record.guarded.subject).filter(refused=False).last()
    return bool(last and last.kind == verb.event and request.user.username in _hands(last))


def _hands(event: Event) -> set[object]:
    """Who did it, and who entered it for him from paper."""
    said = getattr(event, "payload", None)
    return {event.actor_key, said.content.get("entered_key") if said else None}


def _key(request: StaffRequest, record: Any, verb: Verb) -> str:
    typed = sorted(
        (name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"
    )
    about = (request.user.pk, record.subject, verb.key, typed)
    return f"sent-{sealing.keyed_hash('sent', repr(about))}"
