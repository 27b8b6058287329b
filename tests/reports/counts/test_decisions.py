"""处理决定 by their dates: people by sanction and measure, the file, the consequences."""

import pytest

from cases.catalogues import measures, sanctions
from reports.counts import decisions
from tests.people.factories import a_teacher
from tests.reports.conftest import OCTOBER
from tests.reports.factories import (
    AFTER,
    BEFORE,
    MIDDLE,
    a_case,
    a_decision,
    a_filing,
    a_respondent,
    an_effect,
)


def whole(make, *keys):
    counted = make(OCTOBER).whole()
    return tuple(counted[key] for key in keys)


def test_every_sanction_and_measure_of_the_catalogues_has_a_column():
    assert set(decisions.SANCTIONS) == {one.code for one in sanctions.CATALOGUE}
    assert set(decisions.MEASURES) == {one.code for one in measures.CATALOGUE}


def test_tally_counts_each_measure_of_a_decision(units):
    a_decision(units, sanction="W", measures=["DISQ"])
    a_decision(units, sanction="", measures=["TALK", "NOTICE"])
    keys = ("decisions", "sanction_W", "measure_DISQ", "measure_TALK", "measure_NOTICE")

    assert whole(decisions.tally, *keys) == (2, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("decided_on", "ended_on", "number"),
    [
        (MIDDLE, None, 1),
        (BEFORE, None, 0),
        (AFTER, None, 0),
        (MIDDLE, MIDDLE, 0),
        (MIDDLE, AFTER, 1),
    ],
)
def test_tally_counts_what_stands_at_the_end_of_its_month(units, decided_on, ended_on, number):
    a_decision(units, decided_on, ended_on=ended_on)

    assert whole(decisions.tally, "decisions", "sanction_W") == (number, number)


def test_tally_leaves_drafts_out(units):
    decision = a_decision(units)
    type(decision).objects.update(decided_on=None, starts_on=None)

    assert whole(decisions.tally, "decisions", "to_file") == (0, 0)


def test_tally_counts_a_person_once_in_each_sanction(units):
    teacher = a_teacher(units.lucheng_school)
    for _time in range(2):
        a_decision(units, respondent=a_respondent(units, a_case(units), teacher=teacher))

    assert whole(decisions.tally, "decisions", "sanction_W") == (2, 1)


@pytest.mark.parametrize(
    ("decided_on", "filed_on", "counted"),
    [
        (MIDDLE, MIDDLE, (1, 1)),
        (MIDDLE, AFTER, (1, 0)),
        (BEFORE, None, (1, 0)),
        (BEFORE, MIDDLE, (1, 1)),
        (BEFORE, BEFORE, (0, 0)),
        (AFTER, AFTER, (0, 0)),
    ],
)
def test_tally_expects_on_file_what_was_not_there_before(units, decided_on, filed_on, counted):
    decision = a_decision(units, decided_on)
    if filed_on:
        a_filing(decision, filed_on)

    assert whole(decisions.tally, "to_file", "filed") == counted


def test_tally_does_not_count_a_decision_twice_that_is_filed_in_two_places(units):
    decision = a_decision(units)
    a_filing(decision)
    a_filing(decision)

    assert whole(decisions.tally, "to_file", "filed") == (1, 1)


@pytest.mark.parametrize(
    ("done_on", "counted"), [(None, (0, 1)), (BEFORE, (0, 0)), (MIDDLE, (1, 0)), (AFTER, (0, 1))]
)
def test_effects_are_applied_on_their_day_and_wait_before(units, done_on, counted):
    an_effect(a_decision(units, BEFORE), done_on=done_on)

    assert whole(decisions.effects, "effects_applied", "effects_waiting") == counted


def test_effects_of_a_decision_that_fell_wait_no_more(units):
    an_effect(a_decision(units, BEFORE, ended_on=MIDDLE), state="revoked")

    assert whole(decisions.effects, "effects_applied", "effects_waiting") == (0, 0)
