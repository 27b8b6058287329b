"""Who reads the monthly report: the truth table of roles and units, by the appointments of today."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ledger.actors import SYSTEM
from people import appointments
from people.roles import Role
from reports import figures
from reports.permissions import scope_of
from tests.people.factories import a_user
from tests.reports.conftest import OCTOBER
from tests.reports.factories import a_complaint

WHOLE = {("city", role) for role in (Role.LEADER, Role.APPROVER, Role.INTAKE, Role.DISCIPLINE)}
OWN = {(unit, role) for unit in ("lucheng", "zone") for role in (Role.APPROVER, Role.OFFICER)}
PLACES = ("city", "lucheng", "zone", "lucheng_school", "direct_school")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", Role)
def test_scope_by_role_and_place(units, place, role):
    scope = scope_of(a_user(getattr(units, place), role))
    sees = "nothing" if scope is None else "all" if scope.is_whole else "own"

    wanted = "all" if (place, role) in WHOLE else "own" if (place, role) in OWN else "nothing"
    assert sees == wanted


def test_scope_of_somebody_without_a_post_is_none(units):
    assert scope_of(a_user()) is None


@pytest.mark.parametrize(("starts", "ends"), [(-9, -1), (1, None)])
def test_scope_ends_with_the_appointment(units, starts, ends):
    user, today = a_user(), timezone.localdate()
    appointments.appoint(
        user, units.city, Role.LEADER, by=SYSTEM, starts_on=today + timedelta(days=starts),
        ends_on=None if ends is None else today + timedelta(days=ends),
    )  # fmt: skip

    assert scope_of(user) is None


def test_scope_of_a_closed_account_is_none(units):
    user = a_user(units.city, Role.LEADER)
    user.is_active = False

    assert scope_of(user) is None


def test_scope_of_a_county_shows_its_own_line_alone(units, november):
    a_complaint(units, unit="lucheng")
    a_complaint(units, unit="pingyang")
    own = scope_of(a_user(units.lucheng)).of(figures.frozen(OCTOBER))

    assert [line["name"] for line in own["lines"]] == ["鹿城区"]
    assert own["total"] == own["lines"][0]
    assert [one["name"] for one in own["offices"]] == ["鹿城区"]
    assert (own["matters"], own["coming"], own["before"]) == ([], [], {})


def test_scope_of_the_city_and_a_county_is_the_citys(units, november):
    user = a_user(units.lucheng)
    appointments.appoint(user, units.city, Role.LEADER, by=SYSTEM)
    frozen = figures.frozen(OCTOBER)

    assert scope_of(user).of(frozen) == frozen


def test_scope_of_a_county_that_had_no_line_is_empty(units, november):
    frozen = {**figures.frozen(OCTOBER), "lines": []}

    assert scope_of(a_user(units.lucheng)).of(frozen) is None


def test_scope_asks_one_question(units, django_assert_num_queries):
    user = a_user(units.city, Role.LEADER)
    with django_assert_num_queries(1):
        scope_of(user)
