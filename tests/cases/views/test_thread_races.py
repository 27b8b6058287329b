"""The same button pressed many times at once, on real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from cases.actions import dialogue
from cases.exceptions import CaseError
from cases.models import Complaint, Remark
from cases.views import passes
from ledger import history
from tests.cases.factories import World, a_complaint

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


def rush(deed):
    """Twelve at once, each with the report as it was before; how many were refused, and no fault."""
    start = Barrier(MANY)

    def run(_turn):
        complaint = Complaint.objects.get()
        try:
            start.wait(timeout=60)
            deed(complaint)
        except CaseError:
            return 1
        finally:
            connection.close()
        return 0

    with ThreadPoolExecutor(MANY) as pool:
        return sum(pool.map(run, range(MANY)))


@pytest.fixture
def answered():
    return a_complaint(World(), "answered")


def kinds(complaint):
    return [one.kind for one in history.of(complaint.subject) if not one.refused]


def test_r9_twelve_times_the_same_message_is_one(answered):
    assert rush(lambda one: dialogue.say(one, body="又一次。", kind="lead", nonce="n")) == 0

    assert Remark.objects.count() == 1
    assert kinds(answered) == ["complaint.lead_added"]


def test_r9_twelve_ratings_at_once_are_one(answered):
    assert rush(lambda one: dialogue.rate(one, rating=3, nonce="n")) == MANY - 1

    assert kinds(answered) == ["complaint.rated"]


def test_r9_twelve_steps_back_at_once_are_one(answered):
    assert rush(dialogue.withdraw) == 0

    assert kinds(answered) == ["complaint.withdrawn"]


@pytest.mark.parametrize(
    ("state", "path", "fields"),
    [
        ("registered", "thread/", {"body": "又一次。"}),
        ("registered", "retaliation/", {"body": "被停课。"}),
        ("registered", "notice/", {"mail": "a@example.com"}),
        ("registered", "answer/", {"wanted": "no"}),
        ("registered", "withdraw/", {}),
        ("registered", "code/", {}),
        ("answered", "rate/", {"rating": "5", "body": "谢谢。"}),
    ],
)
def test_every_deed_stands_on_its_own_transaction(state, path, fields):
    """Within the other tests there always is one already."""
    complaint, phone, opened = a_complaint(World(), state), Client(), HttpResponse()
    passes.give(opened, complaint)
    phone.cookies["thread"] = opened.cookies["thread"].value
    phone.get(f"/track/{path}")

    assert phone.post(f"/track/{path}", fields).status_code == 303
    assert kinds(complaint)


def test_r9_twelve_changes_of_the_code_at_once_are_one(answered):
    assert rush(lambda one: dialogue.change_code(one, nonce="n")) == 0

    assert kinds(answered) == ["complaint.code_changed"]
