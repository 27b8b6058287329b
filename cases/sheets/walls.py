"""The wall of due dates: how many cases of each unit fall due on which day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from cases.models import holiday
from people.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.models.case import CaseQuerySet

DAYS = 10  # calendar days, today first
NOBODY = 0  # the row of cases that no unit handles yet


@dataclass(frozen=True)
class Day:
    """One column."""

    on: date
    is_rest: bool
    is_today: bool


@dataclass
class UnitRow:
    """One unit: how many are overdue, and how many fall due on each day."""

    key: int
    name: str
    late: int = 0
    counts: list[int] = field(default_factory=lambda: [0] * DAYS)

    @property
    def soon(self) -> int:
        """Those of all the days shown."""
        return sum(self.counts)


@dataclass(frozen=True)
class Wall:
    """The days and the units, the one with most overdue cases first."""

    days: list[Day]
    rows: list[UnitRow]

    @property
    def late(self) -> int:
        """Overdue cases of all units."""
        return sum(row.late for row in self.rows)

    @property
    def lines(self) -> list[tuple[UnitRow, list[tuple[Day, int]]]]:
        """The units, each with its numbers beside their days."""
        return [(row, list(zip(self.days, row.counts, strict=True))) for row in self.rows]


def wall(visible: CaseQuerySet) -> Wall:
    """The wall over the open cases that a reader may see. Two queries."""
    today = timezone.localdate()
    last = today + timedelta(days=DAYS - 1)
    pressing = visible.open().filter(due_order__lte=last).order_by()
    found = pressing.values_list("handling_unit", "due_order").annotate(cases=Count("pk"))
    rows: dict[int, UnitRow] = {}
    for unit, due, number in found:
        row = rows.setdefault(unit or NOBODY, UnitRow(unit or NOBODY, ""))
        if due < today:
            row.late += number
        else:
            row.counts[(due - today).days] += number
    _name(rows.values())
    order = sorted(rows.values(), key=lambda row: (-row.late, -row.soon, row.key))
    return Wall([_day(today, ahead) for ahead in range(DAYS)], order)


def _day(today: date, ahead: int) -> Day:
    day = today + timedelta(days=ahead)
    return Day(day, not holiday.known().is_working_day(day), not ahead)


def _name(rows: Iterable[UnitRow]) -> None:
    names = Unit.objects.in_bulk([row.key for row in rows])
    for row in rows:
        row.name = names[row.key].shown_name if row.key in names else ""
