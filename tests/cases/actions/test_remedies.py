"""Guards of review and of the end of a decision."""

from datetime import date

import pytest

from cases.actions import clocks, outcomes
from cases.actions.outcomes import Penalty
from people.roles import Role
from tests.cases.factories import TODAY, a_decision, a_person, a_proceeding, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

SERVED_ON = date(2026, 9, 10)
LAST = date(2026, 10, 10)  # 30 days; a Saturday, but a working one


def served(world, **fields):
    """A warning with its effects, served on a Thursday thirty days ago."""
    proceeding = a_proceeding(world, "served", **fields)
    outcomes.plan_effects(proceeding.decision)
    clocks.start(proceeding, "REVIEW_APPLY", on=SERVED_ON, is_ours=False)
    return proceeding


def file_review(world, proceeding, on):
    return refusal(
        proceeding, "file_review", by=world["city.discipline"], on=on, body="市教育局", text="不服"
    )


def test_file_review_on_the_last_day_is_done(world):
    proceeding = served(world)

    assert file_review(world, proceeding, LAST) is None
    assert proceeding.state == "under_review"


def test_file_review_after_the_last_day_is_refused(world):
    assert file_review(world, served(world), date(2026, 10, 11)) == (
        "The 30 days for asking for a review have passed."
    )


def test_appeal_after_a_review_has_its_own_last_day(world):
    proceeding = served(world)
    file_review(world, proceeding, LAST)
    result = date(2026, 9, 1)
    refusal(proceeding, "uphold", by=world["city.discipline"], on=result, text="维持")

    assert file_review(world, proceeding, TODAY) == (
        "The 30 days for asking for a review have passed."
    )
    assert file_review(world, proceeding, date(2026, 9, 30)) is None
    assert clocks.running(proceeding, "APPEAL_DECIDE").due_on == date(2026, 11, 30)


def under_review(world):
    proceeding = served(world)
    assert file_review(world, proceeding, LAST) is None
    return proceeding


def test_upheld_decision_stands_as_served(world):
    proceeding = under_review(world)
    before = list(proceeding.decision.effects.values_list("code", "state"))

    assert refusal(proceeding, "uphold", by=world["city.discipline"], on=TODAY, text="维持") is None
    assert proceeding.state == "served"
    assert list(proceeding.decision.effects.values_list("code", "state")) == before


def test_revoked_decision_takes_all_its_effects_and_owes_restoration(world):
    proceeding = under_review(world)
    decision = proceeding.decision
    codes = set(decision.effects.values_list("code", flat=True))
    assert codes

    refusal(proceeding, "revoke", by=world["city.discipline"], on=TODAY, reason="事实不清")

    states = dict(decision.effects.values_list("code", "state"))
    assert states == dict.fromkeys(codes, "revoked") | dict.fromkeys(["R1", "R2", "R3"], "pending")
    assert proceeding.decision is None


def change(world, proceeding, penalty):
    return refusal(
        proceeding, "change", by=world["city.discipline"], penalty=penalty, facts="从轻",
        basis="依据", on=TODAY,
    )  # fmt: skip


@pytest.mark.parametrize("part", ["drafted_by", "decided_by"])
def test_whoever_made_the_decision_does_not_review_it(world, part):
    proceeding = under_review(world)
    maker = a_person(world.city, Role.DISCIPLINE)
    proceeding.decisions.update(**{part: maker})
    milder = {"penalty": Penalty(measures=("TALK",)), "facts": "从轻", "basis": "依据", "on": TODAY}

    assert refusal(proceeding, "change", by=maker, **milder) == (
        "Whoever made the decision does not review it."
    )
    assert proceeding.state == "under_review"
    assert refusal(proceeding, "change", by=world["city.discipline"], **milder) is None


def test_changed_decision_replaces_effects_and_is_served_anew(world):
    proceeding = under_review(world)
    old = proceeding.decision

    assert change(world, proceeding, Penalty(measures=("TALK",))) is None
    assert set(old.effects.values_list("state", flat=True)) == {"revoked"}
    assert (proceeding.state, proceeding.decision.measures) == ("decided", ["TALK"])


def test_change_keeps_to_authority_and_least_term(world):
    assert change(world, under_review(world), Penalty(measures=("DISQ",), months=12)) == (
        "A disqualification lasts at least 24 months."
    )


@pytest.mark.parametrize("sanction", ["D", "PL", "X"])
def test_review_never_makes_the_sanction_heavier(world, sanction):
    """The decision under review is a warning."""
    assert change(world, under_review(world), Penalty(sanction=sanction)) == (
        "A review never makes the sanction heavier."
    )
    assert change(world, under_review(world), Penalty(sanction="W")) is None


def end(world, proceeding, verb, on):
    return refusal(proceeding, verb, by=world["county.personnel"], on=on, text="期满")


def test_lift_waits_for_the_end_of_the_term(world):
    """A warning of 12 October ends on 11 April."""
    proceeding = served(world)

    assert end(world, proceeding, "lift", date(2027, 4, 11)) == "The term runs until 2027-04-11."
    assert end(world, proceeding, "lift", date(2027, 4, 12)) is None
    assert proceeding.state == "lifted"


def test_sanction_does_not_merely_expire(world):
    assert end(world, served(world), "expire", date(2028, 1, 1)) == (
        "A sanction is lifted by written notice."
    )


def measure(world, **fields):
    proceeding = a_proceeding(world, "heard", kind="measure")
    decision = {"sanction": "", "ends_on": None, **fields}
    a_decision(world, proceeding, served_on=TODAY, **decision)
    type(proceeding).objects.filter(pk=proceeding.pk).update(state="served")
    return type(proceeding).objects.get(pk=proceeding.pk)


def test_expire_waits_for_the_end_of_the_term(world):
    until = date(2028, 10, 11)
    proceeding = measure(world, measures=["DISQ"], months=24, disqualified_until=until)

    assert end(world, proceeding, "expire", until) == "The term runs until 2028-10-11."
    assert end(world, proceeding, "expire", date(2028, 10, 12)) is None


def test_measure_without_a_term_does_not_expire(world):
    proceeding = measure(world, measures=["TALK"])

    assert end(world, proceeding, "expire", date(2028, 1, 1)) == "This decision has no term."


def test_measure_is_not_lifted(world):
    proceeding = measure(world, measures=["TALK"])

    assert end(world, proceeding, "lift", date(2028, 1, 1)) == (
        "Only a sanction is lifted; a measure expires."
    )
