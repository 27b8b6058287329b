"""Lists, details and rights agree for everybody; the barred see nothing."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, Complaint, Recusal
from cases.models.rights import rights_of
from ledger.actors import SYSTEM
from people import appointments
from people.roles import Role
from tests.cases.factories import (
    TODAY,
    a_case,
    a_complaint,
    a_person,
    a_proceeding,
    an_investigator,
    refusal,
)
from tests.people.factories import a_teacher

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]


def sees(record, user):
    return type(record).objects.visible_to(user).filter(pk=record.pk).exists()


def recuse(case, user):
    return Recusal.objects.create(case=case, user=user, reason="亲属", on=TODAY)


@pytest.mark.parametrize("login", ["city.intake", "county.officer", "county.investigator"])
def test_recused_person_neither_sees_nor_touches_the_case(world, login):
    case, user = a_case(world, "investigating"), world[login]
    assert sees(case, user)

    by = world["city.approver"]
    assert refusal(case, "recuse", by=by, person=user, reason="亲属") is None

    assert (sees(case, user), rights_of(case, user)) == (False, frozenset())
    assert sees(a_case(world, "investigating"), user)


def test_recused_person_does_not_see_what_the_case_came_from(world):
    case = a_case(world, "investigating")
    complaint = a_complaint(world, "accepted", case=case)
    assert sees(complaint, world["city.intake"])

    recuse(case, world["city.intake"])

    assert (sees(complaint, world["city.intake"]), rights_of(complaint, world["city.intake"])) == (
        False,
        frozenset(),
    )
    assert sees(complaint, world["city.intake2"])


def test_recused_person_sees_no_proceeding_of_the_case(world):
    proceeding = a_proceeding(world)
    assert sees(proceeding, world["county.officer"])

    recuse(proceeding.case, world["county.officer"])

    assert not sees(proceeding, world["county.officer"])


@pytest.mark.parametrize("side", ["establishment_unit", "teaching_unit"])
def test_officer_with_a_post_at_either_unit_of_the_accused_is_barred(world, side):
    units = dict.fromkeys(["establishment_unit", "teaching_unit"], world.school)
    units[side] = world.other_school
    accused = a_teacher(units["establishment_unit"], teaching_unit=units["teaching_unit"])
    case = a_case(world, "investigating", teachers=[accused], school=None)
    officer = a_person(world.county, Role.OFFICER)
    assert sees(case, officer)

    also_there(officer, world.other_school)

    assert (sees(case, officer), rights_of(case, officer)) == (False, frozenset())


def also_there(user, school):
    appointments.appoint(user, school, Role.PRINCIPAL, starts_on=TODAY, by=SYSTEM)


def test_officer_with_a_post_at_the_school_reported_is_barred_from_both(world):
    case = a_case(world, "pending", teachers=[])
    complaint = a_complaint(world, "accepted", case=case)
    intake = a_person(world.city, Role.INTAKE)
    assert [sees(case, intake), sees(complaint, intake)] == [True, True]

    also_there(intake, world.school)

    assert [sees(case, intake), sees(complaint, intake)] == [False, False]


def test_complaint_without_a_registered_school_is_barred_by_the_accused_of_its_case(world):
    case = a_case(world, "pending", school=None)
    complaint = a_complaint(world, "accepted", case=case, school=None)
    intake = a_person(world.city, Role.INTAKE)
    assert sees(complaint, intake)

    also_there(intake, world.school)

    assert not sees(complaint, intake)


def test_investigator_of_the_accused_school_sees_the_case_when_appointed_but_never_the_complaint(
    world,
):
    investigator = world["school.investigator"]
    case = a_case(world, "investigating", team=[])
    complaint = a_complaint(world, "accepted", case=case)
    assert not sees(case, investigator)

    by = world["county.officer"]
    assert refusal(case, "appoint", by=by, people=[investigator]) is None

    assert rights_of(case, investigator) == {"view_case", "investigate_case"}
    assert [sees(case, investigator), sees(complaint, investigator)] == [True, False]


def test_investigator_of_the_accused_school_is_barred_again_when_released(world):
    investigator = world["school.investigator"]
    case = a_case(world, "investigating", team=[investigator])
    assert sees(case, investigator)

    refusal(case, "release", by=world["county.officer"], person=investigator, reason="回避")

    assert not sees(case, investigator)


LOGINS = st.sampled_from(
    ["city.intake", "city.approver", "city.discipline", "city.archivist", "county.officer",
     "county.approver", "county.legal", "county.personnel", "county.investigator", "other.officer",
     "school.investigator", "school.principal", "city.leader"]
)  # fmt: skip
STATES = st.sampled_from(
    ["pending", "dispatched", "investigating", "concluded", "recorded", "closed"]
)
A_CASE = st.fixed_dictionaries(
    {
        "state": STATES,
        "accused_at": st.sampled_from(["school", "other_school", "county", ""]),
        "school": st.sampled_from(["school", "other_school", None]),
        "unit": st.sampled_from(["county", "other", "city"]),
        "team": st.lists(LOGINS, unique=True, max_size=2),
        "recused": st.lists(LOGINS, unique=True, max_size=2),
    }
)
SECOND_POSTS = st.lists(
    st.tuples(
        LOGINS,
        st.sampled_from(["school", "other_school", "county"]),
        st.sampled_from([Role.OFFICER, Role.APPROVER, Role.PRINCIPAL]),
        st.integers(-2, 2),
    ),
    max_size=3,
    unique_by=lambda post: post[:3],
)


@contextmanager
def undone():
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.lists(A_CASE, min_size=1, max_size=4), posts=SECOND_POSTS)
def test_list_count_detail_and_rights_agree_for_anybody(world, chosen, posts):
    with undone():
        cases = [make(world, one) for one in chosen]
        for login, place, role, days in posts:
            a_second_post(world[login], getattr(world, place), role, TODAY + timedelta(days=days))
        for user in readers(world):
            by_rights = {one.pk for one in cases if "view_case" in rights_of(one, user)}
            assert {one.pk for one in cases if sees(one, user)} == by_rights
            listed = Case.objects.visible_to(user).filter(pk__in=[one.pk for one in cases])
            assert set(listed.for_list().values_list("pk", flat=True)) == by_rights
            assert listed.count() == len(by_rights)


def readers(world):
    logins = [
        "city.intake",
        "county.officer",
        "county.investigator",
        "school.investigator",
        "city.leader",
    ]
    return [world[login] for login in logins]


def make(world, chosen):
    at, school = chosen["accused_at"], chosen["school"]
    case = a_case(
        world, chosen["state"], team=[world[one] for one in chosen["team"]],
        teachers=[a_teacher(getattr(world, at))] if at else [],
        school=getattr(world, school) if school else None,
        handling_unit=None if chosen["state"] == "pending" else getattr(world, chosen["unit"]),
    )  # fmt: skip
    for login in chosen["recused"]:
        recuse(case, world[login])
    return case


def a_second_post(user, unit, role, starts_on):
    if not user.appointments.filter(unit=unit, role=role).exists():
        appointments.appoint(user, unit, role, starts_on=starts_on, by=SYSTEM)


@pytest.mark.parametrize("model", [Case, Complaint])
def test_whoever_holds_nothing_is_asked_for_once_and_no_row_is_looked_at(
    world, model, django_assert_num_queries
):
    a_complaint(world, "accepted", case=a_case(world, "investigating"))

    with django_assert_num_queries(1):
        assert list(model.objects.visible_to(world["city.leader"])) == []


def test_rights_of_a_group_and_of_a_person_are_seen_together(world):
    of_group = a_case(world, "investigating", team=[])
    by_name = a_case(
        world, "investigating", handling_unit=world.other, team=[world["county.officer"]]
    )

    seen = Case.objects.visible_to(world["county.officer"])

    assert set(seen) == {of_group, by_name}


def test_visible_to_costs_two_queries(world, django_assert_num_queries):
    a_case(world)

    with django_assert_num_queries(2):
        assert len(Case.objects.visible_to(world["city.intake"]).for_list()) == 1


def test_investigator_who_left_is_no_longer_excepted_from_the_bar(world):
    case = a_case(world, "investigating", team=[])
    an_investigator(case, world["school.investigator"], left_on=TODAY)

    assert not sees(case, world["school.investigator"])
