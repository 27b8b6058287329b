"""How one inquiry runs: its days, past and planned, and the state that follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cases.states import CaseState

if TYPE_CHECKING:
    from random import Random

DAYS = [timedelta(n) for n in range(1_200)]
STRAGGLERS = 0.002  # so many inquiries drag on for a year and more
RESTING = 0.04  # so many of the inquiries that run are suspended


@dataclass(frozen=True)
class Course:
    """The days of one inquiry; ``handled`` and ``applied`` only where somebody is at fault."""

    today: date
    opened: date
    proposed: date
    dispatched: date
    signed: date
    reported: date
    concluded: date
    handled: date | None
    applied: date | None
    recorded: date
    completed: date
    closed: date
    archived: date
    is_resting: bool

    def past(self, day: date | None) -> date | None:
        """The day, if it has come."""
        return day if day is not None and day <= self.today else None

    def has(self, day: date | None) -> bool:
        """Whether the day has come."""
        return day is not None and day <= self.today

    @property
    def state(self) -> CaseState:
        """Where it stands today: the last of its stations that has come."""
        stations = (
            (self.archived, CaseState.ARCHIVED),
            (self.closed, CaseState.CLOSED),
            (self.applied, CaseState.APPLYING),
            (self.recorded, CaseState.RECORDED),
            (self.handled, CaseState.PROCEEDING),
            (self.concluded, CaseState.CONCLUDED),
            (self.reported, CaseState.REPORTED),
            (self.signed, CaseState.SUSPENDED if self.is_resting else CaseState.INVESTIGATING),
            (self.dispatched, CaseState.DISPATCHED),
        )
        return next((state for day, state in stations if self.has(day)), CaseState.PENDING)


def course(opened: date, today: date, chance: Random, *, is_at_fault: bool) -> Course:
    """One inquiry, as long as such things take: most of them a few weeks."""

    def later(day: date, least: int, most: int) -> date:
        return day + DAYS[chance.randint(least, most)]

    proposed = later(opened, 0, 2)
    dispatched = later(proposed, 0, 1)
    signed = later(dispatched, 0, 2)
    reported = signed + DAYS[_inquiry(chance)]
    concluded = later(reported, 1, 6)
    handled = later(concluded, 1, 5) if is_at_fault else None
    recorded = later(handled, 30, 60) if handled else later(concluded, 2, 8)
    applied = later(recorded, 1, 4) if is_at_fault else None
    completed = later(applied, 5, 25) if applied else later(recorded, 0, 3)
    closed = later(completed, 0, 4)
    return Course(
        today=today, opened=opened, proposed=proposed, dispatched=dispatched, signed=signed,
        reported=reported, concluded=concluded, handled=handled, applied=applied,
        recorded=recorded, completed=completed, closed=closed, archived=later(closed, 20, 90),
        is_resting=chance.random() < RESTING,
    )  # fmt: skip


def _inquiry(chance: Random) -> int:
    """Days from signing to the report."""
    if chance.random() < STRAGGLERS:
        return chance.randint(150, 800)
    return min(120, 4 + int(chance.lognormvariate(2.9, 0.6)))
