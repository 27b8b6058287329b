"""Hand-over revokes at once: who held rights before a verb holds none after it."""

from datetime import timedelta

import pytest

from cases import grants
from cases.actions.accountability import Verdict
from cases.actions.inquiry import Opinion
from cases.models import Case, CaseGroupObjectPermission, Complaint
from cases.models.rights import rights_of
from ledger.actors import SYSTEM
from people import appointments
from people.roles import Role
from tests.cases.factories import (
    TODAY,
    a_case,
    a_complaint,
    a_person,
    an_order,
    fix_finding,
    refusal,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def sees(case, user):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def test_dispatch_opens_the_case_to_the_unit_and_to_no_other(world):
    case = a_case(world)
    an_order(world, case)
    assert not sees(case, world["county.officer"])

    assert refusal(case, "dispatch", by=world["city.approver"]) is None

    assert sees(case, world["county.officer"])
    assert not sees(case, world["other.officer"])


@pytest.mark.parametrize("login", ["county.officer", "county.approver", "county.investigator"])
def test_recall_closes_the_case_to_the_unit(world, login):
    case = a_case(world, "investigating")
    assert sees(case, world[login])

    refusal(case, "recall", by=world["city.approver"], mode="reassigned", reason="久拖不办")

    assert not sees(case, world[login])
    assert rights_of(case, world[login]) == frozenset()


def test_recalled_case_goes_to_the_next_unit_alone(world):
    case = a_case(world, "investigating")
    refusal(case, "recall", by=world["city.approver"], mode="elsewhere", reason="异地交办")
    an_order(world, case, unit=world.other, mode="elsewhere")
    refusal(case, "dispatch", by=world["city.approver"])

    assert sees(case, world["other.officer"])
    assert not sees(case, world["county.officer"])


def test_objection_agreed_to_closes_the_case_to_the_unit(world):
    case = a_case(world, "dispatched")
    an_order(world, case, issued_on=TODAY, number="1", objection="无管辖权")

    refusal(case, "object", by=world["city.approver"], reason="同意")

    assert not sees(case, world["county.officer"])


def test_released_investigator_holds_nothing_and_the_other_goes_on(world):
    case = a_case(world, "investigating")
    one, two = world.team
    assert sees(case, one)

    refusal(case, "release", by=world["county.officer"], person=one, reason="调岗")

    assert (rights_of(case, one), sees(case, one)) == (frozenset(), False)
    assert rights_of(case, two) == {"view_case", "investigate_case"}


def test_investigators_leave_with_the_file(world):
    case = a_case(world, "concluded")
    fix_finding(case, "unfounded", told_on=TODAY)
    assert sees(case, world.team[0])

    refusal(case, "record", by=world["county.personnel"], on=TODAY, place="人事档案")

    assert case.state == "recorded"
    assert not sees(case, world.team[0])


def test_personnel_and_legal_come_with_the_conclusion(world):
    case = a_case(world, "reported")
    late = [world["county.personnel"], world["county.legal"]]
    assert [sees(case, one) for one in late] == [False, False]

    finding = {case.respondents.get().pk: Opinion(finding="unfounded")}
    refusal(
        case,
        "conclude",
        by=world["county.approver"],
        findings=finding,
        accountability=Verdict("首次发生"),
    )

    assert [sees(case, one) for one in late] == [True, True]


def test_appointment_that_ended_yesterday_opens_nothing(world):
    case = a_case(world, "dispatched")
    before = a_person(world.county, Role.OFFICER)
    assert sees(case, before)

    appointments.end(before.appointments.get(), on=YESTERDAY, by=SYSTEM)

    assert (sees(case, before), rights_of(case, before)) == (False, frozenset())


def test_appointment_counts_on_its_last_day(world):
    case = a_case(world, "dispatched")
    officer = a_person(world.county, Role.OFFICER, ends_on=TODAY)

    assert sees(case, officer)


def test_ended_appointment_opens_nothing_although_the_group_was_never_refreshed(world, set_today):
    case = a_case(world, "dispatched")
    officer = a_person(world.county, Role.OFFICER, ends_on=TODAY)
    set_today(TOMORROW)

    assert officer.groups.exists()
    assert (sees(case, officer), rights_of(case, officer)) == (False, frozenset())


def test_appointment_from_tomorrow_opens_nothing_until_then(world, set_today):
    case = a_case(world, "dispatched")
    officer = a_person(world.county, Role.OFFICER, starts_on=TOMORROW)
    assert (sees(case, officer), rights_of(case, officer)) == (False, frozenset())

    set_today(TOMORROW)

    assert sees(case, officer)


def test_renew_takes_what_was_given_past_it(world):
    case = a_case(world, "dispatched")
    stranger = appointments.group_for(world.other, Role.OFFICER)
    CaseGroupObjectPermission.objects.create(
        content_object=case, group=stranger, permission_id=grants.permission_id("view_case")
    )
    assert sees(case, world["other.officer"])

    grants.renew(case)

    assert not sees(case, world["other.officer"])


def test_renew_twice_changes_nothing(world):
    case = a_case(world, "proceeding")
    before = list(CaseGroupObjectPermission.objects.order_by("pk").values())

    grants.renew(case)

    assert before == list(CaseGroupObjectPermission.objects.order_by("pk").values())


def test_complaint_is_open_to_the_city_alone(world):
    complaint = a_complaint(world, "accepted", case=a_case(world, "investigating"))

    seeing = [
        login
        for login, user in world.people.items()
        if Complaint.objects.visible_to(user).filter(pk=complaint.pk).exists()
    ]
    assert sorted(seeing) == ["city.approver", "city.intake", "city.intake2"]
