"""The names offered while somebody types a school."""

from datetime import date

import pytest
from django.test import Client

from cases import floods
from tests.people.factories import a_school, a_unit_tree

pytestmark = pytest.mark.django_db
ADDRESS = "/report/schools/"


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


def names(answer):
    return [one["name"] for one in answer.json()["schools"]]


def test_schools_are_found_by_a_part_of_their_name():
    assert "鹿城区试验小学" in names(Client().post(ADDRESS, {"q": "试验小"}))


def test_schools_are_found_by_an_address_too():
    assert names(Client().get(ADDRESS, {"q": "鹿城区试验小学"})) == ["鹿城区试验小学"]


def test_schools_are_told_apart_by_their_county():
    found = Client().post(ADDRESS, {"q": "鹿城区试验小学"}).json()["schools"]

    assert found == [{"name": "鹿城区试验小学", "place": "鹿城区"}]


def test_schools_are_ten_at_most(units):
    for number in range(15):
        a_school(units.yueqing, name=f"多多小学{number}")

    assert len(names(Client().post(ADDRESS, {"q": "多多小学"}))) == 10


def test_schools_that_begin_so_come_first(units):
    a_school(units.yueqing, name="乙甲小学")
    a_school(units.yueqing, name="甲小学")

    assert names(Client().post(ADDRESS, {"q": "甲小学"})) == ["甲小学", "乙甲小学"]


def test_schools_that_are_closed_are_not_offered(units):
    school = a_school(units.yueqing, name="旧旧小学")
    school.valid_to = date(2020, 1, 1)
    school.save()

    assert names(Client().post(ADDRESS, {"q": "旧旧小学"})) == []


@pytest.mark.parametrize("typed", ["", "小", " ", "%", "没有这所学校", "\x7f\x7f", "学" * 5000])
def test_schools_are_none_for_too_little_and_for_nonsense(typed):
    assert names(Client().post(ADDRESS, {"q": typed})) == []


def test_schools_cost_no_question_once_they_are_known(django_assert_num_queries):
    Client().post(ADDRESS, {"q": "试验"})

    with django_assert_num_queries(0):
        Client().post(ADDRESS, {"q": "小学"})


def test_r4_schools_asked_for_without_end_are_refused_for_a_while(monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "schools", floods.Limit(2, 60))

    answers = [Client().post(ADDRESS, {"q": "试验"}) for _one in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"


def test_schools_tell_no_other_site(units):
    client = Client(enforce_csrf_checks=True)

    assert client.post(ADDRESS, {"q": "试验"}).status_code == 403
