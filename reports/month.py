"""One calendar month: its days, its neighbours, and how people write it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

WRITTEN = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
FIRST_YEAR, LAST_YEAR = 2000, 2999


class NotAMonth(ValueError):
    """What was given names no month; ``str`` says so to the person who gave it."""


@dataclass(frozen=True, order=True)
class Month:
    """``str`` is "2026-10", as in addresses and commands; ``shown`` is 2026年10月."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month written as "2026-10"; raises ``NotAMonth`` with a sentence."""
        found = WRITTEN.fullmatch(text)
        if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise NotAMonth(
                _("“%(text)s” is not a month. Write year and month, such as 2026-10.")
                % {"text": text[:20]}
            )
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def current(cls) -> Self:
        """The month of today, in Shanghai."""
        return cls.of(timezone.localdate())

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def shown(self) -> str:
        """2026年10月."""
        return f"{self.year}年{self.number}月"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def before(self) -> Self:
        """The month before."""
        return self.of(self.first_day - timedelta(days=1))

    @property
    def after(self) -> Self:
        """The month after."""
        return self.of(self.last_day + timedelta(days=1))

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.last_day < timezone.localdate()

    @property
    def is_future(self) -> bool:
        """Whether its first day is still to come."""
        return self.first_day > timezone.localdate()

    @property
    def counted_to(self) -> date:
        """Its last whole day so far: what falls due later is not overdue yet."""
        return min(self.last_day, timezone.localdate() - timedelta(days=1))

    def holds(self, field: str) -> Q:
        """The condition "this date lies in the month"."""
        return Q(**{f"{field}__range": (self.first_day, self.last_day)})

    def not_yet(self, field: str) -> Q:
        """The condition "this had not happened by the end of the month"."""
        return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": self.last_day})

    def lasts(self, field: str) -> Q:
        """The condition "this had not happened before the month began"."""
        return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": self.first_day})
