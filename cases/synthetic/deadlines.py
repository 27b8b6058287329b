"""Clocks as the actions set them: the same limits, the same last days, the same due date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cases import calendar
from cases.actions.clocks import NEVER
from cases.catalogues import limits
from cases.models import Clock

if TYPE_CHECKING:
    from datetime import date

    from cases.synthetic.tables import Tables


class Due(NamedTuple):
    """A last day of one clock that binds us today."""

    day: date
    key: int
    is_provisional: bool


class Deadlines:
    """The clocks of one record, and which of them comes first."""

    def __init__(self, tables: Tables, **owner: int | None) -> None:
        self._rows, self._owner = tables[Clock], owner
        self._running: list[Due] = []

    def run(self, code: str, on: date, stopped: date | None = None, **more: object) -> date:
        """One limit from its day until it was stopped; its last day."""
        day, is_provisional = last_day(code, on)
        self._add(code, on, day, stopped, is_provisional=is_provisional, **more)
        return day

    def until(self, code: str, on: date, day: date, stopped: date | None, **more: object) -> int:
        """One limit up to a day that somebody named; its key."""
        is_provisional = not calendar.KNOWN.is_covered(day)
        return self._add(code, on, day, stopped, is_provisional=is_provisional, **more)

    def _add(self, code: str, on: date, day: date, stopped: date | None, **more: object) -> int:
        key = self._rows.add(
            **self._owner, limit=code, name=name_of(code), started_on=on, due_on=day,
            stopped_on=stopped, **more,
        )  # fmt: skip
        counts = more.get("is_ours", True) and not more.get("paused_on")
        if stopped is None and counts and not more.get("superseded_by_id"):
            self._running.append(Due(day, key, bool(more["is_provisional"])))
        return key

    @property
    def due(self) -> dict[str, object]:
        """The due date, as a column of a complaint."""
        first = min(self._running, default=None)
        return {"next_due": first.day if first else None}

    @property
    def due_of_case(self) -> dict[str, object]:
        """The due date, as the columns of a case."""
        first = min(self._running, default=None)
        return {
            "next_due": first.day if first else None,
            "due_order": first.day if first else NEVER,
            "next_due_is_provisional": bool(first and first.is_provisional),
        }


@cache
def last_day(code: str, on: date) -> tuple[date, bool]:
    """When a limit that starts on this day ends, and whether that is provisional."""
    due = limits.due(limits.get(code), on, calendar.KNOWN)
    return due.day, due.is_provisional


@cache
def name_of(code: str) -> str:
    return limits.get(code).name
