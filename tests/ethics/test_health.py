"""The two pages that a watchman asks."""

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from ethics import health


def test_the_process_lives_without_anything_else(client):
    assert (client.get("/healthz").status_code, client.get("/healthz").content) == (200, b"alive\n")


def test_all_parts_answer(client, db):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (
        200,
        {"database": True, "broker": True, "storage": True},
    )


@pytest.mark.parametrize(
    ("part", "failure"),
    [("database", DatabaseError()), ("broker", OperationalError()), ("storage", OSError())],
)
def test_a_silent_part_is_named(client, monkeypatch, db, part, failure):
    def fails():
        raise failure

    monkeypatch.setitem(health.PARTS, part, fails)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert [name for name, well in answer.json().items() if not well] == [part]


def test_asking_leaves_no_file(client, db):
    client.get("/readyz")

    assert default_storage.listdir("")[1] == []


def test_the_database_is_really_asked(db, django_assert_num_queries):
    with django_assert_num_queries(1, connection=connection):
        health._ask_database()
