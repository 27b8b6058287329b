"""时限: which ran at the end of October, which had passed, and who kept them."""

from datetime import date

import pytest

from reports.counts import limits
from reports.month import Month
from tests.reports.conftest import OCTOBER
from tests.reports.factories import AFTER, BEFORE, MIDDLE, a_case, a_clock, a_complaint

LAST, MORROW = date(2026, 10, 31), date(2026, 11, 1)


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({}, 1),
        ({"stopped_on": AFTER}, 1),
        ({"stopped_on": LAST}, 0),
        ({"paused_on": MIDDLE}, 0),
        ({"paused_on": AFTER}, 1),
        ({"is_ours": False}, 0),
        ({"limit": "NOTICE_REPLY"}, 0),
    ],
)
def test_overdue_is_what_ran_at_the_end_and_had_passed(units, november, fields, number):
    a_clock(a_case(units), MIDDLE, **fields)

    assert limits.overdue(OCTOBER).count() == number


@pytest.mark.parametrize(("started_on", "number"), [(BEFORE, 0), (AFTER, 1)])
def test_overdue_looks_at_when_a_limit_was_replaced(units, november, started_on, number):
    """Put off in time, it is not overdue; begun anew after the month, it was overdue at its end."""
    case = a_case(units)
    later = a_clock(case, date(2026, 12, 1), started_on=started_on)
    a_clock(case, MIDDLE, superseded_by=later)

    assert limits.overdue(OCTOBER).count() == number


def test_overdue_today_is_nothing_that_is_due_today(units, november):
    case = a_case(units)
    a_clock(case, date(2026, 11, 4))
    a_clock(case, date(2026, 11, 5))

    assert limits.overdue(Month(2026, 11)).count() == 1


def test_by_office_counts_what_was_met_in_time_late_and_comes_next(units, november):
    case = a_case(units)
    a_clock(case, MIDDLE, stopped_on=MIDDLE)
    a_clock(case, MIDDLE, stopped_on=date(2026, 10, 16))
    a_clock(case, MIDDLE)
    a_clock(case, AFTER)
    a_clock(case, MIDDLE, stopped_on=BEFORE)

    assert limits.by_office(OCTOBER) == {
        (units.lucheng.pk, False): {"met": 2, "in_time": 1, "late": 1, "next": 1}
    }


def test_by_office_keeps_the_citys_own_steps_apart(units, november):
    a_clock(a_case(units), MIDDLE, limit="DISPATCH", stopped_on=MIDDLE)
    a_clock(a_complaint(units), MIDDLE, limit="K2")

    assert limits.by_office(OCTOBER) == {
        (units.lucheng.pk, True): {"met": 1, "in_time": 1, "late": 0, "next": 0},
        (None, True): {"met": 0, "in_time": 0, "late": 1, "next": 0},
    }


def test_coming_names_the_first_five_of_the_next_month(units, november):
    case = a_case(units)
    for day in (30, 3, 3, 9, 12, 15, 20):
        a_clock(case, date(2026, 11, day), started_on=MIDDLE)
    a_clock(case, date(2026, 12, 1), started_on=MIDDLE)

    assert limits.coming(OCTOBER) == [
        {"on": "2026-11-03", "name": "期限K4", "number": 2},
        {"on": "2026-11-09", "name": "期限K4", "number": 1},
        {"on": "2026-11-12", "name": "期限K4", "number": 1},
        {"on": "2026-11-15", "name": "期限K4", "number": 1},
        {"on": "2026-11-20", "name": "期限K4", "number": 1},
    ]
