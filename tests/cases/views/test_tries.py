"""R4: many wrong codes from one network are slowed; a right one still opens."""

import pytest
from django.test import Client

from cases import floods, receipts
from tests.cases.views.reporter import a_code, text_of
from tests.people.factories import a_unit_tree

pytestmark = pytest.mark.django_db
MOST = floods.LIMITS["wrong code"].most


@pytest.fixture(autouse=True)
def units(db):
    return a_unit_tree()


def guess(client=None, **more):
    return (client or Client(**more)).post(
        "/track/", {"code": receipts.code_for(receipts.new_nonce())}
    )


def test_r4_a_thousand_guesses_are_slowed():
    statuses = [guess().status_code for _one in range(1000)]

    assert statuses == [200] * MOST + [429] * (1000 - MOST)


def test_r4_a_slowed_guess_says_when_to_try_again(monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "wrong code", floods.Limit(1, 60))
    client = Client()
    client.cookies["django_language"] = "en"
    guess(client)

    answer = guess(client)

    assert answer["Retry-After"] == "60"
    assert "Please wait a minute and try again" in text_of(answer)


def test_r4_a_right_code_opens_among_a_thousand_wrong_ones(monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "wrong code", floods.Limit(1, 60))
    code = a_code()
    assert [guess().status_code for _one in range(3)] == [200, 429, 429]

    assert Client().post("/track/", {"code": code}).status_code == 303


def test_r4_another_network_is_not_slowed(monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "wrong code", floods.Limit(1, 60))
    for _one in range(3):
        guess(REMOTE_ADDR="203.0.113.1")

    assert guess(REMOTE_ADDR="203.0.113.2").status_code == 200


def test_r4_a_forged_header_gives_no_new_guesses(monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "wrong code", floods.Limit(1, 60))

    statuses = [
        guess(REMOTE_ADDR="203.0.113.1", headers={"x-forwarded-for": f"198.51.100.{n}"}).status_code
        for n in range(3)
    ]

    assert statuses == [200, 429, 429]


def test_r4_looking_at_the_empty_page_is_no_guess(monkeypatch):
    monkeypatch.setitem(floods.LIMITS, "wrong code", floods.Limit(1, 60))
    for _one in range(5):
        Client().get("/track/")

    assert guess().status_code == 200
