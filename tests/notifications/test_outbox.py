"""Letters: an inbox row each, and one mail without content."""

from datetime import date, timedelta
from threading import Thread

import pytest
from celery import current_app
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from freezegun import freeze_time

from notifications import outbox
from notifications.models import Message
from tests.people.factories import a_user

WORDS = {"title": "交办 1 件", "body": "请在 5 日内签收。", "link": "/desk/cases/2026-00001/"}


@pytest.fixture
def woken(monkeypatch):
    """The tasks that were started, as (name, arguments)."""
    started = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: started.append((name, args)))
    return started


class DeadServer:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("officer@example.org")


@pytest.fixture
def mail_server_down(settings):
    settings.EMAIL_BACKEND = "tests.notifications.test_outbox.DeadServer"


def test_queue_puts_a_letter_into_each_inbox(officer, colleague):
    letters = outbox.queue("case-dispatched", to=[officer, colleague], **WORDS)

    assert [m.reader for m in letters] == [officer, colleague]
    assert {(m.kind, m.title, m.body, m.link, m.state) for m in Message.objects.all()} == {
        ("case-dispatched", *WORDS.values(), "queued")
    }


def test_queue_names_a_person_once(officer):
    assert len(outbox.queue("case-dispatched", to=[officer, officer], **WORDS)) == 1


def test_queue_keeps_the_day_and_no_moment(officer):
    with freeze_time("2026-11-05 17:30"):  # already the 6th in Wenzhou
        [letter] = outbox.queue("complaint-registered", to=[officer], **WORDS)

    letter.refresh_from_db()
    assert letter.queued_on == date(2026, 11, 6)
    assert (letter.lease_until, letter.read_at) == (None, None)


def test_queue_writes_in_chinese_whatever_the_writer_reads(officer):
    words = {**WORDS, "title": gettext_lazy("Yes"), "body": gettext_lazy("No")}
    with translation.override("en"):
        [letter] = outbox.queue("case-dispatched", to=[officer], **words)

    assert (letter.title, letter.body) == ("是", "否")


def test_queue_cuts_a_title_that_is_too_long(officer):
    [letter] = outbox.queue("case-dispatched", to=[officer], title="长" * 500, body="")

    assert letter.title == "长" * 200


@pytest.mark.parametrize(
    "link", ["https://example.org/", "//example.org", "desk/", "/\\example.org"]
)
def test_queue_refuses_a_link_to_elsewhere(officer, link):
    with pytest.raises(IntegrityError, match="notifications_message_link_is_local"):
        outbox.queue("case-dispatched", to=[officer], title="", body="", link=link)


@pytest.mark.parametrize("link", ["", "/", "/desk/cases/2026-00001/?tab=papers#温州"])
def test_queue_takes_a_link_of_our_own(officer, link):
    [letter] = outbox.queue("case-dispatched", to=[officer], title="", body="", link=link)

    assert letter.link == link


def test_queue_wakes_a_worker_only_after_commit(officer, woken, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        [letter] = outbox.queue("case-dispatched", to=[officer], **WORDS)
        assert woken == []

    assert woken == [("notifications.tasks.deliver", (letter.pk,))]


@pytest.mark.django_db(transaction=True)
def test_queue_leaves_nothing_when_the_action_fails(officer, woken):
    with transaction.atomic():
        outbox.queue("case-dispatched", to=[officer], **WORDS)
        transaction.set_rollback(True)

    assert (Message.objects.count(), woken) == (0, [])


def test_wake_survives_a_queue_that_is_down(
    officer, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(name, args):
        raise ConnectionRefusedError

    monkeypatch.setattr(current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        [letter] = outbox.queue("case-dispatched", to=[officer], **WORDS)

    assert Message.objects.get(pk=letter.pk).state == "queued"


def test_deliver_sends_one_mail(letter):
    assert outbox.deliver(letter.pk) is True
    assert outbox.deliver(letter.pk) is False

    assert [m.to for m in mail.outbox] == [["officer@example.org"]]


def test_deliver_keeps_day_and_address_and_no_moment(letter):
    with freeze_time("2026-11-05 02:00"):
        outbox.deliver(letter.pk)

    letter.refresh_from_db()
    assert (letter.state, letter.sent_on, letter.lease_until) == ("sent", date(2026, 11, 5), None)
    assert letter.mailed_to == "officer@example.org"


def test_deliver_says_nothing_of_the_case(officer, settings):
    settings.SITE_URL = "https://ethics.example.org"
    [letter] = outbox.queue("case-dispatched", to=[officer], **WORDS)
    outbox.deliver(letter.pk)

    [sent] = mail.outbox
    said = sent.subject + sent.body
    assert f"https://ethics.example.org/desk/inbox/{letter.pk}/\n" in sent.body
    assert not [word for word in (*WORDS.values(), "2026-00001", "case-dispatched") if word in said]


def test_deliver_leaves_a_person_without_address_to_his_inbox(db):
    [letter] = outbox.queue("case-dispatched", to=[a_user(email="")], **WORDS)

    assert outbox.deliver(letter.pk) is True
    letter.refresh_from_db()
    assert (letter.state, letter.mailed_to, mail.outbox) == ("sent", "", [])


def test_deliver_writes_no_mail_to_somebody_who_has_left(officer):
    officer.is_active = False
    officer.save()
    [letter] = outbox.queue("case-dispatched", to=[officer], **WORDS)

    assert outbox.deliver(letter.pk) is True
    assert mail.outbox == []


def test_deliver_tries_again_when_the_mail_server_is_down(letter, settings, mail_server_down):
    assert outbox.deliver(letter.pk) is False
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("queued", 1)
    assert letter.lease_until > timezone.now()
    assert "officer" not in letter.failure

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with freeze_time(timezone.now() + timedelta(minutes=2)):
        assert outbox.deliver(letter.pk) is True
    assert len(mail.outbox) == 1


def test_deliver_is_visibly_failed_when_the_mail_server_stays_down(letter, mail_server_down):
    with freeze_time("2026-11-05 02:00") as clock:
        for _day in range(10):
            outbox.deliver(letter.pk)
            clock.tick(timedelta(days=1))

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("failed", 8)
    assert [m.pk for m in Message.objects.failed()] == [letter.pk]


def test_deliver_sends_what_a_killed_worker_left_behind(letter):
    letter.claim(lease=outbox.LEASE)  # and then the power fails
    assert outbox.deliver(letter.pk) is False

    with freeze_time(timezone.now() + timedelta(minutes=3)):
        assert outbox.deliver(letter.pk) is True
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_deliver_by_two_workers_sends_one_mail(letter):
    def worker():
        outbox.deliver(letter.pk)
        connection.close()

    threads = [Thread(target=worker) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(mail.outbox) == 1
    assert Message.objects.get(pk=letter.pk).state == "sent"


def test_queue_without_mail_waits_in_the_inbox_alone(
    officer, django_capture_on_commit_callbacks, mailoutbox
):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        letter = outbox.queue("kind", to=[officer], title="t", body="b", is_mailed=False)[0]

    assert (letter.state, callbacks, mailoutbox) == ("sent", [], [])
