"""Circumstances that make a handling lighter or heavier, to tick (domain reference §1.6, 政务处分法 art. 11-13)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cases.catalogues import tables

Direction = Literal["lighter", "heavier"]


@dataclass(frozen=True)
class Factor:
    """One circumstance."""

    code: str
    name: str
    direction: Direction
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None


CATALOGUE = tuple(Factor(**row) for row in tables.read("factors.toml", "factor"))


def on(day: date) -> tuple[Factor, ...]:
    """All circumstances of a day, the lighter ones first."""
    return tables.on(CATALOGUE, day)


def get(code: str, day: date) -> Factor:
    """The circumstance of this code; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(direction: Direction, day: date) -> list[tuple[str, str]]:
    """Code and name of the circumstances of one direction."""
    return [(factor.code, factor.name) for factor in on(day) if factor.direction == direction]
