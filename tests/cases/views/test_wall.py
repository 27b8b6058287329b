"""The wall of due dates: whose, when, and never more than the reader may see."""

from datetime import date, timedelta

import pytest

from cases.models import Case
from tests.cases.factories import TODAY, a_case
from tests.cases.views.desk import at_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


def due(case, day):
    Case.objects.filter(pk=case.pk).update(next_due=day, due_order=day)


def rows(user):
    wall = at_desk(user).get("/desk/due/").context["wall"]
    return {row.key: (row.late, row.counts) for row in wall.rows}


@pytest.fixture
def cases(world):
    due(a_case(world, "investigating"), TODAY - timedelta(1))
    due(a_case(world, "investigating"), TODAY + timedelta(3))
    due(a_case(world, "investigating", handling_unit=world.other, team=[]), TODAY)
    due(a_case(world, "pending"), TODAY + timedelta(9))
    due(a_case(world, "pending"), TODAY + timedelta(10))
    due(a_case(world, "closed"), TODAY - timedelta(5))


def on(*days):
    return [days.count(ahead) for ahead in range(10)]


def test_the_city_sees_every_unit_day_by_day(world, cases):
    assert rows(world["city.intake"]) == {
        world.county.pk: (1, on(3)),
        world.other.pk: (0, on(0)),
        0: (0, on(9)),
    }


def test_a_county_sees_its_own_alone(world, cases):
    assert rows(world["county.officer"]) == {world.county.pk: (1, on(3))}


@pytest.mark.parametrize("login", ["school.principal", "city.leader"])
def test_whoever_holds_nothing_sees_an_empty_wall(world, cases, login):
    assert rows(world[login]) == {}


def test_a_recused_person_is_not_told_that_there_is_a_case(world):
    case = a_case(world, "investigating")
    due(case, TODAY)
    case.recusals.create(user=world["county.officer"], reason="亲属", on=TODAY)

    assert rows(world["county.officer"]) == {}


def test_days_off_are_marked(world):
    days = at_desk(world["city.intake"]).get("/desk/due/").context["wall"].days

    assert [day.on for day in days if day.is_rest] == [date(2026, 10, 17), date(2026, 10, 18)]


def test_the_wall_costs_the_same_however_many_units(world, cases, django_assert_num_queries):
    desk = at_desk(world["city.intake"])
    desk.get("/desk/due/")

    with django_assert_num_queries(7):
        desk.get("/desk/due/")
