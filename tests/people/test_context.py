"""The page header knows the reader's appointments, and asks only where it shows them."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from ledger.actors import SYSTEM
from people import appointments, context
from people.roles import Role
from tests.people.factories import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of():
    """A request by somebody."""

    def made(user):
        request = RequestFactory().get("/desk/")
        request.user = user
        return request

    return made


def test_reader_posts_are_the_current_appointments(units, request_of):
    user = a_user(units.lucheng, Role.OFFICER)
    old = appointments.appoint(
        user, units.pingyang, Role.OFFICER, starts_on=datetime.date(2025, 1, 1), by=SYSTEM
    )
    appointments.end(old, on=datetime.date(2025, 12, 31), by=SYSTEM)

    posts = context.reader(request_of(user))["reader_posts"]
    assert [(post.unit, post.role) for post in posts] == [(units.lucheng, "officer")]


def test_reader_posts_of_an_outsider_are_none(request_of):
    assert list(context.reader(request_of(AnonymousUser()))["reader_posts"]) == []


def test_reader_posts_without_a_user_are_none():
    assert list(context.reader(RequestFactory().get("/"))["reader_posts"]) == []


def test_reader_asks_nothing_where_nothing_is_shown(units, request_of, django_assert_num_queries):
    user = a_user(units.lucheng)

    with django_assert_num_queries(0):
        context.reader(request_of(user))


def test_reader_posts_cost_one_query(units, request_of, django_assert_num_queries):
    user = a_user(units.lucheng)
    appointments.appoint(user, units.pingyang, Role.OFFICER, by=SYSTEM)
    request = request_of(user)

    with django_assert_num_queries(1):
        posts = context.reader(request)["reader_posts"]
        assert [post.unit.name for post in posts] == ["鹿城区教育局", "平阳县教育局"]
