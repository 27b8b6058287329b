"""Word of a letter: sent once whoever tries, tried again with growing pauses, shown to a person at last."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from freezegun import freeze_time

from ledger.actors import SYSTEM
from notifications import deliveries, digests, failures, outbox
from notifications.models import Delivery, Message, Preference
from people import appointments
from people.roles import Role
from tests.people.factories import a_unit_tree, a_user

SECRETS = {
    "title": "交办 1 件",
    "body": "温师核〔2026〕1号 王小明",
    "link": "/desk/cases/2026-00001/",
}


class DeadServer:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("officer@example.org")


@pytest.fixture
def mail_server_down(settings):
    settings.EMAIL_BACKEND = "tests.notifications.test_deliveries.DeadServer"


def test_deliver_sends_one_mail(word):
    assert deliveries.deliver(word.pk) is True
    assert deliveries.deliver(word.pk) is False

    assert [m.to for m in mail.outbox] == [["officer@example.org"]]


def test_deliver_keeps_the_day_and_no_moment(word):
    with freeze_time("2026-11-05 02:00"):
        deliveries.deliver(word.pk)

    word.refresh_from_db()
    assert (word.state, word.sent_on, word.lease_until) == ("sent", date(2026, 11, 5), None)


@pytest.mark.parametrize("means", ["mail", "sms", "work"])
@pytest.mark.parametrize("is_urgent", [True, False])
def test_deliver_says_nothing_of_the_case(officer, settings, means, is_urgent):
    settings.SITE_URL = "https://ethics.example.org"
    [letter] = outbox.queue("case.dispatched", to=[officer], **SECRETS, is_urgent=is_urgent)
    word = Delivery(message=letter, reader=officer, means=means, is_urgent=is_urgent)
    said = deliveries.text_of(word)

    assert f"https://ethics.example.org/desk/inbox/{letter.pk}/" in said
    secrets = (*SECRETS.values(), "2026-00001", "王小明", "case.dispatched", officer.full_name)
    assert [one for one in secrets if one in said] == []


def test_deliver_drops_what_was_read_meanwhile(word):
    Message.objects.of(word.reader).mark_read()

    assert deliveries.deliver(word.pk) is False
    word.refresh_from_db()
    assert (word.state, mail.outbox) == ("dropped", [])


def test_deliver_tells_nobody_who_has_left(word):
    word.reader.is_active = False
    word.reader.save()

    assert deliveries.deliver(word.pk) is False
    assert mail.outbox == []


def test_deliver_tries_again_when_the_mail_server_is_down(word, settings, mail_server_down):
    assert deliveries.deliver(word.pk) is False
    word.refresh_from_db()
    assert (word.state, word.attempts) == ("queued", 1)
    assert word.lease_until > timezone.now()
    assert "officer" not in word.failure

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with freeze_time(timezone.now() + timedelta(minutes=2)):
        assert deliveries.deliver(word.pk) is True
    assert len(mail.outbox) == 1


def test_a_repeated_mail_bears_the_number_of_the_first(word):
    deliveries.deliver(word.pk)
    Delivery.objects.update(state="sending", sent_on=None)  # killed before it could say so
    deliveries.deliver(word.pk)

    assert len({one.extra_headers["Message-ID"] for one in mail.outbox}) == 1


def test_deliver_sends_what_a_killed_worker_left_behind(word):
    word.claim(lease=deliveries.LEASE)  # and then the power fails
    assert deliveries.deliver(word.pk) is False

    with freeze_time(timezone.now() + timedelta(minutes=3)):
        assert deliveries.deliver(word.pk) is True
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_deliver_by_two_workers_sends_one_mail(word):
    def worker():
        deliveries.deliver(word.pk)
        connection.close()

    threads = [Thread(target=worker) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(mail.outbox) == 1
    assert Delivery.objects.get().state == "sent"


@pytest.fixture
def sysadmin(db):
    person = a_user(full_name="试验管理员", email="sys@example.org")
    appointments.appoint(person, a_unit_tree().city, Role.SYSADMIN, by=SYSTEM)
    return person


@pytest.fixture
def given_up(word, mail_server_down):
    with freeze_time("2026-11-05 02:00") as clock:
        for _day in range(10):
            deliveries.deliver(word.pk)
            clock.tick(timedelta(days=1))
    word.refresh_from_db()
    return word


def test_deliver_gives_up_after_the_last_attempt(given_up):
    assert (given_up.state, given_up.attempts) == ("failed", 8)


def test_what_was_given_up_is_shown_to_a_person_once(given_up, sysadmin):
    assert (failures.show(), failures.show()) == (1, 0)

    shown = Message.objects.get(kind=failures.KIND)
    assert (shown.reader, shown.link) == (sysadmin, "/desk/inbox/deliveries/")


def test_the_administrator_sees_what_failed_and_nothing_of_it(given_up, sysadmin, client):
    Message.objects.update(**SECRETS)
    client.force_login(sysadmin)
    page = client.get("/desk/inbox/deliveries/").content.decode()

    assert given_up.reader.full_name in page
    assert "ConnectionRefusedError" in page
    assert [one for one in (*SECRETS.values(), "2026-00001", "officer@") if one in page] == []


def test_the_administrator_has_it_tried_again(given_up, sysadmin, client):
    failures.show()
    client.force_login(sysadmin)
    for _twice in range(2):
        client.post("/desk/inbox/deliveries/again/", {"delivery": given_up.pk})

    given_up.refresh_from_db()
    assert (given_up.state, given_up.attempts, given_up.shown_on) == ("queued", 0, None)


@pytest.mark.parametrize("given", ["x", "-1", "9" * 30, "²"])
def test_again_takes_no_nonsense(given_up, sysadmin, client, given):
    client.force_login(sysadmin)

    assert client.post("/desk/inbox/deliveries/again/", {"delivery": given}).status_code == 302
    assert Delivery.objects.failed().count() == 1


@pytest.mark.parametrize(("method", "path"), [("get", ""), ("post", "again/")])
def test_deliveries_are_no_page_for_others(given_up, officer, client, method, path):
    client.force_login(officer)

    assert getattr(client, method)(f"/desk/inbox/deliveries/{path}").status_code == 404
    assert Delivery.objects.failed().count() == 1


def test_a_digest_is_one_word_for_many_letters(officer):
    for _twice in range(2):
        outbox.queue("kind", to=[officer], **SECRETS, is_mailed=False)

    assert (digests.write(), digests.write()) == (1, 0)
    [word] = Delivery.objects.all()
    assert deliveries.deliver(word.pk) is True
    [sent] = mail.outbox
    assert "/desk/inbox/\n" in sent.body
    assert [one for one in (*SECRETS.values(), "2026-00001", "王小明") if one in sent.body] == []


def test_a_digest_leaves_out_what_was_read(officer):
    outbox.queue("kind", to=[officer], **SECRETS, is_mailed=False)
    Message.objects.of(officer).mark_read()

    assert digests.write() == 0
    assert not Message.objects.for_digest().exists()


def test_a_digest_goes_by_the_channels_of_ordinary_things(officer):
    Preference.objects.create(person=officer, ordinary=[])
    outbox.queue("kind", to=[officer], **SECRETS, is_mailed=False)

    assert digests.write() == 0
