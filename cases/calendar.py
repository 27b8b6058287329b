"""Working days and the counting of limits (domain reference §2.2, §12.1.7; 民法典 art. 201-203 by analogy)."""

import calendar as months_of_years
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

DAY = timedelta(days=1)
SATURDAY = 5

# The fixed days of the text of 2024-11-10 (全国年节及纪念日放假办法); the others follow the moon.
FIXED_DAYS_OFF = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})

# A notice may move days from here on: that of 2019 made 2018-12-29 a working day and 2018-12-31 a day off.
FIRST_DAY_OF_NEXT_NOTICE = (12, 28)


@dataclass(frozen=True)
class Year:
    """One year's notice: weekdays that are off, weekend days that are worked; some lie in the December before."""

    number: int
    days_off: frozenset[date]
    days_on: frozenset[date]

    def days_outside(self) -> list[date]:
        """Days that this year's notice cannot be about, in order."""
        first, last = date(self.number - 1, *FIRST_DAY_OF_NEXT_NOTICE), date(self.number, 12, 31)
        return sorted(day for day in self.days_off | self.days_on if not first <= day <= last)


@dataclass(frozen=True)
class Due:
    """A last day; provisional (暂定) while a notice that may move it is not loaded."""

    day: date
    is_provisional: bool = False


@dataclass(frozen=True)
class Calendar:
    """The notices known. In an uncovered year weekends and the fixed statutory days are off, and all is provisional."""

    years: Mapping[int, Year]

    def with_year(self, year: Year) -> Self:
        """The same calendar with one year more, or one year replaced."""
        return type(self)({**self.years, year.number: year})

    def is_covered(self, day: date) -> bool:
        """No notice still to come can change this day: the last days of December wait for next year's."""
        if (day.month, day.day) >= FIRST_DAY_OF_NEXT_NOTICE and day.year + 1 not in self.years:
            return False
        return day.year in self.years

    def is_working_day(self, day: date) -> bool:
        """As announced, the later notice first; else neither weekend nor, in an uncovered year, a fixed day off."""
        for year in self._notices(day):
            if day in year.days_on:
                return True
            if day in year.days_off:
                return False
        is_fixed_off = day.year not in self.years and (day.month, day.day) in FIXED_DAYS_OFF
        return day.weekday() < SATURDAY and not is_fixed_off

    def add_working_days(self, start: date, count: int) -> Due:
        """The ``count``-th working day after ``start``, which is not counted."""
        _check(count)
        day, is_provisional = start, False
        while count:
            day += DAY
            count -= self.is_working_day(day)
            is_provisional = is_provisional or not self.is_covered(day)
        return Due(day, is_provisional)

    def add_days(self, start: date, count: int) -> Due:
        """``count`` calendar days after ``start``; a last day of rest moves to the next working day."""
        _check(count)
        return self._first_working_day(start + count * DAY)

    def add_months(self, start: date, count: int) -> Due:
        """The corresponding day ``count`` months later, the month's end if it has none, never a day of rest."""
        _check(count)
        years, month = divmod(start.month - 1 + count, 12)
        year, month = start.year + years, month + 1
        length = months_of_years.monthrange(year, month)[1]
        return self._first_working_day(date(year, month, min(start.day, length)))

    def on_working_day(self, day: date) -> Due:
        """The day itself, or the next working day after a day of rest."""
        return self._first_working_day(day)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; none when ``end`` is not later."""
        span = range(1, (end - start).days + 1)
        return sum(self.is_working_day(start + ahead * DAY) for ahead in span)

    def _first_working_day(self, day: date) -> Due:
        is_provisional = not self.is_covered(day)
        while not self.is_working_day(day):
            day += DAY
            is_provisional = is_provisional or not self.is_covered(day)
        return Due(day, is_provisional)

    def _notices(self, day: date) -> list[Year]:
        return [self.years[number] for number in (day.year + 1, day.year) if number in self.years]


def _check(count: int) -> None:
    if count < 1:
        raise ValueError("A limit has at least one day")


def _year(row: Mapping[str, Any]) -> Year:
    spans = [(first, (last - first).days + 1) for first, last in row["off"]]
    days_off = frozenset(first + ahead * DAY for first, length in spans for ahead in range(length))
    return Year(number=row["number"], days_off=days_off, days_on=frozenset(row["on"]))


def read(text: str) -> dict[Year, str]:
    """The notices of a file laid out as ``calendar.toml``, with the number of each.

    Raises ``ValueError`` (one of TOML's own among them) or ``KeyError`` for another layout.
    """
    return {_year(row): row["source"] for row in tomllib.loads(text)["year"]}


def _announced() -> Calendar:
    years = read(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return Calendar({year.number: year for year in years})


KNOWN = _announced()
