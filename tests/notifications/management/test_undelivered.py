"""What was given up is listed without names, and can be queued once more."""

from io import StringIO

import pytest
from django.core.management import call_command

from notifications.models import Delivery, Paper


def undelivered(*arguments):
    out = StringIO()
    call_command("undelivered", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def given_up(word, paper_row):
    Delivery.objects.update(state="failed", attempts=8, failure="OSError (smtplib.py:1)")
    Paper.objects.update(state="failed", attempts=8, failure="KeyError (base.py:2)")
    return word.pk, paper_row.pk


def test_undelivered_lists_what_was_given_up(given_up):
    word, paper = given_up

    assert undelivered() == [
        f"delivery {word} case-dispatched: OSError (smtplib.py:1)",
        f"paper {paper} demonstration: KeyError (base.py:2)",
    ]


def test_undelivered_is_empty_when_nothing_was_given_up(word, paper_row):
    assert undelivered() == []


def test_undelivered_again_queues_all_of_it(given_up):
    assert len(undelivered("--again")) == 2

    states = [(row.state, row.attempts) for row in (Delivery.objects.get(), Paper.objects.get())]
    assert states == [("queued", 0), ("queued", 0)]
