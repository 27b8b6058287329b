"""The money ledger: sums by person, corrections that stand beside what they correct, proof of nothing."""

from decimal import Decimal

import pytest

from cases.forms.reports import WriteReport
from cases.models import Payment
from tests.cases.factories import TODAY, a_case, refusal
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
