"""The history of one subject, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ledger import history
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from ledger.models import Event


@dataclass(frozen=True)
class Line:
    """One line of the history. ``at`` is empty where only the day may be known."""

    kind: str
    on: date
    at: datetime | None
    who: str
    refused: bool
    note: str
    record: str


def lines_of(subject: str) -> tuple[Line, ...]:
    """The whole history of one subject, in order."""
    return tuple(_line(event) for event in history.of(subject))


def lines_since(subject: str, seen: str) -> tuple[Line, ...]:
    """What happened after the event at position ``seen``, or the last thing where that is unknown."""
    events = history.of(subject).filter(refused=False)
    if seen.isdecimal() and len(seen) < 10:
        events = events.filter(position__gt=int(seen))
    return tuple(_line(event) for event in events)[-5:]


def _line(event: Event) -> Line:
    said = getattr(event, "payload", None)
    content = said.content if said else {}
    note = content.get("reason", "").partition(": ")[2] if event.refused else content.get("note")
    return Line(
        kind=event.kind, on=event.on, at=event.at, who=_who(event, content), refused=event.refused,
        note=str(note or ""), record=str(content.get("record", "")),
    )  # fmt: skip


def _who(event: Event, content: Mapping[str, object]) -> str:
    """The name, with unit and role as they were; and who entered it, where it was signed on paper."""
    if entered_by := content.get("entered_by"):
        said = {"who": _name(event), "name": entered_by}
        return _("%(who)s (on paper, entered by %(name)s)") % said
    return _name(event)


def _name(event: Event) -> str:
    roles = dict(Role.choices)
    post = f"{event.actor_unit} · {roles.get(event.actor_role, event.actor_role)}"
    return f"{event.actor_name}（{post}）" if event.actor_unit else event.actor_name
