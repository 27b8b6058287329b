"""What is asked from above, and public opinion: entered, reported, closed off, worded by two."""

from datetime import timedelta

import pytest
from django_fsm import TransitionNotAllowed

from cases.actions import clocks, opinions, upward
from cases.exceptions import NotAllowed
from cases.models import Instruction, OpinionReport, PublicOpinion
from cases.sheets.upward import upward_of
from notifications.models import Paper
from tests.cases.factories import TODAY, a_case, refusal
from tests.cases.views.desk import at_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def asked(kind="superior", *, days=10, number="浙教督〔2026〕5号"):
    return upward.Asked(
        kind, "浙江省教育厅", number, "请依法查处。", "查清事实，书面报告。", TODAY,
        TODAY + timedelta(days),
    )  # fmt: skip


@pytest.fixture
def case(world):
    return a_case(world, "investigating")


@pytest.fixture
def instruction(world, case):
    return upward.enter_instruction(case, asked=asked(), by=world["city.intake"])


def report(world, case, instruction):
    upward.report_back(case, instruction=instruction, report="已查清。", by=world["city.intake"])
    instruction.refresh_from_db()


def test_its_limit_runs_beside_the_others(case, instruction):
    assert clocks.running(case, "SUPERIOR").due_on == TODAY + timedelta(10)
    assert case.next_due == TODAY + timedelta(10)


def test_of_two_the_nearer_limit_counts_and_then_the_other(world, case, instruction):
    nearer = upward.enter_instruction(
        case, asked=asked("leader", days=3, number=""), by=world["city.intake"]
    )
    assert clocks.running(case, "SUPERIOR").due_on == TODAY + timedelta(3)

    report(world, case, nearer)

    assert clocks.running(case, "SUPERIOR").due_on == TODAY + timedelta(10)


def test_reported_back_it_becomes_a_paper_with_the_superior_s_number(world, case, instruction):
    report(world, case, instruction)

    paper = Paper.objects.get(subject=case.subject, kind="progress_report")
    assert paper.sheet["body"]["number"] == "浙教督〔2026〕5号"
    assert clocks.running(case, "SUPERIOR") is None


def test_a_report_that_came_back_is_due_again(world, case, instruction):
    report(world, case, instruction)

    upward.take_back_report(
        case, instruction=instruction, reason="事实不清。", due_on=TODAY + timedelta(5),
        by=world["city.intake"],
    )  # fmt: skip

    assert clocks.running(case, "SUPERIOR").due_on == TODAY + timedelta(5)


def test_what_was_not_reported_is_not_closed_off(world, case, instruction):
    with pytest.raises(TransitionNotAllowed):
        upward.close_off_instruction(
            case, instruction=instruction, paper="销号通知", on=TODAY, by=world["city.intake"]
        )


def closing(world, case):
    case.completion_reported_on = TODAY
    case.respondents.all().delete()
    with_state(case, "recorded")
    return lambda: case.close(on=TODAY)


def with_state(case, state):
    type(case).objects.filter(pk=case.pk).update(state=state)
    case.__dict__["state"] = state


def test_a_case_is_closed_only_after_the_superior_closed_off(world, case, instruction):
    close = closing(world, case)
    with pytest.raises(NotAllowed, match="浙江省教育厅"):
        close()

    Instruction.objects.filter(pk=instruction.pk).update(state="closed", report="已报告。")

    close()
    assert case.state == "closed"


def test_a_leader_s_instruction_is_reported_before_the_case_is_closed(world, case):
    upward.enter_instruction(case, asked=asked("leader"), by=world["city.intake"])

    with pytest.raises(NotAllowed):
        closing(world, case)()


@pytest.mark.parametrize("login", ["county.officer", "county.investigator", "other.officer"])
def test_only_the_city_enters_an_instruction(world, case, login):
    said = refusal(case, "enter_instruction", by=world[login], asked=asked())

    assert "no right" in said
    assert not Instruction.objects.exists()


def test_investigators_are_not_told_who_asked(world, case, instruction):
    page = at_desk(world["county.investigator"]).get(case.get_absolute_url()).content.decode()
    shown = at_desk(world["county.officer"]).get(case.get_absolute_url()).content.decode()

    assert "浙江省教育厅" not in page
    assert "浙江省教育厅" in shown


def flag(world, case):
    opinions.flag_opinion(
        case, where="本地论坛", noticed_on=TODAY, informed="宣传部", report="首次报告。",
        by=world["county.officer"],
    )  # fmt: skip


def test_public_opinion_has_a_first_and_a_further_report(world, case):
    flag(world, case)
    opinions.report_opinion(case, report="热度下降。", by=world["county.officer"])

    assert [one.text for one in OpinionReport.objects.all()] == ["首次报告。", "热度下降。"]


def test_it_is_flagged_once(world, case):
    flag(world, case)

    with pytest.raises(NotAllowed, match="already"):
        flag(world, case)


def test_the_wording_is_approved_by_another_person(world, case):
    flag(world, case)
    opinions.word_opinion(case, wording="正在核查。", by=world["city.approver"])

    with pytest.raises(NotAllowed, match="does not approve"):
        opinions.approve_wording(case, by=world["city.approver"])


def test_a_changed_wording_is_approved_anew(world, case):
    flag(world, case)
    opinions.word_opinion(case, wording="正在核查。", by=world["city.intake"])
    opinions.approve_wording(case, by=world["city.approver"])
    assert PublicOpinion.objects.get().approved_by == world["city.approver"]

    opinions.word_opinion(case, wording="已有结论。", by=world["city.intake"])

    assert PublicOpinion.objects.get().approved_on is None


def test_an_ended_flag_takes_no_further_report_and_can_be_raised_again(world, case):
    flag(world, case)
    opinions.end_opinion(case, reason="已平息。", by=world["city.approver"])
    with pytest.raises(NotAllowed):
        opinions.report_opinion(case, report="又起。", by=world["county.officer"])

    flag(world, case)

    assert upward_of(case, frozenset({"handle_case"})).opinion.ended_on is None
