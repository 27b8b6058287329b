"""Guards of dispatch: who proposes and approves, which unit, objection and recall."""

from datetime import date

import pytest

from cases.actions import clocks
from cases.actions.dispatching import Proposal
from cases.models import Case, Investigator, Recusal
from people.roles import Role
from tests.cases.factories import (
    TODAY,
    World,
    a_case,
    a_person,
    a_report,
    an_order,
    refusal,
)
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def proposal(unit, **fields):
    return Proposal(unit=unit, lead_summary="线索", due_on=date(2026, 12, 1), **fields)


def issued(world: World, **fields):
    case = a_case(world, "dispatched")
    an_order(world, case, issued_on=fields.pop("issued_on", TODAY), number="1", **fields)
    return case


def test_dispatch_is_refused_to_whoever_proposed_it(world):
    case = a_case(world)
    an_order(world, case, by="city.approver")

    assert refusal(case, "dispatch", by=world["city.approver"]) == (
        "Whoever proposed the dispatch does not approve it."
    )


def test_dispatch_of_another_persons_proposal_is_done(world):
    case = a_case(world)
    an_order(world, case, by="city.intake")

    assert refusal(case, "dispatch", by=world["city.approver"]) is None
    assert (case.state, case.handling_unit) == ("dispatched", world.county)


def test_dispatch_without_a_proposal_is_refused(world):
    assert refusal(a_case(world), "dispatch", by=world["city.approver"]) == (
        "The dispatch has not been proposed yet."
    )


def test_dispatch_is_proposed_to_bureaus_only(world):
    case = a_case(world)
    by = world["city.intake"]

    assert refusal(case, "propose_dispatch", by=by, proposal=proposal(world.other_school)) == (
        "A case is dispatched to an education bureau."
    )
    assert refusal(case, "propose_dispatch", by=by, proposal=proposal(world.county)) is None


@pytest.mark.parametrize("side", ["establishment_unit", "teaching_unit"])
def test_dispatch_is_not_proposed_to_the_unit_of_an_accused(world, side):
    other = "teaching_unit" if side == "establishment_unit" else "establishment_unit"
    units = {side: world.county, other: world.school}
    researcher = a_teacher(units["establishment_unit"], teaching_unit=units["teaching_unit"])
    case = a_case(world, teachers=[researcher])
    by = world["city.intake"]

    assert refusal(case, "propose_dispatch", by=by, proposal=proposal(world.county)) == (
        "The unit accused does not handle its own case."
    )
    assert refusal(case, "propose_dispatch", by=by, proposal=proposal(world.city)) is None


def test_dispatch_looks_again_whether_the_unit_is_accused(world):
    """The accused may have become known after the proposal."""
    case = a_case(world, teachers=[a_teacher(world.county)])
    an_order(world, case, unit=world.county)

    assert refusal(case, "dispatch", by=world["city.approver"]) == (
        "The unit accused does not handle its own case."
    )


def test_objection_on_the_fifth_working_day_over_the_national_day_is_kept(world, set_today):
    case = issued(world, issued_on=date(2026, 9, 29))
    set_today(date(2026, 10, 12))

    assert refusal(case, "propose_objection", by=world["county.officer"], reason="无管辖权") is None
    assert case.order.objection == "无管辖权"


def test_objection_on_the_sixth_working_day_is_refused(world, set_today):
    case = issued(world, issued_on=date(2026, 9, 29))
    set_today(date(2026, 10, 13))

    assert refusal(case, "propose_objection", by=world["county.officer"], reason="无管辖权") == (
        "An objection must be made within 5 working days."
    )


@pytest.mark.parametrize("verb", ["object", "overrule_objection"])
def test_nobody_answers_an_objection_that_was_not_made(world, verb):
    case = issued(world)

    assert refusal(case, verb, by=world["city.approver"], reason="同意") == (
        "The unit has not objected to the dispatch."
    )


def test_object_brings_the_case_back(world):
    case = issued(world, objection="无管辖权")

    assert refusal(case, "object", by=world["city.approver"], reason="同意") is None
    assert (case.state, case.handling_unit, case.order) == ("pending", None, None)


def test_overrule_objection_leaves_the_dispatch_standing(world):
    case = issued(world, objection="无管辖权")

    assert refusal(case, "overrule_objection", by=world["city.approver"], reason="有管辖权") is None
    assert (case.state, case.order.objection) == ("dispatched", "")


@pytest.mark.parametrize("state", ["dispatched", "investigating", "reported"])
def test_recall_takes_the_case_from_the_unit(world, state):
    case = a_case(world, state, team=world.team)

    assert (
        refusal(case, "recall", by=world["city.approver"], mode="raised", reason="久拖不办") is None
    )
    assert (case.state, case.handling_unit) == ("pending", None)
    assert not Investigator.objects.filter(case=case, left_on=None).exists()


def recalled(world, mode, **fields):
    case = a_case(world, "investigating")
    an_order(world, case, issued_on=TODAY, number="1", **fields)
    recall = {"mode": mode, "reason": "久拖不办"}
    assert refusal(case, "recall", by=world["city.approver"], **recall) is None
    return case


def propose(world, case, unit, **fields):
    found = proposal(unit, **fields)
    return refusal(case, "propose_dispatch", by=world["city.intake"], proposal=found)


def test_another_unit_than_the_one_proposed_needs_a_reason_that_is_kept(world):
    case = a_case(world)

    assert propose(world, case, world.other) == (
        "Say why not 鹿城区教育局. 试验教师甲 holds his post at 鹿城区试验小学, for which 鹿城区教育局 answers."
    )
    assert propose(world, case, world.other, overridden_because="已在乐清核查同案") is None
    assert case.order.overridden_because == "已在乐清核查同案"


@pytest.mark.parametrize("mode", ["reassigned", "elsewhere"])
def test_a_case_taken_away_for_another_unit_does_not_go_back(world, mode):
    case = recalled(world, mode)

    assert propose(world, case, world.county) == (
        "The case was recalled from 鹿城区教育局: another unit handles it."
    )
    assert propose(world, case, world.other) is None


def test_a_case_that_was_raised_goes_to_the_city(world):
    case = recalled(world, "raised")

    assert propose(world, case, world.county).startswith("Say why not 温州市教育局. Recalled from")
    assert propose(world, case, world.city) is None


def test_recall_says_what_comes_next(world):
    case = a_case(world, "investigating")
    recall = {"by": world["city.approver"], "reason": "久拖不办"}

    assert refusal(case, "recall", mode="ordinary", **recall) == "Say what becomes of the case."
    assert refusal(case, "recall", mode="raised", **recall) is None


def test_recall_stops_the_limits_of_the_unit_and_the_citys_own_goes_on(world):
    case = a_case(world)
    own = clocks.start(case, "K4", on=TODAY)
    an_order(world, case, due_on=date(2026, 11, 1))
    assert refusal(case, "dispatch", by=world["city.approver"]) is None
    assert clocks.running(case, "K4").due_on == date(2026, 11, 1)

    recall = {"mode": "raised", "reason": "久拖不办"}
    assert refusal(case, "recall", by=world["city.approver"], **recall) is None

    assert {one.limit: one.due_on for one in case.clocks.running()} == {
        "DISPATCH": date(2026, 10, 15),
        "K4": own.due_on,
    }


def test_report_of_a_recalled_unit_does_not_count_for_the_next(world):
    case = a_case(world, "reported")
    a_report(world, case)
    refusal(case, "recall", by=world["city.approver"], mode="raised", reason="久拖不办")
    an_order(world, case, unit=world.city)
    for login, verb in [("city.approver", "dispatch"), ("city.intake", "sign")]:
        assert refusal(case, verb, by=world[login]) is None

    assert refusal(case, "submit_report", by=world["city.intake"]) == (
        "Two investigators with recusal statements must have signed the report."
    )


def recuse(case, person, by):
    return refusal(case, "recuse", by=by, person=person, reason="亲属")


@pytest.mark.parametrize("login", ["city.intake", "city.approver", "city.discipline"])
def test_a_county_does_not_send_the_city_away_from_a_case(world, login):
    case = a_case(world, "investigating")

    assert recuse(case, world[login], world["county.approver"]) == (
        "A unit recuses only its own people in this case; anybody else is for the city."
    )
    assert recuse(case, world[login], world["city.approver"]) is None
    assert not Case.objects.visible_to(world[login]).filter(pk=case.pk).exists()


@pytest.mark.parametrize("login", ["county.officer", "county.legal", "county.investigator"])
def test_a_county_recuses_its_own_people(world, login):
    case = a_case(world, "investigating")

    assert recuse(case, world[login], world["county.approver"]) is None
    assert not Case.objects.visible_to(world[login]).filter(pk=case.pk).exists()


def end_recusal(case, person, by):
    return refusal(case, "end_recusal", by=by, person=person, reason="查明并非亲属")


def test_who_was_recused_by_mistake_comes_back_by_the_city(world):
    case, officer = a_case(world, "investigating"), world["county.officer"]
    recuse(case, officer, world["county.approver"])
    assert not Case.objects.visible_to(officer).filter(pk=case.pk).exists()

    assert end_recusal(case, officer, world["county.approver"]) == "You have no right to do this."
    assert end_recusal(case, officer, world["city.approver"]) is None

    assert Case.objects.visible_to(officer).filter(pk=case.pk).exists()
    assert Recusal.objects.get(case=case).ended_on == TODAY


def test_who_is_recused_does_not_end_that_himself(world):
    case, approver = a_case(world, "investigating"), world["city.approver"]
    recuse(case, approver, a_person(world.city, Role.APPROVER))

    assert end_recusal(case, approver, approver) == "You have no right to do this."


def test_nobody_is_called_back_who_was_not_sent_away(world):
    case = a_case(world, "investigating")

    assert end_recusal(case, world["county.officer"], world["city.approver"]) == (
        "This person is not recused."
    )


def test_who_came_back_can_be_recused_again(world):
    case, officer = a_case(world, "investigating"), world["county.officer"]
    recuse(case, officer, world["city.approver"])
    end_recusal(case, officer, world["city.approver"])

    assert recuse(case, officer, world["city.approver"]) is None

    assert not Case.objects.visible_to(officer).filter(pk=case.pk).exists()
    assert case.recusals.count() == 2


def test_who_came_back_can_be_appointed_again(world):
    case, investigator = a_case(world, "investigating"), world["county.investigator"]
    recuse(case, investigator, world["city.approver"])
    appoint = {"by": world["county.officer"], "people": [investigator]}
    assert refusal(case, "appoint", **appoint) == "A recused person does not investigate."

    end_recusal(case, investigator, world["city.approver"])

    assert refusal(case, "appoint", **appoint) is None
