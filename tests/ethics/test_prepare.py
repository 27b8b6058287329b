"""``prepare``: what every new version needs before it serves."""

import pytest
from django.core.management import call_command

from ethics.management.commands import prepare
from people.models import User


@pytest.fixture
def called(monkeypatch):
    names = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_options: names.append(name))
    return names


def test_an_empty_database_gets_the_demo(called, db):
    call_command("prepare", "--demo")

    assert called == ["migrate", "grant_rights", "demo"]


def test_a_database_with_people_gets_no_demo(called, db):
    User.objects.create_user(username="somebody", full_name="某人")
    call_command("prepare", "--demo")

    assert called == ["migrate", "grant_rights"]


def test_the_demo_is_only_for_those_who_ask(called, db):
    call_command("prepare")

    assert called == ["migrate", "grant_rights"]
