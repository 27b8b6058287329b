"""举报件 by their dates: what is open, new, closed, overdue in October, on the days about its ends."""

from datetime import date

import pytest

from reports.counts import complaints
from tests.reports.conftest import OCTOBER
from tests.reports.factories import (
    AFTER,
    BEFORE,
    MIDDLE,
    a_case,
    a_clock,
    a_complaint,
    an_event,
)

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
EVE, MORROW = date(2026, 9, 30), date(2026, 11, 1)


def counted(*keys):
    whole = complaints.tally(OCTOBER).whole()
    return tuple(whole[key] for key in keys)


@pytest.mark.parametrize(
    ("received_on", "answered_on", "flow"),
    [
        (EVE, None, (1, 0, 0, 1)),
        (EVE, EVE, (0, 0, 0, 0)),
        (EVE, FIRST, (1, 0, 1, 0)),
        (FIRST, None, (0, 1, 0, 1)),
        (FIRST, LAST, (0, 1, 1, 0)),
        (LAST, MORROW, (0, 1, 0, 1)),
        (EVE, MORROW, (1, 0, 0, 1)),
        (MORROW, None, (0, 0, 0, 0)),
    ],
)
def test_tally_goes_by_the_days(units, received_on, answered_on, flow):
    a_complaint(units, received_on, answered_on=answered_on)

    assert counted("opening", "new", "closed", "open") == flow


def test_tally_closes_a_referred_one_on_the_day_of_the_ruling(units):
    complaint = a_complaint(units, BEFORE, state="answered", ended_on=MIDDLE, answered_on=AFTER)
    an_event(complaint, "complaint.referred", on=MIDDLE)

    assert counted("closed", "referred", "declined", "open", "answered") == (1, 1, 0, 0, 0)


def test_tally_tells_what_was_not_accepted_from_what_was_referred(units):
    complaint = a_complaint(units, state="not_accepted", ended_on=MIDDLE)
    an_event(complaint, "complaint.declined")

    assert counted("closed", "referred", "declined") == (1, 0, 1)


def test_tally_counts_an_answer_after_the_ruling(units):
    a_complaint(units, BEFORE, ended_on=BEFORE, answered_on=MIDDLE)

    assert counted("opening", "closed", "answered", "declined") == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("findings", "result"),
    [
        (["substantiated"], (1, 0, 0)),
        (["partly", "unfounded"], (1, 0, 0)),
        (["unfounded", "unfounded"], (0, 1, 0)),
        (["unfounded", "unverifiable"], (0, 0, 1)),
    ],
)
def test_tally_takes_the_result_from_the_people_of_the_case(units, findings, result):
    case = a_case(units, findings=findings)
    a_complaint(units, state="answered", case=case, answered_on=MIDDLE)

    assert counted("substantiated", "unfounded", "unverifiable") == result


def test_tally_gives_no_result_before_the_answer(units):
    a_complaint(units, state="accepted", case=a_case(units, findings=["substantiated"]))

    assert counted("new", "substantiated") == (1, 0)


def test_tally_sorts_new_ones_by_kind_channel_and_name(units):
    a_complaint(units, kind="gift", channel="HOTLINE", is_named=True)
    a_complaint(units, kind="other")
    a_complaint(units, BEFORE, kind="gift", channel="HOTLINE", is_named=True)

    assert counted("kind_gift", "kind_other", "channel_HOTLINE", "channel_WEB", "named") == (
        1, 1, 1, 1, 1,
    )  # fmt: skip


@pytest.mark.parametrize(("on", "number"), [(BEFORE, 0), (MIDDLE, 1), (AFTER, 0)])
def test_tally_counts_a_merger_in_its_month(units, on, number):
    complaint = a_complaint(units, BEFORE, state="merged", case=a_case(units))
    an_event(complaint, "complaint.merged", on=on)

    assert counted("merged") == (number,)


@pytest.mark.parametrize(("stopped_on", "number"), [(None, 1), (MORROW, 1), (LAST, 0), (MIDDLE, 0)])
def test_tally_counts_what_rests_on_the_shelf_at_the_end(units, stopped_on, number):
    complaint = a_complaint(units, BEFORE, state="shelved")
    a_clock(complaint, date(2027, 4, 1), limit="SHELVED_REVIEW", stopped_on=stopped_on,
            started_on=MIDDLE)  # fmt: skip

    assert counted("shelved", "open") == (number, 1)


@pytest.mark.parametrize(("due_on", "number"), [(LAST, 1), (MORROW, 0)])
def test_tally_finds_it_overdue_through_its_own_limit_or_its_cases(units, november, due_on, number):
    a_clock(a_complaint(units), due_on, limit="K2")
    case = a_case(units)
    a_complaint(units, state="accepted", case=case)
    a_clock(case, due_on)

    assert counted("overdue") == (2 * number,)


def test_tally_finds_nothing_overdue_that_is_closed(units, november):
    a_clock(a_complaint(units, answered_on=MIDDLE), MIDDLE)

    assert counted("overdue") == (0,)


def test_tally_of_an_old_month_is_the_same_after_more_has_happened(units, november):
    complaint = a_complaint(units, state="accepted", case=a_case(units, findings=[""]))
    a_clock(complaint.case, MIDDLE)
    before = complaints.tally(OCTOBER).whole()
    type(complaint).objects.update(state="answered", answered_on=AFTER)
    complaint.case.clocks.update(stopped_on=AFTER)
    complaint.case.respondents.update(finding="substantiated")
    a_complaint(units, AFTER)

    assert complaints.tally(OCTOBER).whole() == before


def test_anew_counts_the_month_the_one_before_and_the_year(units):
    for day in (date(2025, 12, 31), date(2026, 1, 1), BEFORE, MIDDLE, AFTER):
        a_complaint(units, day, answered_on=day)

    assert complaints.anew(OCTOBER) == {
        "new": 1, "closed": 1, "new_before": 1, "closed_before": 1, "new_in_year": 3, "closed_in_year": 3,
    }  # fmt: skip
