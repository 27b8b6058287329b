"""A row of work belongs to one worker at a time, and to another when he is lost."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone
from freezegun import freeze_time

from notifications import claims
from notifications.models import Delivery, DeliveryState

LEASE = timedelta(minutes=2)


def same(row):
    return Delivery.objects.get(pk=row.pk)


def expire(row):
    Delivery.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_claim_turns_the_row_to_its_working_state(word):
    with freeze_time("2026-11-05 02:00"):
        assert word.claim(lease=LEASE) is True
        assert word.lease_until == timezone.now() + LEASE

    assert (word.state, word.attempts) == (DeliveryState.SENDING, 1)


def test_claim_is_refused_while_another_has_the_lease(word):
    assert word.claim(lease=LEASE) is True
    assert same(word).claim(lease=LEASE) is False
    assert same(word).attempts == 1


def test_claim_takes_over_when_the_lease_has_run_out(word):
    word.claim(lease=LEASE)
    expire(word)

    successor = same(word)

    assert successor.claim(lease=LEASE) is True
    assert successor.attempts == 2


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.FAILED])
def test_claim_leaves_what_is_over(word, state):
    Delivery.objects.filter(pk=word.pk).update(state=state, sent_on="2026-11-05")

    assert word.claim(lease=LEASE) is False


def test_finish_of_a_late_worker_does_not_count(word):
    word.claim(lease=LEASE)
    expire(word)
    successor = same(word)
    successor.claim(lease=LEASE)

    assert word.finish(sent_on="2026-11-05") is False
    assert successor.finish(sent_on="2026-11-06") is True
    assert same(word).sent_on == date(2026, 11, 6)


def test_put_back_of_a_late_worker_does_not_count(word):
    word.claim(lease=LEASE)
    expire(word)
    successor = same(word)
    successor.claim(lease=LEASE)

    assert word.put_back("too late") is False
    assert same(word).state == DeliveryState.SENDING


def test_put_back_waits_longer_after_each_failure(word):
    pauses = []
    with freeze_time("2026-11-05 02:00") as clock:
        for _attempt in range(4):
            assert word.claim(lease=LEASE)
            word.put_back("OSError")
            pauses.append(word.lease_until - timezone.now())
            clock.move_to(word.lease_until)

    assert [pause.total_seconds() / 60 for pause in pauses] == [1, 2, 4, 8]


def test_put_back_fails_for_good_after_eight_attempts(word):
    states = []
    with freeze_time("2026-11-05 02:00") as clock:
        while word.claim(lease=LEASE):
            word.put_back("OSError")
            states.append(word.state)
            clock.tick(timedelta(days=1))

    assert states == 7 * ["queued"] + ["failed"]
    assert (word.failure, word.lease_until) == ("OSError", None)


def test_give_up_fails_a_row_that_has_killed_every_worker(word):
    for _attempt in range(claims.ATTEMPTS):
        assert word.claim(lease=LEASE)
        expire(word)

    assert word.claim(lease=LEASE) is False
    assert Delivery.objects.give_up() == 1
    assert (same(word).state, same(word).failure) == ("failed", "worker lost")


def test_give_up_leaves_the_last_attempt_its_lease(word):
    Delivery.objects.filter(pk=word.pk).update(attempts=claims.ATTEMPTS - 1)
    word.claim(lease=LEASE)

    assert Delivery.objects.give_up() == 0
    assert word.finish(sent_on="2026-11-05") is True


def test_try_again_gives_a_failed_row_all_its_attempts(word):
    Delivery.objects.filter(pk=word.pk).update(state="failed", attempts=8)

    assert Delivery.objects.try_again() == 1
    assert word.claim(lease=LEASE) is True
    assert word.attempts == 1


def test_attempt_writes_kind_and_place_of_a_fault_but_not_its_text(word, caplog):
    word.claim(lease=LEASE)
    with word.attempt():
        raise ValueError("某某某 13800000000")

    kind, place = same(word).failure.split(" ")
    assert (kind, place.split(":")[0]) == ("ValueError", "(test_claims.py")
    assert len(caplog.messages) == 1
    assert "某某某" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_claim_by_five_at_once_is_won_by_one(word):
    start, won = Barrier(5), []

    def worker():
        own = same(word)
        start.wait()
        won.append(own.claim(lease=LEASE))
        connection.close()

    threads = [Thread(target=worker) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == [False, False, False, False, True]
    assert same(word).attempts == 1
