"""A row of work belongs to one worker at a time, and to another when he is lost."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone
from freezegun import freeze_time

from notifications import claims
from notifications.models import Message, MessageState

LEASE = timedelta(minutes=2)


def same(row):
    return Message.objects.get(pk=row.pk)


def expire(row):
    Message.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_claim_turns_the_row_to_its_working_state(letter):
    with freeze_time("2026-11-05 02:00"):
        assert letter.claim(lease=LEASE) is True
        assert letter.lease_until == timezone.now() + LEASE

    assert (letter.state, letter.attempts) == (MessageState.SENDING, 1)


def test_claim_is_refused_while_another_has_the_lease(letter):
    assert letter.claim(lease=LEASE) is True
    assert same(letter).claim(lease=LEASE) is False
    assert same(letter).attempts == 1


def test_claim_takes_over_when_the_lease_has_run_out(letter):
    letter.claim(lease=LEASE)
    expire(letter)

    successor = same(letter)

    assert successor.claim(lease=LEASE) is True
    assert successor.attempts == 2


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.FAILED])
def test_claim_leaves_what_is_over(letter, state):
    Message.objects.filter(pk=letter.pk).update(state=state, sent_on="2026-11-05")

    assert letter.claim(lease=LEASE) is False


def test_finish_of_a_late_worker_does_not_count(letter):
    letter.claim(lease=LEASE)
    expire(letter)
    successor = same(letter)
    successor.claim(lease=LEASE)

    assert letter.finish(sent_on="2026-11-05", mailed_to="late@example.org") is False
    assert successor.finish(sent_on="2026-11-06", mailed_to="own@example.org") is True
    assert same(letter).mailed_to == "own@example.org"


def test_put_back_of_a_late_worker_does_not_count(letter):
    letter.claim(lease=LEASE)
    expire(letter)
    successor = same(letter)
    successor.claim(lease=LEASE)

    assert letter.put_back("too late") is False
    assert same(letter).state == MessageState.SENDING


def test_put_back_waits_longer_after_each_failure(letter):
    pauses = []
    with freeze_time("2026-11-05 02:00") as clock:
        for _attempt in range(4):
            assert letter.claim(lease=LEASE)
            letter.put_back("OSError")
            pauses.append(letter.lease_until - timezone.now())
            clock.move_to(letter.lease_until)

    assert [pause.total_seconds() / 60 for pause in pauses] == [1, 2, 4, 8]


def test_put_back_fails_for_good_after_eight_attempts(letter):
    states = []
    with freeze_time("2026-11-05 02:00") as clock:
        while letter.claim(lease=LEASE):
            letter.put_back("OSError")
            states.append(letter.state)
            clock.tick(timedelta(days=1))

    assert states == 7 * ["queued"] + ["failed"]
    assert (letter.failure, letter.lease_until) == ("OSError", None)


def test_give_up_fails_a_row_that_has_killed_every_worker(letter):
    for _attempt in range(claims.ATTEMPTS):
        assert letter.claim(lease=LEASE)
        expire(letter)

    assert letter.claim(lease=LEASE) is False
    assert Message.objects.give_up() == 1
    assert (same(letter).state, same(letter).failure) == ("failed", "worker lost")


def test_give_up_leaves_the_last_attempt_its_lease(letter):
    Message.objects.filter(pk=letter.pk).update(attempts=claims.ATTEMPTS - 1)
    letter.claim(lease=LEASE)

    assert Message.objects.give_up() == 0
    assert letter.finish(sent_on="2026-11-05") is True


def test_try_again_gives_a_failed_row_all_its_attempts(letter):
    Message.objects.filter(pk=letter.pk).update(state="failed", attempts=8)

    assert Message.objects.try_again() == 1
    assert letter.claim(lease=LEASE) is True
    assert letter.attempts == 1


def test_attempt_writes_kind_and_place_of_a_fault_but_not_its_text(letter, caplog):
    letter.claim(lease=LEASE)
    with letter.attempt():
        raise ValueError("某某某 13800000000")

    kind, place = same(letter).failure.split(" ")
    assert (kind, place.split(":")[0]) == ("ValueError", "(test_claims.py")
    assert len(caplog.messages) == 1
    assert "某某某" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_claim_by_five_at_once_is_won_by_one(letter):
    start, won = Barrier(5), []

    def worker():
        own = same(letter)
        start.wait()
        won.append(own.claim(lease=LEASE))
        connection.close()

    threads = [Thread(target=worker) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == [False, False, False, False, True]
    assert same(letter).attempts == 1
