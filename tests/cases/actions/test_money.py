"""The money ledger: sums by person, corrections that stand beside what they correct, proof of nothing."""

from datetime import date
from decimal import Decimal

import pytest

from cases.actions.accountability import Verdict
from cases.actions.inquiry import Opinion
from cases.forms.reports import WriteReport
from cases.models import Effect, Payment, Refund
from reports.counts.cases import refunds
from reports.month import Month
from tests.cases.factories import TODAY, a_case, a_proceeding, refusal
from tests.cases.materials import fresh, money, paper_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


@pytest.fixture
def case(world):
    return a_case(world, "investigating", teachers=[world.teacher, world.teacher2])


def test_the_sum_of_a_person_counts_standing_rows_alone(world, case):
    first, second = case.respondents.all()
    money(world, case, 400)
    money(world, case, 500)
    money(world, case, 50, respondent=second)

    assert money(world, case, 300, corrects=Payment.objects.first()) is None

    assert Payment.objects.sums(case) == {first.pk: Decimal(800), second.pk: Decimal(50)}


def test_a_row_is_corrected_once(world, case):
    money(world, case, 400)
    row = Payment.objects.get()
    money(world, case, 300, corrects=row)

    assert money(world, case, 200, corrects=row) == "This row has been corrected already."


def test_no_more_is_returned_than_was_taken(world, case):
    said = money(world, case, 400, returned=Decimal(500), returned_on=TODAY)

    assert said == "No more can be returned than was taken."


def test_the_ledger_says_what_went_back_and_when(world, case):
    money(world, case, 400, returned=Decimal(100), returned_on=TODAY, payer="家长A")

    assert refusal(fresh(case), "close_ledger", by=world["county.investigator"]) is None

    body = paper_of(case, "money_ledger").sheet["body"]
    assert [(one["payer"], one["amount"], one["returned_on"]) for one in body["rows"]] == [
        ("家长A", "400.00", "2026-10-12")
    ]
    assert [(one["amount"], one["returned"]) for one in body["sums"]] == [("400.00", "100.00")]


def test_an_empty_ledger_is_no_paper(world, case):
    said = refusal(fresh(case), "close_ledger", by=world["county.investigator"])

    assert said == "The money ledger is empty."


def test_the_report_begins_with_the_sums_of_the_ledger(world, case):
    first, second = case.respondents.all()
    money(world, case, 400)

    form = WriteReport(record=case, user=world["county.investigator"])

    assert form[f"amount_taken_{first.pk}"].value() == Decimal(400)
    assert form[f"amount_taken_{second.pk}"].value() == Decimal(0)


# What the ledger says went back is a refund, once


def concluded(world, case, finding="substantiated", taken=400):
    """Concluded with this finding about everybody; each took so much."""
    type(case).objects.filter(pk=case.pk).update(state="reported")
    found = {
        one.pk: Opinion(finding, ("T4",), facts="经查属实。", amount_taken=Decimal(taken))
        for one in case.respondents.all()
    }
    said = {"findings": found, "accountability": Verdict("无。")}
    return refusal(fresh(case), "conclude", by=world["county.approver"], **said)


def refunded(case):
    return [(one.amount, one.paid_on) for one in Refund.objects.filter(respondent__case=case)]


def test_what_the_ledger_says_went_back_is_refunded_once_at_fault(world, case):
    day = date(2026, 9, 30)
    money(world, case, 400, returned=Decimal(400), returned_on=day)
    assert refunded(case) == []

    assert concluded(world, case) is None

    first, second = case.respondents.all()
    assert (refunded(case), first.refund_missing, second.refund_missing) == ([(400, day)], 0, 400)
    again = {"respondent": first, "amount": Decimal(400), "on": TODAY, "proof": "收条"}
    assert refusal(fresh(case), "record_refund", by=world["county.officer"], **again) == (
        "Only 0.00 yuan are still to be refunded."
    )
    counted = refunds(Month.parse("2026-09")).by_unit()
    assert counted == {world.county.pk: {"refund_paid": Decimal(400)}}


def test_who_is_cleared_has_nothing_to_refund(world, case):
    money(world, case, 400, returned=Decimal(400), returned_on=TODAY)

    assert concluded(world, case, "unfounded", taken=0) is None

    assert refunded(case) == []


def test_no_more_is_refunded_than_was_found_to_be_taken(world, case):
    money(world, case, 400, returned=Decimal(300), returned_on=TODAY)
    money(world, case, 400, returned=Decimal(300), returned_on=TODAY)

    concluded(world, case)

    assert refunded(case) == [(300, TODAY), (100, TODAY)]


def test_a_corrected_row_takes_its_refund_along(world, case):
    money(world, case, 400, returned=Decimal(400), returned_on=TODAY)
    concluded(world, case)
    type(case).objects.filter(pk=case.pk).update(state="proceeding")

    row = Payment.objects.get()
    assert money(world, case, 400, returned=Decimal(100), returned_on=TODAY, corrects=row) is None

    assert refunded(case) == [(100, TODAY)]


def test_a_refund_that_was_applied_as_an_outcome_is_not_corrected_away(world, case):
    money(world, case, 400, returned=Decimal(400), returned_on=TODAY)
    concluded(world, case)
    proceeding = a_proceeding(world, "served", case=fresh(case))
    Effect.objects.create(
        case=case, decision=proceeding.decision, code="E11", name="退还", executor="officer",
        state="ended", done_on=TODAY, proof="收条",
    )  # fmt: skip
    type(case).objects.filter(pk=case.pk).update(state="proceeding")

    assert money(world, case, 400, corrects=Payment.objects.get()) == (
        "The refund that this row tells of has been applied as an outcome."
    )
