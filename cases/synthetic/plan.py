"""How much is invented, from when to when, and the one source of chance."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random

YEARS = 5
SCHOOLS, TEACHERS = 1_050, 80_000
RECENT = 8_500  # the newest reports, and the inquiries into them, carry their whole history
CASES_IN_TEN = 3
DAY = timedelta(days=1)
WEEKEND = 5
SEASON = (1.1, 1.0, 0.9, 0.9, 0.9, 1.0, 1.5, 1.4, 1.3, 0.9, 0.8, 0.8)  # holidays, teachers' day
GROWTH = 1.2  # so much more at the end of the years than at their beginning


@dataclass(frozen=True)
class Plan:
    """The same plan on the same day makes the same rows, but for what is sealed."""

    complaints: int
    seed: int
    today: date
    batch: int = 0  # how many reports stood already
    chance: Random = field(repr=False, compare=False, default_factory=Random)

    def __post_init__(self) -> None:
        """From here on chance is the seed's."""
        self.chance.seed(f"{self.seed}:{self.batch}")

    @property
    def schools(self) -> int:
        """A whole city from 21,000 reports on, a small one below."""
        return min(SCHOOLS, max(42, self.complaints // 20))

    @property
    def teachers(self) -> int:
        return min(TEACHERS, max(420, self.complaints * 4))

    @cached_property
    def arrivals(self) -> list[tuple[date, int]]:
        """How many reports arrive on each day: more in summer and by the year, fewer at weekends."""
        first = self.today.replace(day=1)
        first = first.replace(year=first.year - YEARS)
        days = [first + n * DAY for n in range((self.today - first).days + 1)]
        shares = [_share(day, place / len(days)) for place, day in enumerate(days)]
        whole, so_far, made, found = sum(shares), 0.0, 0, []
        for day, share in zip(days, shares, strict=True):
            so_far += share
            due = round(self.complaints * so_far / whole)
            found.append((day, due - made))
            made = due
        return found


def _share(day: date, place: float) -> float:
    weekday = 0.6 if day.weekday() >= WEEKEND else 1.0
    return weekday * SEASON[day.month - 1] * (1 + GROWTH * place)
