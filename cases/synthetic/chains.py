"""History of invented records: chained as the ledger chains, so that it can be verified."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from ledger import history
from ledger.actors import REPORTER, NamedActor
from ledger.models import Chain, Event, Payload

if TYPE_CHECKING:
    from random import Random

    from cases.synthetic.tables import Tables

OPENING = time(8, 30)
MINUTES = 540  # of a working day
COLUMNS = [one.attname for one in Event._meta.concrete_fields if one.attname != "id"]  # noqa: SLF001


class Said(NamedTuple):
    """One thing that happened."""

    kind: str
    on: date
    by: NamedActor
    note: str = ""


class Chains:
    """Writes whole histories."""

    def __init__(self, tables: Tables, chance: Random, today: date) -> None:
        self._tables, self._chance, self._today = tables, chance, today
        self._event = Event()  # one for all: to make one for each link would take as long again

    def write(self, subject: str, number: str, said: list[Said]) -> None:
        """One subject's history up to today, in the order of its days."""
        chain = Chain(subject=subject)
        for one in sorted(said, key=lambda one: one.on):
            if one.on <= self._today:
                self._link(chain, number, one)
        if chain.length:
            self._tables[Chain].add(subject=subject, length=chain.length, last_hash=chain.last_hash)

    def _link(self, chain: Chain, number: str, said: Said) -> None:
        event, by = self._event, said.by
        event.subject, event.kind, event.on, event.at = (
            chain.subject,
            said.kind,
            said.on,
            self._moment(said),
        )
        event.actor_key, event.actor_name = by.key, by.name
        event.actor_unit, event.actor_role = by.unit, by.role
        content = None if by.key == REPORTER.key else {"record": number, "note": said.note}
        salt = self._chance.randbytes(history.SALT_BYTES)
        history.bind(event, chain, content, salt)
        chain.length, chain.last_hash = event.position, event.hash
        key = self._tables[Event].add(**{name: getattr(event, name) for name in COLUMNS})
        if content is not None:
            self._tables[Payload].add(event_id=key, salt=salt, content=content)

    def _moment(self, said: Said) -> datetime | None:
        """Of a reporter only the day is kept."""
        if said.by.key == REPORTER.key:
            return None
        start = datetime.combine(said.on, OPENING, timezone.get_default_timezone())
        return start + timedelta(minutes=self._chance.randrange(MINUTES))
