"""Guards of the outcome: effects, refunds, completion, closing."""

from decimal import Decimal

import pytest

from cases.actions import outcomes
from cases.models import Case, Effect, Refund, Respondent
from tests.cases.factories import TODAY, a_case, a_complaint, a_proceeding, fix_finding, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def decided(world, state="applying", *, taken=0, **fields):
    """A case whose only respondent was warned; its effects wait."""
    case = a_case(world, state, **fields)
    fix_finding(case, amount_taken=taken)
    proceeding = a_proceeding(world, "served", case=case)
    outcomes.plan_effects(proceeding.decision)
    return case


def carry_out(world, case, effects):
    return refusal(
        case, "carry_out_effects", by=world["county.personnel"], effects=effects, on=TODAY,
        proof="已登记",
    )  # fmt: skip


def pay_back(world, case, amount):
    return refusal(
        case, "record_refund", by=world["county.officer"], respondent=Respondent.objects.get(case=case),
        amount=Decimal(amount), on=TODAY, proof="签收单",
    )  # fmt: skip


def close(world, case):
    return refusal(case, "close", by=world["city.approver"])


def test_apply_needs_effects(world):
    case = a_case(world, "recorded")

    assert refusal(case, "apply", by=world["county.personnel"]) == (
        "No effects follow from this case; close it instead."
    )
    assert refusal(decided(world, "recorded"), "apply", by=world["county.personnel"]) is None


def test_close_waits_for_every_effect(world):
    case = decided(world, completion_reported_on=TODAY)

    first, *others = case.effects.waiting()
    assert others
    assert carry_out(world, case, [first]) is None
    assert close(world, case) == "Some effects have not been carried out yet."
    assert carry_out(world, case, others) is None
    assert close(world, case) is None
    assert case.closed_on == TODAY


def test_close_waits_for_the_last_yuan(world):
    case = decided(world, taken=100, completion_reported_on=TODAY)
    carry_out(world, case, case.effects.waiting().exclude(code="E11"))

    assert pay_back(world, case, "99.99") is None
    assert close(world, case) == "Some effects have not been carried out yet."
    assert pay_back(world, case, "0.01") is None
    assert close(world, case) is None


def test_close_asks_for_money_even_where_no_decision_demands_it(world):
    case = a_case(world, "recorded", completion_reported_on=TODAY)
    fix_finding(case, amount_taken=50)
    a_proceeding(world, "dropped", case=case)

    assert close(world, case) == "Money taken has not been refunded in full yet."
    assert pay_back(world, case, "50") is None
    assert close(world, case) is None


def test_close_needs_the_completion_report(world):
    case = a_case(world, "recorded")
    fix_finding(case, "unfounded")

    assert close(world, case) == "The completion report is missing."
    assert refusal(case, "report_completion", by=world["county.officer"], text="已办结") is None
    assert close(world, case) is None


def test_close_waits_for_a_review(world):
    case = a_case(world, "recorded", completion_reported_on=TODAY)
    fix_finding(case)
    proceeding = a_proceeding(world, "under_review", case=case)

    assert close(world, case) == "A review has not been decided yet."
    refusal(proceeding, "uphold", by=world["city.discipline"], on=TODAY, text="维持")
    assert close(world, Case.objects.get(pk=case.pk)) is None


def test_archive_waits_for_a_review(world):
    """The review was asked for after the case was closed."""
    case = a_case(world, "closed", closed_on=TODAY)
    fix_finding(case)
    proceeding = a_proceeding(world, "under_review", case=case)
    by = world["city.archivist"]

    assert refusal(case, "archive", by=by, place="甲-1") == "A review has not been decided yet."
    refusal(proceeding, "uphold", by=world["city.discipline"], on=TODAY, text="维持")
    assert refusal(Case.objects.get(pk=case.pk), "archive", by=by, place="甲-1") is None


def test_effects_that_were_revoked_meanwhile_are_told_and_none_is_carried_out(world):
    """The page showed them all; one went with a changed decision before it was sent."""
    case = decided(world)
    shown = list(case.effects.waiting())
    assert len(shown) > 1
    Effect.objects.filter(pk=shown[0].pk).update(state="revoked")

    assert carry_out(world, case, shown) == "Somebody changed this in the meantime."

    assert case.effects.waiting().count() == len(shown) - 1
    assert carry_out(world, case, shown[1:]) is None


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_refund_of_nothing_is_refused(world, amount):
    case = decided(world, taken=100)

    assert pay_back(world, case, amount) == "Only 100.00 yuan are still to be refunded."
    assert not Refund.objects.filter(respondent__case=case).exists()
    assert pay_back(world, case, "100") is None


def test_refund_is_never_more_than_was_taken(world):
    case = decided(world, taken=100)

    assert pay_back(world, case, "100.01") == "Only 100.00 yuan are still to be refunded."
    assert pay_back(world, case, "60") is None
    assert pay_back(world, case, "60") == "Only 40.00 yuan are still to be refunded."


def test_refund_is_no_effect_that_is_merely_ticked(world):
    case = decided(world, taken=100)
    refund = case.effects.filter(code="E11")

    assert carry_out(world, case, refund) == "A refund is recorded with its amount."
    assert pay_back(world, case, "100") is None
    assert refund.get().state == "ended"


def test_close_starts_the_answer_of_each_complaint(world):
    case = a_case(world, "recorded", completion_reported_on=TODAY)
    fix_finding(case, "unfounded")
    complaints = [a_complaint(world, state, case=case) for state in ("accepted", "merged")]

    assert close(world, case) is None
    assert [list(one.clocks.running().values_list("limit", flat=True)) for one in complaints] == [
        ["K11"],
        ["K11"],
    ]
