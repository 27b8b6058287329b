"""Guards of filing: everybody dealt with, every cleared person told."""

import pytest

from tests.cases.factories import TODAY, a_case, a_proceeding, fix_finding, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def record(world, case):
    return refusal(case, "record", by=world["county.personnel"], on=TODAY, place="人事档案")


def test_record_needs_a_proceeding_for_everybody_at_fault(world):
    case = a_case(world, "concluded")
    fix_finding(case)

    assert record(world, case) == "试验教师甲 has a case to answer: open the proceedings first."


@pytest.mark.parametrize(
    "state", ["opened", "investigated", "notified", "hearing", "heard", "decided"]
)
def test_record_waits_for_every_service(world, state):
    case = a_proceeding(world, state).case

    assert record(world, case) == "The decision on 试验教师甲 has not been served yet."


@pytest.mark.parametrize(
    "state", ["served", "under_review", "lifted", "expired", "transferred", "dropped", "revoked"]
)
def test_record_goes_on_when_the_person_is_dealt_with(world, state):
    case = a_proceeding(world, state).case

    assert record(world, case) is None
    assert case.state == "recorded"


def test_record_waits_until_the_cleared_are_told(world):
    case = a_case(world, "concluded")
    fix_finding(case, "unfounded")

    assert record(world, case) == "Not told of the conclusion yet: 试验教师甲"
    case.respondents.update(told_on=TODAY)
    assert record(world, case) is None


def test_record_does_not_wait_for_a_person_who_was_never_found(world):
    case = a_case(world, "concluded", teachers=[])
    case.respondents.create(clues="某老师", finding="unverifiable")

    assert record(world, case) is None


def test_record_files_every_decision_in_force(world):
    proceeding = a_proceeding(world, "served")
    record(world, proceeding.case)

    filed = proceeding.case.file_records.values_list("decision", "place", "filed_on")
    assert list(filed) == [(proceeding.decision.pk, "人事档案", TODAY)]
