"""Every page for everybody: let in, told that it is not his, or exactly what is not there."""

import pytest
from django.test import Client

from cases.views import refusals
from reports import charts
from tests.cases.permissions import addresses
from tests.cases.permissions.asking import NO_WAY, as_, blank, routes, still
from tests.cases.permissions.matter import CANARY
from tests.cases.permissions.table import (
    CASE,
    CLOSED_TO_OTHERS,
    EVERY,
    EVERYBODY,
    ONE_OF_EACH,
    OWN,
    PUBLIC,
    VERBS,
)
from tests.cases.views.desk import at_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


def test_every_address_is_in_the_table_and_every_row_is_an_address():
    assert sorted(set(routes()) - EVERY) == [], "say in table.py who may open these"
    assert sorted(EVERY - set(routes())) == [], "these are no more"


def test_no_address_is_in_the_table_twice():
    assert len(EVERY) == len(PUBLIC) + len(OWN) + len(CLOSED_TO_OTHERS) + len(VERBS)


def test_the_table_knows_everybody(people):
    assert set(people) == EVERYBODY


@pytest.fixture
def _quick(monkeypatch):
    """Refusals and charts are drawn elsewhere; here their status counts."""
    monkeypatch.setattr(refusals, "render", blank)
    monkeypatch.setattr(charts, "flow", lambda frozen: "<svg/>")


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("route", CLOSED_TO_OTHERS)
def test_page_opens_to_those_of_its_row_and_to_nobody_else(one, route):
    row, path = CLOSED_TO_OTHERS[route], addresses.real(route, one)
    for way in row.ways:
        typed = dict(row.sent) if way == "post" else {}
        asking = EVERYBODY if way == row.ways[0] else row.opens | row.told & CASE | ONE_OF_EACH
        found = {login: as_(one.people[login], way, path, typed)[0] for login in asking}

        assert found == {login: row.expected(way, login) for login in asking}, way


def test_page_that_only_shows_takes_nothing(one):
    one_way = {route: row.ways for route, row in CLOSED_TO_OTHERS.items() if len(row.ways) == 1}
    for route, (way,) in one_way.items():
        other = {"get": "post", "post": "get"}[way]
        path = addresses.real(route, one)

        assert as_(one.people["county.officer"], other, path)[0] == NO_WAY, route


@pytest.mark.parametrize("login", ["other.officer", "school.principal", "recused.officer"])
def test_what_is_not_his_answers_as_what_does_not_exist(one, login):
    client = at_desk(one.people[login])
    shut = [route for route, row in CLOSED_TO_OTHERS.items() if login not in row.opens | row.told]
    for route in [*shut, *VERBS]:
        name = {"name": "close"} if route in VERBS else {}
        real = client.get(addresses.real(route, one, **name))
        missing = client.get(addresses.missing(route, one, **name))

        assert real.status_code == missing.status_code, route
        assert still(real) == still(missing), route


def test_public_pages_say_nothing_of_it_to_a_visitor(one):
    visitor = Client()
    for route in PUBLIC:
        answer = visitor.get(addresses.real(route, one, token="t", slug="x", name="words"))

        assert answer.status_code < 500, route
        assert CANARY not in b"".join(answer).decode(errors="replace"), route
