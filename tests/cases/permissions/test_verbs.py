"""Every verb for everybody, by its page and by sending it: the tables of truth say who may."""

import pytest

from cases.views import refusals, verb
from tests.cases.permissions.addresses import filled
from tests.cases.permissions.asking import NOTHING, OPEN, TOLD, asked, blank
from tests.cases.permissions.table import CASE, CITY, CLOSED, VERBS
from tests.cases.test_machines import SEATS, TRUTH

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]

EYES = {"complaint": CITY, "case": CASE, "proceeding": CASE}
EVERY = [(machine, name) for machine, rows in TRUTH.items() for name in rows]


@pytest.fixture(autouse=True)
def _without_pages(monkeypatch):
    """They are drawn in tests/cases/views; here their status counts."""
    monkeypatch.setattr(refusals, "render", blank)
    monkeypatch.setattr(verb, "render", blank)


def address(record, name):
    """Of one verb of one record; by the routes of the table alone."""
    (route,) = [route for route, machine in VERBS.items() if machine == record.SERIES]
    return filled(route, {"slug": record.slug, "name": name})


def seated(machine, name):
    """The logins that the truth table lets do it."""
    return {login for code in TRUTH[machine][name]["seats"].split() for login in SEATS[code]}


def expected(login, eyes, able):
    return NOTHING if login not in eyes else OPEN if login in able else TOLD


def test_every_machine_has_its_route():
    assert sorted(VERBS.values()) == sorted(TRUTH)


@pytest.mark.parametrize(("machine", "name"), EVERY, ids=lambda word: word)
def test_verb_is_for_its_seats_and_nothing_to_whoever_does_not_see_the_record(one, machine, name):
    record, eyes = getattr(one, machine), EYES[machine]
    path, able = address(record, name), seated(machine, name)

    sent = {login: asked(user, "post", path)[0] for login, user in one.people.items()}
    assert sent == {login: expected(login, eyes, able) for login in one.people}

    looking = able & eyes | {"other.officer", "recused.officer"}
    shown = {login: asked(one.people[login], "get", path)[0] for login in looking}
    assert shown == {login: expected(login, eyes, able) for login in looking}


@pytest.mark.parametrize("login", ["city.archivist", "county.investigator"])
def test_verb_of_what_is_closed_is_for_the_archivist_and_no_more_for_the_team(one, login):
    for name in TRUTH["case"]:
        found = asked(one.people[login], "post", address(one.closed, name))[0]

        assert found == expected(login, CLOSED, seated("case", name)), name


def test_verb_of_what_a_school_checks_is_for_its_seats(one):
    for name, row in TRUTH["case"].items():
        found = asked(one.people["checker"], "post", address(one.checked, name))[0]

        assert found == (OPEN if "SC" in row["seats"].split() else TOLD), name
