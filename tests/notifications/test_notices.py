"""A notice is sent once, its address is forgotten, and a failure says why without saying to whom."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from notifications import channels, notices, tasks
from notifications.models import Notice

pytestmark = pytest.mark.django_db
NUMBER = "13800000000"


@pytest.fixture
def sent(monkeypatch):
    """What left, instead of leaving; an exception put first is raised."""
    left = []

    def send(means, address, text, *, staff_number=""):
        if left and isinstance(left[0], Exception):
            raise left[0]
        left.append((means, address, text, staff_number))

    monkeypatch.setattr(channels, "send", send)
    return left


def a_notice(means="sms", **more):
    return notices.queue("attempt:7", means=means, address=NUMBER, text="有新的进展", **more)


def fresh(row):
    return Notice.objects.get(pk=row.pk)


def test_a_notice_waits_with_its_address_locked():
    row = fresh(a_notice())

    assert row.state == "queued"
    assert NUMBER.encode() not in bytes(row.sealed)


def test_a_notice_is_sent_once(sent):
    row = a_notice()

    assert [notices.deliver(row.pk), notices.deliver(row.pk)] == [True, False]
    assert sent == [("sms", NUMBER, "有新的进展", "")]


def test_a_sent_notice_has_no_address_any_more(sent):
    row = a_notice()
    tasks.send_notice(row.pk)

    kept = fresh(row)
    assert (kept.state, bytes(kept.sealed), kept.text) == ("sent", b"", "")
    assert kept.sent_on == timezone.localdate()


def test_the_database_refuses_a_sent_notice_with_an_address():
    row = a_notice()

    with pytest.raises(IntegrityError):
        Notice.objects.filter(pk=row.pk).update(state="sent", sent_on=timezone.localdate())


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (channels.Refused("503"), "refused: 503"),
        (ConnectionRefusedError(NUMBER), "not reached: ConnectionRefusedError"),
    ],
)
def test_what_did_not_leave_is_tried_again_and_says_why(sent, fault, failure):
    sent.append(fault)
    row = a_notice()
    notices.deliver(row.pk)

    kept = fresh(row)
    assert (kept.state, kept.failure) == ("queued", failure)
    assert kept.lease_until > timezone.now()


def test_a_notice_without_a_gateway_is_given_up_at_once(settings):
    settings.SMS_GATEWAY = ""
    row = a_notice()
    notices.deliver(row.pk)

    assert (fresh(row).state, fresh(row).failure) == ("failed", "not connected")


def test_a_call_that_failed_is_not_rung_later(sent):
    sent.append(channels.Refused("503"))
    row = a_notice("call", staff_number="0577")
    notices.deliver(row.pk)

    assert fresh(row).state == "failed"


def test_a_call_of_yesterday_is_not_rung(sent):
    row = a_notice("call", staff_number="0577")
    Notice.objects.update(queued_on=timezone.localdate() - timedelta(days=1))
    notices.deliver(row.pk)

    assert (sent, fresh(row).failure) == ([], "too late")


def test_an_address_that_was_given_up_is_forgotten_after_a_week(settings):
    settings.SMS_GATEWAY = ""
    old, new = a_notice(), a_notice()
    for row in (old, new):
        notices.deliver(row.pk)
    Notice.objects.filter(pk=old.pk).update(queued_on=timezone.localdate() - notices.KEPT)
    tasks.sweep()

    assert [bool(fresh(row).sealed) for row in (old, new)] == [False, True]


def test_the_sweep_wakes_a_notice_left_behind(sent, monkeypatch):
    row, woken = a_notice(), []
    monkeypatch.setattr("notifications.outbox.wake", lambda *call: woken.append(call))
    tasks.sweep()

    assert woken == [("notifications.tasks.send_notice", row.pk)]


def test_undelivered_names_no_address_and_queues_again(settings, capsys):
    settings.SMS_GATEWAY = ""
    row = a_notice()
    notices.deliver(row.pk)
    call_command("undelivered", "--again")

    assert capsys.readouterr().out == f"notice {row.pk} sms: not connected\n"
    assert fresh(row).state == "queued"


def test_a_mail_notice_leaves_through_the_worker():
    row = notices.queue("x", means="mail", address="parent@example.org", text="有新的进展")
    tasks.send_notice(row.pk)

    assert [letter.to for letter in mail.outbox] == [["parent@example.org"]]
