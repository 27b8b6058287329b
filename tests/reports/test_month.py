"""A month: written, read, and what lies beside it."""

from datetime import date

import pytest
from django.utils import translation
from freezegun import freeze_time

from reports.month import Month, NotAMonth


def test_parse_reads_what_str_writes():
    month = Month.parse("2026-10")

    assert (month.year, month.number, str(month), month.shown) == (
        2026,
        10,
        "2026-10",
        "2026年10月",
    )


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-13", "2026-00", "2026-1", "26-10", "2026-10-01", "1999-12", "3000-01",
     " 2026-10", "2026-10\n", "\uff12\uff10\uff12\uff16-10", "latest"],
)  # fmt: skip
def test_parse_refuses_nonsense(text):
    with pytest.raises(NotAMonth):
        Month.parse(text)


def test_parse_says_what_a_month_looks_like():
    with translation.override("en"), pytest.raises(NotAMonth) as refused:
        Month.parse("October")

    assert str(refused.value) == "“October” is not a month. Write year and month, such as 2026-10."


@pytest.mark.parametrize(
    ("month", "last"),
    [(Month(2026, 10), date(2026, 10, 31)), (Month(2026, 2), date(2026, 2, 28)),
     (Month(2028, 2), date(2028, 2, 29)), (Month(2026, 12), date(2026, 12, 31))],
)  # fmt: skip
def test_days_are_the_first_and_the_last(month, last):
    assert (month.first_day, month.last_day) == (last.replace(day=1), last)


def test_neighbours_cross_the_year():
    assert (Month(2026, 12).after, Month(2027, 1).before) == (Month(2027, 1), Month(2026, 12))


@pytest.mark.parametrize(
    ("now", "is_over", "is_future", "counted_to"),
    [
        ("2026-09-30 15:59", False, True, date(2026, 9, 29)),
        ("2026-09-30 16:00", False, False, date(2026, 9, 30)),
        ("2026-10-31 15:59", False, False, date(2026, 10, 30)),
        ("2026-10-31 16:00", True, False, date(2026, 10, 31)),
        ("2027-03-01 00:00", True, False, date(2026, 10, 31)),
    ],
)
def test_today_is_the_day_in_shanghai(now, is_over, is_future, counted_to):
    october = Month(2026, 10)
    with freeze_time(now):
        assert (october.is_over, october.is_future, october.counted_to) == (
            is_over, is_future, counted_to,
        )  # fmt: skip
