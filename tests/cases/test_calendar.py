"""Working days and limits: the numbers of the domain reference, literally, and what must hold for any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import KNOWN, Calendar, Due, Year

days = st.dates(min_value=date(2024, 11, 1), max_value=date(2028, 3, 1))
counts = st.integers(min_value=1, max_value=120)

OFF_2026 = [
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
]
OFF_2025 = [
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
]
ON_2026 = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]
ON_2025 = [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)]

NOTICE_2027 = Year(
    number=2027,
    days_off=frozenset({date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 8)}),
    days_on=frozenset({date(2027, 1, 9)}),
)


@pytest.mark.parametrize(("first", "last"), OFF_2026 + OFF_2025)
def test_announced_holidays_are_no_working_days(first, last):
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    assert [KNOWN.is_working_day(day) for day in span] == [False] * len(span)


@pytest.mark.parametrize("month_day", ON_2026)
def test_make_up_days_of_2026_are_worked(month_day):
    day = date(2026, *month_day)

    assert day.weekday() >= 5
    assert KNOWN.is_working_day(day)


@pytest.mark.parametrize("month_day", ON_2025)
def test_make_up_days_of_2025_are_worked(month_day):
    day = date(2025, *month_day)

    assert day.weekday() >= 5
    assert KNOWN.is_working_day(day)


def test_working_days_of_the_covered_years_are_counted_right():
    """365 days less 104 weekend days less weekdays off plus weekend days worked: 248 in both years."""
    year_2025 = KNOWN.working_days_between(date(2024, 12, 31), date(2025, 12, 31))
    year_2026 = KNOWN.working_days_between(date(2025, 12, 31), date(2026, 12, 31))

    assert (year_2025, year_2026) == (248, 248)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2026, 9, 28), 5, date(2026, 10, 10)),  # 29, 30, then 8, 9 and the worked Saturday
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),  # a worked Sunday
        (date(2026, 9, 24), 1, date(2026, 9, 28)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 11, 24), 2, date(2026, 11, 26)),
        (date(2025, 9, 26), 5, date(2025, 10, 10)),
    ],
)
def test_add_working_days_counts_over_holidays(start, count, day):
    assert KNOWN.add_working_days(start, count) == Due(day, is_provisional=False)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2026, 3, 2), 60, date(2026, 5, 6)),  # 1 May and the bridge after it are off
        (date(2026, 9, 16), 15, date(2026, 10, 8)),
        (date(2026, 9, 5), 15, date(2026, 9, 20)),  # a Sunday, but worked
        (date(2026, 11, 2), 15, date(2026, 11, 17)),
        (date(2026, 11, 6), 15, date(2026, 11, 23)),  # Saturday 21 moves to Monday
    ],
)
def test_add_days_moves_a_day_of_rest(start, count, day):
    assert KNOWN.add_days(start, count) == Due(day, is_provisional=False)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2026, 3, 10), 6, date(2026, 9, 10)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),  # no 31st: the month's end, a worked Saturday
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2025, 11, 24), 12, date(2026, 11, 24)),
        (date(2026, 4, 1), 6, date(2026, 10, 8)),  # 1 October moves behind the holidays
    ],
)
def test_add_months_ends_on_the_corresponding_day(start, count, day):
    assert KNOWN.add_months(start, count) == Due(day, is_provisional=False)


def test_add_months_keeps_the_29th_of_a_leap_year():
    assert KNOWN.add_months(date(2027, 11, 30), 3).day == date(2028, 2, 29)


@pytest.mark.parametrize("add", [KNOWN.add_working_days, KNOWN.add_days, KNOWN.add_months])
@pytest.mark.parametrize("count", [0, -1])
def test_a_limit_has_at_least_one_day(add, count):
    with pytest.raises(ValueError, match="at least one day"):
        add(date(2026, 3, 10), count)


def test_an_uncovered_year_is_provisional():
    assert KNOWN.add_working_days(date(2026, 12, 25), 6) == Due(
        date(2027, 1, 5), is_provisional=True
    )
    assert KNOWN.add_days(date(2026, 12, 4), 60) == Due(date(2027, 2, 2), is_provisional=True)
    assert KNOWN.add_months(date(2026, 11, 24), 6) == Due(date(2027, 5, 24), is_provisional=True)


@pytest.mark.parametrize(
    "month_day", [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3), (3, 6), (3, 7)]
)
def test_fixed_statutory_days_and_weekends_of_an_uncovered_year_are_off(month_day):
    assert not KNOWN.is_working_day(date(2027, *month_day))


@pytest.mark.parametrize("month_day", [(2, 8), (5, 3), (10, 4), (10, 5)])
def test_other_weekdays_of_an_uncovered_year_are_taken_as_worked(month_day):
    assert KNOWN.is_working_day(date(2027, *month_day))


def test_a_fixed_day_off_is_no_rule_of_a_covered_year():
    bare = Calendar({2027: Year(2027, frozenset(), frozenset())})

    assert bare.is_working_day(date(2027, 1, 1))


def test_the_last_days_of_december_wait_for_the_next_notice():
    assert KNOWN.add_working_days(date(2026, 12, 24), 1) == Due(date(2026, 12, 25))
    assert KNOWN.add_working_days(date(2026, 12, 25), 1) == Due(
        date(2026, 12, 28), is_provisional=True
    )
    assert KNOWN.add_days(date(2025, 12, 1), 29) == Due(date(2025, 12, 30), is_provisional=False)


def test_a_day_of_rest_in_a_covered_year_may_move_into_an_uncovered_one():
    """27 December 2026 is a Sunday of a covered year; the Monday after it waits for the notice."""
    assert KNOWN.add_days(date(2026, 12, 1), 26) == Due(date(2026, 12, 28), is_provisional=True)


def test_with_year_settles_and_leaves_the_known_calendar_alone():
    loaded = KNOWN.with_year(NOTICE_2027)

    assert loaded.add_working_days(date(2027, 1, 8), 1) == Due(
        date(2027, 1, 9), is_provisional=False
    )
    assert loaded.add_days(date(2027, 1, 26), 10) == Due(date(2027, 2, 9), is_provisional=False)
    assert KNOWN.add_working_days(date(2027, 1, 8), 1) == Due(
        date(2027, 1, 11), is_provisional=True
    )


def test_a_later_notice_may_move_the_december_before():
    later = Year(2027, frozenset({date(2026, 12, 31)}), frozenset({date(2026, 12, 26)}))
    loaded = KNOWN.with_year(later)

    assert loaded.add_working_days(date(2026, 12, 25), 1) == Due(date(2026, 12, 26))
    assert not loaded.is_working_day(date(2026, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 9, 28), date(2026, 10, 10), 5),
        (date(2026, 9, 30), date(2026, 10, 7), 0),
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2026, 11, 24), date(2026, 11, 20), 0),
        (date(2026, 9, 18), date(2026, 9, 20), 1),
    ],
)
def test_working_days_between_leaves_the_first_day_out(start, end, count):
    assert KNOWN.working_days_between(start, end) == count


@given(start=days, count=counts)
def test_that_many_working_days_lie_before_the_due_day(start, count):
    due = KNOWN.add_working_days(start, count)

    assert KNOWN.working_days_between(start, due.day) == count
    assert KNOWN.is_working_day(due.day)


@given(start=days, later=days, count=counts)
def test_who_starts_later_ends_no_earlier(start, later, count):
    first, second = sorted([start, later])
    for add in (KNOWN.add_working_days, KNOWN.add_days, KNOWN.add_months):
        assert add(first, count).day <= add(second, count).day


@given(start=days, count=counts)
def test_one_day_more_never_ends_earlier(start, count):
    assert KNOWN.add_working_days(start, count).day < KNOWN.add_working_days(start, count + 1).day
    assert KNOWN.add_days(start, count).day <= KNOWN.add_days(start, count + 1).day
    assert KNOWN.add_months(start, count).day < KNOWN.add_months(start, count + 1).day


@given(start=days, count=counts)
def test_no_limit_ends_on_a_day_of_rest_or_too_early(start, count):
    due = KNOWN.add_days(start, count)

    assert KNOWN.is_working_day(due.day)
    assert due.day >= start + timedelta(days=count)
    between = range(count, (due.day - start).days)
    assert not [n for n in between if KNOWN.is_working_day(start + timedelta(days=n))]


@given(start=st.dates(date(2024, 12, 31), date(2026, 6, 1)), count=st.integers(1, 90))
def test_a_limit_within_the_covered_years_is_never_provisional(start, count):
    assert not KNOWN.add_working_days(start, count).is_provisional


@given(start=st.dates(date(2026, 12, 28), date(2030, 1, 1)), count=counts)
def test_a_limit_outside_the_covered_years_is_always_provisional(start, count):
    assert KNOWN.add_working_days(start, count).is_provisional
    assert KNOWN.add_days(start, count).is_provisional
