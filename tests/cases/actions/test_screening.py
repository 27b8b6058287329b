"""Guards of screening: a child's danger first, somebody to ask about, an answer after the inquiry."""

import pytest

from cases.actions.screening import Danger, Matter
from cases.actions.transmittals import Letter
from cases.models import Case, Complaint
from tests.cases.factories import TODAY, a_case, a_complaint, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

DANGER = "A child may be in danger: record the report to the police first."
TOLD = Danger(on=TODAY, text="已报派出所")
WAYS = ["accept", "decline", "refer", "shelve", "merge"]


def leave_screening(world, complaint, way):
    by = world["city.intake" if way in ("accept", "merge") else "city.approver"]
    said = {
        "accept": {"matter": matter(world)},
        "decline": {"ground": "FINAL", "reason": "已终结"},
        "refer": {"reason": "属公安", "letter": Letter("POLICE", "演示公安局", "涉嫌诈骗。")},
        "shelve": {"reason": "无具体线索"},
        "merge": {"reason": "同一事项", "case": a_case(world)},
    }[way]
    return refusal(complaint, way, by=by, **said)


def matter(world, **fields):
    fields = {"teachers": [world.teacher], **fields}
    return Matter(title="有偿补课", kind="tutoring", reporting_unit=world.county, **fields)


@pytest.mark.parametrize("way", WAYS)
def test_child_in_danger_is_reported_before_the_complaint_goes_on(world, way):
    complaint = a_complaint(world, "screening", minor_risk=True)

    assert leave_screening(world, complaint, way) == DANGER
    assert complaint.state == "screening"
    assert refusal(complaint, "report_danger", by=world["city.intake"], danger=TOLD) is None
    assert leave_screening(world, complaint, way) is None


@pytest.mark.parametrize("way", WAYS)
def test_complaint_without_danger_goes_on_at_once(world, way):
    assert leave_screening(world, a_complaint(world, "screening"), way) is None


def test_accept_needs_a_respondent_or_clues(world):
    complaint = a_complaint(world, "screening")
    by = world["city.intake"]

    assert refusal(complaint, "accept", by=by, matter=matter(world, teachers=[])) == (
        "Name a teacher, or say what is known of the person."
    )
    assert Complaint.objects.get(pk=complaint.pk).case is None
    assert (
        refusal(complaint, "accept", by=by, matter=matter(world, teachers=[], clues="某老师"))
        is None
    )
    assert complaint.case.state == "pending"


@pytest.mark.parametrize("state", ["closed", "archived"])
def test_merge_into_a_case_that_is_over_is_refused(world, state):
    complaint = a_complaint(world, "screening")

    assert (
        refusal(
            complaint,
            "merge",
            by=world["city.intake"],
            case=a_case(world, state),
            reason="同一事项",
        )
        == "That case is closed; reopen it, or accept this one by itself."
    )


@pytest.mark.parametrize("at_risk", [True, False])
def test_merge_brings_the_danger_to_a_child_into_the_case(world, at_risk):
    case, complaint = a_case(world), a_complaint(world, "screening", minor_risk=at_risk)
    by = world["city.intake"]
    assert not at_risk or refusal(complaint, "report_danger", by=by, danger=TOLD) is None

    assert refusal(complaint, "merge", by=by, case=case, reason="同一事项") is None

    assert Case.objects.get(pk=case.pk).minor_risk is at_risk


def test_unmerge_lets_the_complaint_stand_alone(world):
    complaint = a_complaint(world, "merged")

    assert refusal(complaint, "unmerge", by=world["city.intake"], reason="另一事项") is None
    assert (complaint.state, complaint.case) == ("screening", None)


@pytest.mark.parametrize("state", ["accepted", "merged"])
def test_answer_waits_for_the_end_of_the_case(world, state):
    by, words = world["city.intake"], {"answer": "已依规处理"}
    open_ = a_complaint(world, state, case=a_case(world, "applying"))
    over = a_complaint(world, state, case=a_case(world, "closed"))

    assert refusal(open_, "answer", by=by, **words) == (
        "The case must be closed before the reporter is answered."
    )
    assert refusal(over, "answer", by=by, **words) is None
    assert (over.state, over.answered_on) == ("answered", TODAY)


@pytest.mark.parametrize("state", ["not_accepted", "referred"])
def test_answer_of_a_ruling_waits_for_nothing(world, state):
    complaint = a_complaint(world, state)

    assert refusal(complaint, "answer", by=world["city.intake"], answer="不予受理") is None


def test_answer_names_no_respondent(world):
    complaint = a_complaint(world, "accepted", case=a_case(world, "closed"))
    name = complaint.case.respondents.first().shown_name

    assert refusal(complaint, "answer", by=world["city.intake"], answer=f"{name}已受处理") is None
    assert complaint.answer_text == "被反映人已受处理"
