"""Refused on a ground of the law, referred with a letter, shelved and looked at anew: what each leaves behind."""

from datetime import date

import pytest

from cases import next_step
from cases.actions.screening import Danger
from cases.actions.transmittals import Letter
from cases.models import Clock, DossierItem, RealName, Reporter
from cases.sheets import standings
from notifications.models import Paper
from tests.cases.factories import TODAY, a_complaint, refusal
from tests.cases.identity import NAME, a_named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

LETTER = Letter("MARKET", "演示市场监督管理局", "某培训点无照经营。", is_watched=True)


@pytest.fixture
def named(world, vault_key):
    """A report under a sealed name, being screened."""
    complaint = a_named(world)
    assert refusal(complaint, "screen", by=world["city.intake"]) is None
    return complaint


def refer(world, complaint, letter=LETTER):
    return refusal(complaint, "refer", by=world["city.approver"], letter=letter, reason="属其职权")


def decline(world, complaint, ground="FINAL"):
    said = {"ground": ground, "reason": "已有复核意见"}
    return refusal(complaint, "decline", by=world["city.approver"], **said)


def papers(complaint):
    return list(Paper.objects.of(complaint.subject).order_by("pk").values_list("kind", flat=True))


def running(complaint):
    return set(Clock.objects.filter(complaint=complaint).running().values_list("limit", flat=True))


@pytest.fixture
def referred(world):
    complaint = a_complaint(world, "screening")
    assert refer(world, complaint) is None
    return complaint


def test_decline_names_the_ground_with_its_article(world):
    complaint = a_complaint(world, "screening")

    assert decline(world, complaint) is None
    assert complaint.ruling == (
        "已经复核终结，仍以同一事实和理由反映（《信访工作条例》第三十六条）。已有复核意见"
    )
    assert [one.ground for one in complaint.refusals.all()] == ["FINAL"]


def test_decline_of_what_is_not_ours_leads_to_referral(world):
    complaint = a_complaint(world, "screening")

    assert decline(world, complaint, "NOT_OURS") == (
        "What is not ours is referred to the authority that may act on it."
    )
    assert complaint.state == "screening"


def test_decline_sends_a_notice_to_a_named_reporter(world, named):
    assert decline(world, named) is None
    assert papers(named) == ["refusal_notice"]


@pytest.mark.parametrize("verb", [decline, refer])
def test_ruling_sends_no_notice_where_nobody_is_named(world, verb):
    complaint = a_complaint(world, "screening")

    assert verb(world, complaint) is None
    assert not Paper.objects.of(complaint.subject).filter(audience="reporter").exists()


def test_ruling_sends_no_notice_where_the_name_was_denied(world, named):
    Reporter.objects.filter(complaint=named).update(level=RealName.DENIED)

    assert decline(world, named) is None
    assert papers(named) == []


def test_reporter_reads_the_ground_in_plain_words(world):
    complaint = a_complaint(world, "screening")
    decline(world, complaint, "LEGAL_WAY")

    assert "the law leaves this matter to a court" in str(standings.standing(complaint).sentence)


def test_refer_writes_to_the_authority_and_to_the_reporter(world, named):
    assert refer(world, named) is None
    assert papers(named) == ["referral_letter", "referral_notice"]


def test_letter_to_the_authority_holds_what_the_officer_wrote_alone(world, referred):
    sheet = Paper.objects.of(referred.subject).get(kind="referral_letter").sheet

    assert (sheet["to"], sheet["body"]["matter"]) == ("演示市场监督管理局", "某培训点无照经营。")
    assert referred.narrative not in str(sheet)
    assert referred.number not in str(sheet)


@pytest.mark.parametrize("said", [{"matter": f"{NAME}说的。"}, {"addressee": f"转{NAME}"}])
def test_refer_refuses_a_letter_that_names_the_reporter(world, named, said):
    letter = Letter(**{"authority": "MARKET", "addressee": "演示局", "matter": "无照。", **said})

    assert "holds what must not leave this office" in refer(world, named, letter)
    assert named.state == "screening"


def test_reporter_reads_which_authority_has_it(referred):
    assert "演示市场监督管理局" in str(standings.standing(referred).sentence)


def test_refer_watches_the_receipt_for_fifteen_days(referred):
    assert running(referred) == {"TRANSMITTAL", "TRANSMITTAL_WATCH"}
    assert referred.next_due == date(2026, 10, 27)


def test_receipt_ends_its_limit_and_is_recorded_once(world, referred):
    said = {"by": world["city.intake"], "on": TODAY, "received_by": "演示收件员"}

    assert next_step.of_complaint(referred) == "record_receipt"
    assert refusal(referred, "record_receipt", **said) is None
    assert next_step.of_complaint(referred) == "answer"
    assert running(referred) == {"TRANSMITTAL_WATCH"}
    assert refusal(referred, "record_receipt", **said) == "The receipt is recorded already."


def test_return_brings_it_back_to_screening_with_a_new_limit(world, referred):
    said = {"by": world["city.intake"], "on": TODAY, "reason": "查无此店"}

    assert refusal(referred, "record_return", **said) is None
    assert (referred.state, referred.ruling, running(referred)) == ("screening", "", {"K2"})
    assert referred.transmittals.get().return_reason == "查无此店"


def test_return_allows_another_referral(world, referred):
    said = {"by": world["city.intake"], "on": TODAY, "reason": "查无此店"}
    assert refusal(referred, "record_return", **said) is None

    assert refer(world, referred) is None
    assert referred.transmittals.count() == 2


@pytest.mark.parametrize("verb", ["record_receipt", "record_return"])
def test_nothing_arrives_before_it_was_sent(world, referred, verb):
    said = {"record_receipt": {"received_by": "甲"}, "record_return": {"reason": "乙"}}[verb]

    answer = refusal(referred, verb, by=world["city.intake"], on=date(2026, 10, 11), **said)

    assert answer.endswith("before it was sent.")


def test_shelve_prints_its_approval_and_sets_the_review(world):
    complaint = a_complaint(world, "screening")
    said = {"missing": ["person", "facts"], "reason": "无可查线索"}

    assert refusal(complaint, "shelve", by=world["city.approver"], **said) is None
    body = Paper.objects.of(complaint.subject).get(kind="shelving_sheet").sheet["body"]
    assert (body["missing"], body["approver"]) == (
        ["被反映人不明", "无具体事实"],
        world["city.approver"].full_name,
    )
    assert complaint.next_due == date(2027, 4, 12)


def test_review_keeps_it_shelved_for_six_months_more(world, set_today):
    complaint = a_complaint(world, "screening")
    assert refusal(complaint, "shelve", by=world["city.approver"], reason="无线索") is None
    set_today(date(2027, 4, 8))

    assert next_step.of_complaint(complaint) == "review_shelved"
    assert refusal(complaint, "review_shelved", by=world["city.approver"], reason="仍无") is None
    assert (complaint.state, complaint.next_due) == ("shelved", date(2027, 10, 8))
    assert next_step.of_complaint(complaint) == "wake"


def test_danger_leaves_a_register_with_its_receipt(world):
    complaint = a_complaint(world, "screening", minor_risk=True)
    told = Danger(on=TODAY, text="即刻出警。", office="演示派出所", told_by="演示甲", number="A17")

    assert refusal(complaint, "report_danger", by=world["city.intake"], danger=told) is None
    body = Paper.objects.of(complaint.subject).get(kind="danger_register").sheet["body"]
    assert (body["to"], body["number"]) == ("公安机关（110）", "A17")
    assert DossierItem.objects.get(complaint=complaint).text == (
        "2026-10-12向公安机关（110）（演示派出所）报告，报告人演示甲，受理编号A17。即刻出警。"
    )


def test_danger_is_not_reported_before_it_was_known(world):
    complaint = a_complaint(world, "screening", minor_risk=True)
    early = Danger(on=date(2026, 10, 11), text="已报")

    assert refusal(complaint, "report_danger", by=world["city.intake"], danger=early) == (
        "Nobody could be told before the report had come."
    )


@pytest.mark.parametrize(
    ("channel", "limit"), [("WEB", "K2"), ("DISCIPLINE", "K10"), ("PATROL", "SCREENING")]
)
def test_screening_has_the_limit_of_its_channel(world, channel, limit):
    complaint = a_complaint(world, "shelved", channel=channel)

    assert refusal(complaint, "wake", by=world["city.intake"], reason="新线索") is None
    assert running(complaint) == {limit}
