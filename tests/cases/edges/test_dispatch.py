"""The edge cases of dispatch, by their numbers (domain reference §8)."""

from datetime import date

import pytest

from cases.actions import clocks
from cases.actions.assistance import Wish
from cases.actions.competence import suggest
from cases.actions.dispatching import Proposal
from cases.actions.errands import Errand
from cases.forms.errands import Entrust
from cases.models import Assistance, Case
from notifications.models import Message
from people.models import TeacherPost, Unit
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_person, an_order, refusal
from tests.cases.views.desk import at_desk, page_of, send, text_of
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def test_edge_8_the_present_unit_of_a_teacher_who_moved_decides_and_the_former_gives_evidence(
    world,
):
    teacher = a_teacher(world.school, name="试验教师丁")
    TeacherPost.objects.create(
        teacher=teacher,
        unit=world.other_school,
        starts_on=date(2020, 9, 1),
        ends_on=date(2026, 7, 1),
    )
    case = a_case(world, teachers=[teacher], reporting_unit=world.other)

    found = suggest(case)

    assert found.unit == world.county
    assert found.notes == (
        "试验教师丁 came from 乐清市试验小学: the present unit decides; 乐清市教育局 gives evidence.",
    )


def test_edge_11_a_recusal_asked_for_stops_nothing_until_the_head_decides(world):
    case, officer = a_case(world, "investigating"), world["county.officer"]
    clocks.start(case, "K4", on=TODAY)
    asked = {"person": officer, "origin": "self", "reason": "曾为同事"}
    assert refusal(case, "request_recusal", by=officer, **asked) is None
    assert Case.objects.visible_to(officer).filter(pk=case.pk).exists()
    assert [one.paused_on for one in case.clocks.running()] == [None]

    ruling = {"request": case.recusal_requests.get(), "is_granted": True, "reason": "属实"}
    assert refusal(case, "decide_recusal", by=world["county.approver"], **ruling) is None

    assert not Case.objects.visible_to(officer).filter(pk=case.pk).exists()
    assert case.state == "investigating"


def test_edge_11_on_the_head_his_superior_decides(world):
    case, head = a_case(world, "investigating"), world["county.approver"]
    asked = {"person": head, "origin": "party", "reason": "亲属"}
    assert refusal(case, "request_recusal", by=world["county.officer"], **asked) is None
    ruling = {"request": case.recusal_requests.get(), "is_granted": True, "reason": "属实"}

    assert refusal(case, "decide_recusal", by=head, **ruling) == (
        "Nobody decides on his own recusal."
    )
    second = a_person(world.county, Role.APPROVER)
    assert refusal(case, "decide_recusal", by=second, **ruling) == (
        "On the head of a unit his superior decides: the city."
    )
    assert refusal(case, "decide_recusal", by=world["city.approver"], **ruling) is None
    assert not Case.objects.visible_to(head).filter(pk=case.pk).exists()


def test_edge_12_an_accused_principals_school_gets_nothing(world):
    principal = a_teacher(world.school, category="manager")
    case = a_case(world, "investigating", teachers=[principal], team=[])
    people = [world[f"school.{role}"] for role in ("principal", "investigator", "officer")]
    offered = Entrust(record=case, user=world["county.officer"]).fields["unit"].queryset
    errand = Errand(world.school, "线索", date(2026, 11, 2), people=people[1:2])

    assert refusal(case, "entrust", by=world["county.officer"], errand=errand) == (
        "The school accused checks nothing itself: inquire directly."
    )
    assert world.school not in offered
    assert offered.exists()
    for one in people:
        assert not Case.objects.visible_to(one).exists()
        assert case.number not in text_of(at_desk(one).get("/desk/"))
        assert at_desk(one).get(page_of(case)).status_code == 404
    assert not Message.objects.filter(reader__in=people).exists()
    assert suggest(a_case(world, teachers=[principal])).notes == (
        f"{principal.name} leads a school: the bureau inquires directly, and the school gets nothing.",
    )


def test_edge_18_the_place_assists_and_the_teachers_authority_leads(world):
    case = a_case(world, "investigating")
    wish = Wish(world.other, "培训点在贵县某小区。", "请核实开办时间。", date(2026, 11, 2))

    assert refusal(case, "ask_assistance", by=world["county.officer"], wish=wish) is None

    officer, request = world["other.officer"], Assistance.objects.get()
    assert "请核实开办时间。" in text_of(at_desk(officer).get(request.get_absolute_url()))
    assert at_desk(officer).get(page_of(case)).status_code == 404
    assert (case.handling_unit, suggest(case).unit) == (world.county, world.county)


def objected(world, issued_on, set_today, day):
    case = a_case(world, "dispatched")
    an_order(world, case, issued_on=issued_on, number="1")
    set_today(day)
    return case, send(
        at_desk(world["county.officer"]), case, "propose_objection", {"reason": "不属本县"}
    )


@pytest.mark.parametrize(
    ("issued_on", "fifth", "sixth"),
    [
        (date(2026, 9, 18), date(2026, 9, 24), date(2026, 9, 28)),  # Sunday 09-20 is worked
        (date(2026, 9, 29), date(2026, 10, 12), date(2026, 10, 13)),  # Saturday 10-10 is worked
    ],
)
def test_scenario_f_the_fifth_working_day_over_the_national_day(
    world, set_today, issued_on, fifth, sixth
):
    case, answer = objected(world, issued_on, set_today, fifth)
    late, refused = objected(world, issued_on, set_today, sixth)

    assert (answer.status_code, case.order.objection) == (302, "不属本县")
    assert (refused.status_code, late.order.objection) == (409, "")
    assert "An objection must be made within 5 working days." in text_of(refused)


def test_edge_27_a_case_objected_to_goes_back_only_when_the_city_agrees(world):
    case = a_case(world, "dispatched")
    an_order(world, case, issued_on=TODAY, number="1")
    assert refusal(case, "propose_objection", by=world["county.officer"], reason="不属本县") is None
    assert (case.state, case.handling_unit) == ("dispatched", world.county)

    assert refusal(case, "object", by=world["county.officer"], reason="同意") == (
        "You have no right to do this."
    )
    assert refusal(case, "object", by=world["city.approver"], reason="同意") is None
    assert (case.state, case.handling_unit) == ("pending", None)


def test_edge_29_nobody_at_a_tiny_school_looks_into_his_colleague(world):
    point = Unit.objects.create(
        name="鹿城区试验教学点", kind="school", parent=world.county, served_by=world.school
    )
    colleague = a_person(point, Role.INVESTIGATOR)
    case = a_case(world, "investigating", teachers=[a_teacher(point)], school=point, team=[])

    assert refusal(case, "appoint", by=world["county.officer"], people=[colleague]) == (
        f"{colleague.full_name} is a close colleague at 鹿城区试验教学点: the level above inquires itself."
    )
    assert refusal(case, "appoint", by=world["county.officer"], people=world.team) is None


def test_edge_29_a_bureau_of_colleagues_escalates_to_the_city(world):
    case = a_case(world, teachers=[a_teacher(world.county)])
    by = {"by": world["city.intake"]}

    assert (
        refusal(
            case,
            "propose_dispatch",
            proposal=Proposal(world.county, "线索", date(2026, 12, 1)),
            **by,
        )
        == "The unit accused does not handle its own case."
    )
    assert (
        refusal(
            case, "propose_dispatch", proposal=Proposal(world.city, "线索", date(2026, 12, 1)), **by
        )
        is None
    )
