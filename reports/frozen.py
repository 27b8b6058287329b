"""The figures of a month as they are kept: plain JSON, the same whenever it is read."""

from __future__ import annotations

from typing import TypedDict

Figure = int | str  # yuan are text with two decimals: "55000.00"


class Line(TypedDict):
    """One reporting unit, or the whole city."""

    unit: int | None
    name: str
    counts: dict[str, Figure]


class Office(TypedDict):
    """How an office kept its limits. ``rate`` is a percentage, or empty where no limit ended."""

    unit: int | None
    name: str
    met: int
    in_time: int
    late: int
    next: int
    rate: str
    light: str


class Matter(TypedDict):
    """Something to decide, and what is proposed."""

    text: str
    proposal: str


class Coming(TypedDict):
    """Limits that end on one day of the next month."""

    on: str
    name: str
    number: int


class Frozen(TypedDict):
    """Everything that the paper and the page say."""

    month: str
    made_on: str
    is_draft: bool
    lines: list[Line]
    total: Line
    before: dict[str, int]
    offices: list[Office]
    matters: list[Matter]
    coming: list[Coming]
