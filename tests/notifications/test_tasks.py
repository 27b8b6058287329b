"""What the worker does when it is woken, and what the sweep wakes."""

from datetime import timedelta

import pytest
from celery import current_app
from django.core import mail
from django.utils import timezone

from notifications import claims, tasks
from notifications.models import Delivery, Message, Paper
from tests.people.factories import a_user


@pytest.fixture
def swept(monkeypatch, django_capture_on_commit_callbacks):
    """Sweeps, and says which tasks that has started."""

    def sweep():
        started = []
        monkeypatch.setattr(
            current_app, "send_task", lambda name, args: started.append((name, *args))
        )
        with django_capture_on_commit_callbacks(execute=True):
            tasks.sweep()
        return started

    return sweep


def past():
    return timezone.now() - timedelta(seconds=1)


def test_deliver_sends_the_mail(word):
    tasks.deliver(word.pk)

    assert len(mail.outbox) == 1


def test_make_paper_makes_the_paper(paper_row):
    tasks.make_paper(paper_row.pk)

    assert Paper.objects.get().is_made


def test_tasks_bear_the_names_by_which_they_are_woken():
    assert (tasks.deliver.name, tasks.make_paper.name, tasks.sweep.name) == (
        "notifications.tasks.deliver",
        "notifications.tasks.make_paper",
        "notifications.tasks.sweep",
    )


def test_sweep_wakes_what_was_left_behind(word, paper_row, swept):
    assert swept() == [
        ("notifications.tasks.deliver", word.pk),
        ("notifications.tasks.make_paper", paper_row.pk),
    ]


def test_sweep_wakes_what_a_killed_worker_held(word, paper_row, swept):
    word.claim(lease=timedelta(minutes=2))
    paper_row.claim(lease=timedelta(minutes=2))
    assert swept() == []

    Delivery.objects.update(lease_until=past())
    Paper.objects.update(lease_until=past())
    assert len(swept()) == 2


def test_sweep_leaves_what_is_over(word, paper_row, swept):
    tasks.deliver(word.pk)
    Paper.objects.update(state="failed")

    assert swept() == []


def test_sweep_fails_what_no_worker_survives(word, swept):
    Delivery.objects.update(state="sending", attempts=claims.ATTEMPTS, lease_until=past())

    assert swept() == []
    assert Delivery.objects.get().is_failed


def test_sweep_wakes_the_oldest_two_hundred(db, swept):
    reader = a_user()
    letters = Message.objects.bulk_create(
        Message(kind="x", title="x", reader=reader) for _n in range(201)
    )
    rows = Delivery.objects.bulk_create(
        Delivery(message=one, reader=reader, means="mail") for one in letters
    )

    assert [pk for _task, pk in swept()] == sorted(row.pk for row in rows)[:200]
