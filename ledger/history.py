"""History: write an event onto its subject's chain, read a chain, find where one is broken."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ledger import canon
from ledger.actors import REPORTER, Actor
from ledger.models import Chain, Event, Payload

SALT_BYTES = 16
CHUNK = 2000


@dataclass(frozen=True)
class Break:
    """The first link of a chain that does not hold."""

    subject: str
    position: int
    reason: str

    def __str__(self) -> str:
        return f"{self.subject} at position {self.position}: {self.reason}"


def record(
    kind: str,
    subject: str,
    *,
    by: Actor,
    payload: Mapping[str, object] | None = None,
    dates_only: bool = False,
) -> Event:
    """Chain what happened, in the caller's transaction. Writers of one subject wait for each other."""
    return _append(Event(kind=kind, subject=subject), by, payload, dates_only=dates_only)


def begin(
    kind: str,
    subject: str,
    *,
    by: Actor,
    payload: Mapping[str, object] | None = None,
    dates_only: bool = False,
) -> Event:
    """The first event of a subject that is being made in this transaction.

    Raises ``IntegrityError`` where the subject has a history already.
    """
    chain = Chain(subject=subject)
    event = _link(Event(kind=kind, subject=subject), chain, by, payload, dates_only=dates_only)
    chain.length, chain.last_hash = event.position, event.hash
    chain.save(force_insert=True)
    return event


def refuse(kind: str, subject: str, *, by: Actor, reason: str) -> Event:
    """Chain what was refused and why. A transaction of its own, after the refused one is gone."""
    with transaction.atomic(durable=True):
        event = Event(kind=kind, subject=subject, refused=True)
        return _append(event, by, {"reason": reason})


def of(subject: str) -> QuerySet[Event]:
    """The subject's history in order, what was said included."""
    return Event.objects.filter(subject=subject).select_related("payload").order_by("position")


def _append(
    event: Event, by: Actor, payload: Mapping[str, object] | None, *, dates_only: bool = False
) -> Event:
    chain = _locked_chain(event.subject)
    _link(event, chain, by, payload, dates_only=dates_only)
    Chain.objects.filter(pk=chain.pk).update(length=event.position, last_hash=event.hash)
    return event


def _link(
    event: Event, chain: Chain, by: Actor, payload: Mapping[str, object] | None, *, dates_only: bool
) -> Event:
    """Save the event as the next link, and what it says."""
    content = None if payload is None else canon.plain(payload)
    salt = secrets.token_bytes(SALT_BYTES)
    _stamp(event, by, dates_only=dates_only)
    bind(event, chain, content, salt)
    event.save(force_insert=True)
    if content is not None:
        Payload.objects.create(event=event, salt=salt, content=content)
    return event


def bind(event: Event, chain: Chain, content: object, salt: bytes) -> None:
    """Make the event the next link of a chain in memory; neither is saved."""
    event.position, event.previous_hash = chain.length + 1, chain.last_hash
    event.payload_hash = "" if content is None else canon.digest(content, salt)
    event.hash = _hash(event)


def _locked_chain(subject: str) -> Chain:
    """The chain, begun where there is none: two statements, whoever else begins it at this moment."""
    Chain.objects.bulk_create([Chain(subject=subject)], ignore_conflicts=True)
    return Chain.objects.select_for_update().get(pk=subject)


def _stamp(event: Event, by: Actor, *, dates_only: bool) -> None:
    now = timezone.now()
    event.on = timezone.localdate(now)
    event.at = None if dates_only or by.key == REPORTER.key else now
    event.actor_key, event.actor_name = by.key, by.name
    event.actor_unit, event.actor_role = by.unit, by.role


def _hash(event: Event) -> str:
    """What the link binds. The moment is bound in UTC, whatever zone reads it."""
    return canon.digest(
        {
            "subject": event.subject,
            "position": event.position,
            "kind": event.kind,
            "refused": event.refused,
            "on": event.on.isoformat(),
            "at": event.at.astimezone(UTC).isoformat() if event.at else None,
            "actor": [event.actor_key, event.actor_name, event.actor_unit, event.actor_role],
            "payload": event.payload_hash,
            "previous": event.previous_hash,
        }
    )


def first_broken_link() -> Break | None:
    """Walk all chains, in constant memory; None when every link holds.

    Sees edits, removals, swaps and cut ends. A forger who rewrites a whole chain and its end can
    only be shown by an end that was noted outside this database.
    """
    return next(_broken_links(), None) or next(_cut_ends(), None)


def _broken_links() -> Iterator[Break]:
    previous: Event | None = None
    events = Event.objects.select_related("payload").order_by("subject", "position")
    for event in events.iterator(chunk_size=CHUNK):
        if previous is not None and previous.subject != event.subject:
            previous = None
        if fault := _fault(event, previous):
            yield fault
        previous = event


def _fault(event: Event, previous: Event | None) -> Break | None:
    expected = previous.position + 1 if previous else 1
    if event.position != expected:
        return Break(event.subject, expected, "the event is missing")
    if event.hash != _hash(event):
        return Break(event.subject, event.position, "the event was changed")
    if event.previous_hash != (previous.hash if previous else ""):
        return Break(event.subject, event.position, "it does not follow the event before it")
    if _was_resaid(event):
        return Break(event.subject, event.position, "what it says was changed")
    return None


def _was_resaid(event: Event) -> bool:
    """A payload that is gone is retention's work; one that differs is not."""
    said: Payload | None = getattr(event, "payload", None)
    return said is not None and canon.digest(said.content, bytes(said.salt)) != event.payload_hash


def _cut_ends() -> Iterator[Break]:
    links = Event.objects.filter(subject=OuterRef("subject")).order_by("-position")
    chains = Chain.objects.annotate(
        found=Coalesce(Subquery(links.values("position")[:1]), 0),
        end=Coalesce(Subquery(links.values("hash")[:1]), Value("")),
    )
    cut = chains.exclude(found=F("length"), end=F("last_hash")).order_by("subject")
    for chain in cut[:1]:
        position = min(chain.found + 1, chain.length)  # the last event itself, when its hash is new
        yield Break(chain.subject, position, "the end of the chain is not the one that was kept")
    unbound = Event.objects.filter(~Exists(Chain.objects.filter(subject=OuterRef("subject"))))
    for event in unbound.order_by("subject", "position")[:1]:
        yield Break(event.subject, event.position, "the chain of this event is missing")
