"""What was given up is listed without names, and can be queued once more."""

from io import StringIO

import pytest
from django.core.management import call_command

from notifications.models import Message, Paper


def undelivered(*arguments):
    out = StringIO()
    call_command("undelivered", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def given_up(letter, paper_row):
    Message.objects.update(state="failed", attempts=8, failure="OSError (smtplib.py:1)")
    Paper.objects.update(state="failed", attempts=8, failure="KeyError (base.py:2)")
    return letter.pk, paper_row.pk


def test_undelivered_lists_what_was_given_up(given_up):
    letter, paper = given_up

    assert undelivered() == [
        f"letter {letter} case-dispatched: OSError (smtplib.py:1)",
        f"paper {paper} demonstration: KeyError (base.py:2)",
    ]


def test_undelivered_is_empty_when_nothing_was_given_up(letter, paper_row):
    assert undelivered() == []


def test_undelivered_again_queues_all_of_it(given_up):
    assert len(undelivered("--again")) == 2

    states = [(row.state, row.attempts) for row in (Message.objects.get(), Paper.objects.get())]
    assert states == [("queued", 0), ("queued", 0)]
