"""The figures of a month together: their lines, their balance, their cost."""

import json
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time

from people import wenzhou
from people.models import Unit
from reports import figures
from reports.balance import NotBalanced
from reports.month import Month
from tests.reports.conftest import IN_NOVEMBER, OCTOBER
from tests.reports.factories import (
    AFTER,
    BEFORE,
    MIDDLE,
    a_case,
    a_clock,
    a_complaint,
    a_decision,
    a_filing,
    a_refund,
    a_respondent,
    an_effect,
)


def a_busy_month(units, times):
    for _time in range(times):
        case = a_case(units, concluded_on=MIDDLE, findings=["substantiated", "unfounded"])
        a_complaint(units, BEFORE, state="answered", case=case, answered_on=MIDDLE)
        a_complaint(units, unit="pingyang")
        respondent = a_respondent(units, case)
        a_refund(respondent, 50)
        a_filing(a_decision(units, respondent=respondent))
        an_effect(a_decision(units), done_on=MIDDLE)
        a_clock(a_case(units), AFTER, started_on=MIDDLE)
    return figures.frozen(OCTOBER)


def test_frozen_of_nothing_has_fourteen_lines_of_nought(units, november):
    frozen = figures.frozen(OCTOBER)

    assert [line["name"] for line in frozen["lines"]] == [row.short_name for row in wenzhou.ROWS]
    assert {figure for line in frozen["lines"] for figure in line["counts"].values()} == {0, "0.00"}


def test_frozen_puts_what_has_no_county_in_a_line_of_its_own(units, november):
    a_complaint(units, unit=None)
    lines = figures.frozen(OCTOBER)["lines"]

    assert len(lines) == 15
    assert (lines[-1]["unit"], lines[-1]["name"], lines[-1]["counts"]["new"]) == (
        None,
        "未定属地",
        1,
    )


def test_frozen_puts_a_county_that_is_no_more_there_too(units, november):
    a_complaint(units)
    Unit.objects.filter(pk=units.lucheng.pk).update(valid_to=date(2026, 10, 30))
    lines = figures.frozen(OCTOBER)["lines"]

    assert (len(lines), lines[-1]["name"], lines[-1]["counts"]["new"]) == (14, "未定属地", 1)


def test_frozen_survives_json(units, november):
    frozen = a_busy_month(units, 1)

    assert json.loads(json.dumps(frozen)) == frozen


def test_frozen_twice_is_the_same(units, november):
    assert a_busy_month(units, 1) == figures.frozen(OCTOBER)


def test_frozen_later_differs_in_its_day_alone(units, november):
    before = a_busy_month(units, 1)
    a_complaint(units, AFTER)
    with freeze_time("2027-02-01 10:00", ignore=["psycopg"]):
        later = figures.frozen(OCTOBER)

    assert {**later, "made_on": before["made_on"]} == before
    assert (before["made_on"], later["made_on"]) == ("2026-11-05", "2027-02-01")


@pytest.mark.parametrize("times", [1, 3])
def test_frozen_asks_23_questions_however_much_there_is(units, november, times):
    a_busy_month(units, times)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        figures.frozen(OCTOBER)

    queries = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(queries) == 23


def test_frozen_of_the_present_month_is_a_draft(units, november):
    assert figures.frozen(OCTOBER)["is_draft"] is False
    assert figures.frozen(Month(2026, 11))["is_draft"] is True


def test_frozen_is_refused_where_an_answer_came_before_the_report(units, november):
    a_complaint(units, MIDDLE, answered_on=BEFORE)

    with pytest.raises(NotBalanced):
        figures.frozen(OCTOBER)


@pytest.mark.django_db(transaction=True)
def test_frozen_is_of_one_moment(monkeypatch):
    """Somebody's report arrives while the month is being counted: it is in no figure, or in all."""
    with freeze_time(IN_NOVEMBER, ignore=["psycopg"]):
        wenzhou.load()
        seen = []

        def isolation(*_counts):
            with connection.cursor() as cursor:
                cursor.execute("show transaction_isolation")
                seen.append(cursor.fetchone()[0])
                cursor.execute("show transaction_read_only")
                seen.append(cursor.fetchone()[0])

        monkeypatch.setattr(figures.balance, "check", isolation)
        figures.frozen(OCTOBER)
        with transaction.atomic():
            figures.frozen(OCTOBER)

    assert seen == ["repeatable read", "on", "read committed", "off"]
