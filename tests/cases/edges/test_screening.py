"""Edge cases of screening (domain reference §8), by their numbers."""

import pytest

from cases import sheets
from cases.actions import clocks, intake, wakes
from cases.actions.screening import Matter
from cases.actions.transmittals import Letter
from cases.models import Complaint, Respondent
from cases.states import Kind
from tests.cases.factories import TODAY, a_case, a_complaint, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def test_edge_1_unknown_teacher_is_a_placeholder_with_clues(world):
    complaint = a_complaint(world, "screening")
    matter = Matter("有偿补课", "tutoring", world.county, world.school, clues="某校数学老师")

    assert refusal(complaint, "accept", by=world["city.intake"], matter=matter) is None
    assert [(one.teacher, one.clues) for one in complaint.case.respondents.all()] == [
        (None, "某校数学老师")
    ]


def test_edge_3_institution_is_referred_and_teachers_in_service_stay_watched(world):
    complaint = a_complaint(world, "screening")
    letter = Letter("OFFCAMPUS", "演示校外培训监管科", "某机构周末开班。", is_watched=True)

    assert (
        refusal(complaint, "refer", by=world["city.approver"], letter=letter, reason="机构") is None
    )
    receipt = {"by": world["city.intake"], "on": TODAY, "received_by": "演示收件员"}
    assert refusal(complaint, "record_receipt", **receipt) is None
    assert [one.limit for one in complaint.clocks.running()] == ["TRANSMITTAL_WATCH"]
    assert "演示校外培训监管科" in sheets.thread(complaint).sentence
    assert Respondent.objects.filter(case__complaints=complaint).count() == 0


def test_edge_5_duplicates_keep_number_limit_and_answer_of_their_own(world):
    case = a_case(world, "applying")
    first = a_complaint(world, "accepted", case=case)
    second = a_complaint(world, "screening")
    by = world["city.intake"]

    assert refusal(second, "merge", by=by, case=case, reason="同一事项") is None
    assert first.number != second.number
    assert (case.complaints.count(), second.case) == (2, case)
    for one in (first, second):
        clocks.start(one, "K11", on=TODAY)
    type(case).objects.filter(pk=case.pk).update(state="closed")
    assert refusal(second, "answer", by=by, answer="已依规处理。") is None
    assert [one.limit for one in first.clocks.running()] == ["K11"]
    assert not second.clocks.running().exists()
    assert Complaint.objects.get(pk=first.pk).state == "accepted"


def test_edge_5_unmerged_it_stands_alone_with_a_limit_of_its_own(world):
    complaint = a_complaint(world, "merged")

    assert refusal(complaint, "unmerge", by=world["city.intake"], reason="另一事项") is None
    assert (complaint.state, complaint.case) == ("screening", None)
    assert [one.limit for one in complaint.clocks.running()] == ["K2"]


def test_edge_7_anonymous_without_leads_is_shelved_by_a_leader_and_wakes_on_a_match(world):
    place = {"school": world.school, "school_name": world.school.name, "teacher_name": "演示甲"}
    complaint = a_complaint(world, "screening", **place)

    assert refusal(complaint, "shelve", by=world["city.intake"], reason="无线索") is not None
    assert refusal(complaint, "shelve", by=world["city.approver"], reason="无线索") is None
    told = intake.Told(kind=Kind.TUTORING, narrative="每周六在家里收费补课。", **place)
    intake.register(told, nonce="second")
    intake.announce()
    wakes.meet_new()

    assert Complaint.objects.get(pk=complaint.pk).state == "screening"
