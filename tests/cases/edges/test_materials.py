"""Edge cases of domain reference §8 on the papers of the inquiry, by their numbers there."""

from decimal import Decimal

import pytest

from cases.actions.accountability import Verdict
from cases.actions.inquiry import Opinion, ReportText
from cases.models import Payment
from notifications.models import Paper
from tests.cases.factories import a_case, refusal
from tests.cases.materials import a_plan, fresh, money, paper_of, talk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def submit(world, case, opinions):
    one, two = world.team
    refusal(fresh(case), "write_plan", by=one, plan=a_plan())
    talk(world, case)
    refusal(fresh(case), "list_evidence", by=one, shows={})
    text = ReportText(
        is_simple=False, facts="共同事实:周六上课。", evidence="笔录", opinion="分别处理"
    )
    refusal(fresh(case), "write_report", by=one, text=text, opinions=opinions)
    refusal(fresh(case), "sign_report", by=two)
    return refusal(fresh(case), "submit_report", by=one)


def test_edge_2_several_teachers_have_common_facts_and_each_his_own(world):
    case = a_case(world, "investigating", teachers=[world.teacher, world.teacher2])
    first, second = case.respondents.all()
    money(world, case, 800, respondent=first)
    money(world, case, 200, respondent=second)
    sums = Payment.objects.sums(case)
    opinions = {
        first.pk: Opinion("substantiated", ("T5",), "组织并上课", sums[first.pk]),
        second.pk: Opinion("partly", ("T5",), "只上过两次课", sums[second.pk]),
    }

    assert submit(world, case, opinions) is None

    body = Paper.objects.get(kind="investigation_report").sheet["body"]
    assert body["facts"] == "共同事实:周六上课。"
    assert [(one["facts"], one["amount"]) for one in body["people"]] == [
        ("组织并上课", "800.00"), ("只上过两次课", "200.00"),
    ]  # fmt: skip


def test_edge_23_free_tutoring_is_shown_by_proof_of_no_payment(world):
    case = a_case(world, "investigating")
    person = case.respondents.get()

    assert money(world, case, 0, proof="八名家长书面说明未交费") is None
    refusal(fresh(case), "close_ledger", by=world["county.investigator"])
    assert submit(world, case, {person.pk: Opinion("unfounded")}) is None

    body = paper_of(case, "money_ledger").sheet["body"]
    assert [(one["amount"], one["proof"]) for one in body["rows"]] == [
        ("0.00", "八名家长书面说明未交费")
    ]
    found = {one.pk: Opinion("unfounded") for one in case.respondents.all()}
    said = {"findings": found, "accountability": Verdict("无。")}
    refusal(fresh(case), "conclude", by=world["county.approver"], **said)
    person.refresh_from_db()
    assert (person.finding, person.amount_taken) == ("unfounded", Decimal(0))
