"""Limits as a reader sees them: how many days are left, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cases.models import holiday

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cases.models import Case, Clock, Complaint


SOON = 3  # days


@dataclass(frozen=True)
class Due:
    """One running limit. ``days`` left, negative when overdue."""

    name: str
    due_on: date
    days: int
    is_provisional: bool
    is_paused: bool
    person: str = ""

    @property
    def is_soon(self) -> bool:
        """Whether it ends within three days."""
        return 0 <= self.days <= SOON and not self.is_paused

    @property
    def shown(self) -> dict[str, object]:
        """As the component of remaining time wants it: working days where there are any left."""
        left = max(self.days, 0)
        working = holiday.known().working_days_between(timezone.localdate(), self.due_on)
        return {
            "on": self.due_on, "left": working or left, "late": max(-self.days, 0),
            "working": bool(working), "soon": self.is_soon, "paused": self.is_paused,
            "provisional": self.is_provisional,
        }  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    record: Any  # a case or a complaint: each list knows which
    due: dict[str, object] | None


def dues(clocks: Iterable[Clock]) -> tuple[Due, ...]:
    """Running limits with the days that are left."""
    return tuple(
        due(one.due_on, one.name, is_provisional=one.is_provisional, is_paused=bool(one.paused_on))
        for one in clocks
    )


def dues_of_case(case: Case) -> tuple[Due, ...]:
    """The limits of a case and of its proceedings, those with the name of their person."""
    clocks = case.clocks.running().filter(is_ours=True)
    clocks = clocks.select_related("proceeding__respondent__teacher")
    named = zip(dues(clocks), clocks, strict=True)
    return tuple(
        replace(one, person=clock.proceeding.respondent.shown_name if clock.proceeding else "")
        for one, clock in named
    )


def due(day: date, name: str = "", *, is_provisional: bool = False, is_paused: bool = False) -> Due:
    """A last day, as seen from today."""
    return Due(name, day, (day - timezone.localdate()).days, is_provisional, is_paused)


def case_rows(cases: Iterable[Case]) -> list[Row]:
    """The lines of the list of cases."""
    return [_row(one, _case_day(one), is_provisional=one.next_due_is_provisional) for one in cases]


def _case_day(case: Any) -> date | None:
    """To who merely checks for his school, the day by which it answers."""
    return getattr(case, "checked_until", None) or case.next_due  # type: ignore[no-any-return]


def complaint_rows(complaints: Iterable[Complaint]) -> list[Row]:
    """The lines of the list of complaints."""
    return [_row(one, one.next_due) for one in complaints]


def _row(record: Case | Complaint, day: date | None, *, is_provisional: bool = False) -> Row:
    return Row(record, due(day, is_provisional=is_provisional).shown if day else None)
