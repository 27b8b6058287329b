"""Who may: seats and their people; and what opens nothing, whatever it opens elsewhere."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import Error, transaction

from cases.models import Case, Complaint, Proceeding
from cases.models.rights import rights_of
from cases.permissions import Seat, people_in, place_of
from people import appointments
from people.roles import Role
from tests.cases.factories import (
    TODAY,
    a_case,
    a_complaint,
    a_person,
    a_proceeding,
    a_report,
    refusal,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

NO_RIGHT = "You have no right to do this."


def almighty(user):
    """A superuser who holds every permission, as far as his own object can say so."""
    user.is_superuser = True
    every = {
        f"cases.{one.codename}"
        for one in Permission.objects.filter(content_type__app_label="cases")
    }
    assert "cases.view_case" in every
    user._perm_cache = user._user_perm_cache = user._group_perm_cache = every
    return user


@pytest.fixture
def outsider(world):
    """Nobody at this table, fresh from the database: his flags are lost with the test."""
    return type(world["other.officer"]).objects.get(pk=world["other.officer"].pk)


def test_superuser_flag_and_global_permissions_open_nothing(world, outsider):
    records = [a_complaint(world), a_case(world, "closed"), a_proceeding(world)]
    assert Case.objects.visible_to(world["county.officer"]).exists()
    user = almighty(outsider)

    assert [rights_of(one.guarded, user) for one in records] == [frozenset()] * 3
    assert [list(model.objects.visible_to(user)) for model in (Complaint, Case, Proceeding)] == [
        [],
        [],
        [],
    ]


def test_superuser_flag_and_global_permissions_do_nothing(world, outsider):
    case = a_case(world, "closed")

    assert refusal(case, "archive", by=almighty(outsider), place="档案室") == NO_RIGHT
    assert refusal(case, "archive", by=world["city.archivist"], place="档案室") is None


def refused_by_the_database(deed):
    try:
        with transaction.atomic():
            deed()
    except Error:
        return True
    return False


def test_database_keeps_no_superuser(outsider):
    outsider.is_superuser = True

    assert refused_by_the_database(outsider.save)


@pytest.mark.parametrize("codename", ["view_case", "dispatch_case", "view_complaint"])
def test_database_keeps_no_global_permission(world, outsider, codename):
    permission = Permission.objects.get(content_type__app_label="cases", codename=codename)
    group = Group.objects.get(name=f"{world.county.pk}:officer")

    assert refused_by_the_database(lambda: outsider.user_permissions.add(permission))
    assert refused_by_the_database(lambda: group.permissions.add(permission))


@pytest.mark.parametrize(
    "login", ["city.sysadmin", "city.secadmin", "city.auditor", "city.leader", "city.custodian"]
)
def test_administrators_and_leaders_see_no_case(world, login):
    a_case(world, "closed")
    a_complaint(world)

    assert not Case.objects.visible_to(world[login]).exists()
    assert not Complaint.objects.visible_to(world[login]).exists()


def test_investigator_who_is_also_approver_does_not_approve(world):
    approver = world["county.approver"]
    case = a_case(world, "reported", team=[approver])

    assert rights_of(case, approver) == {"view_case", "investigate_case"}
    case.investigators.update(left_on=TODAY)
    assert "approve_case" in rights_of(a_case(world, "reported"), approver)


def test_investigator_who_was_released_does_not_approve_what_he_investigated(world):
    approver = world["county.approver"]
    case = a_case(world, "reported", team=[approver])
    a_report(world, case)

    case.investigators.update(left_on=TODAY)

    assert "approve_case" not in rights_of(case, approver)
    points = {"by": approver, "points": ["补充"]}
    assert refusal(case, "return_report", **points) == NO_RIGHT
    colleague = a_person(world.county, Role.APPROVER)
    assert refusal(case, "return_report", **(points | {"by": colleague})) is None


def test_city_that_handles_a_case_itself_lets_intake_play_the_officer(world):
    case = a_case(world, "investigating", handling_unit=world.city)

    assert place_of(case, Seat.OFFICER) == (world.city, Role.INTAKE)
    assert place_of(case, Seat.APPROVER) == (world.city, Role.APPROVER)
    assert {"handle_case", "propose_dispatch"} <= rights_of(case, world["city.intake"])


def test_seats_of_the_unit_are_empty_until_there_is_one(world):
    case = a_case(world, "pending")

    assert [place_of(case, seat) for seat in (Seat.OFFICER, Seat.APPROVER, Seat.LEGAL)] == [
        None
    ] * 3
    assert people_in(case, Seat.OFFICER) == []


def test_people_in_a_seat_are_those_appointed_today(world):
    case = a_case(world, "dispatched")
    officer = world["county.officer"]
    assert people_in(case, Seat.OFFICER) == [officer]

    appointments.end(
        officer.appointments.get(), on=TODAY - timedelta(days=1), by=officer.as_actor()
    )

    assert people_in(case, Seat.OFFICER) == []


def test_inactive_person_holds_nothing(world):
    case = a_case(world, "dispatched")
    officer = type(world["county.officer"]).objects.get(username="county.officer")
    assert rights_of(case, officer)
    officer.is_active = False

    assert rights_of(case, officer) == frozenset()
