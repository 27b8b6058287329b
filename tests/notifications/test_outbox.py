"""Letters: an inbox row each, and one mail without content."""

from datetime import date, datetime, time

import pytest
from celery import current_app
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy
from freezegun import freeze_time

from notifications import hours, outbox
from notifications.hours import end_of_quiet
from notifications.models import Delivery, Message, Preference
from tests.people.factories import a_user

WORDS = {"title": "交办 1 件", "body": "请在 5 日内签收。", "link": "/desk/cases/2026-00001/"}


@pytest.fixture
def woken(monkeypatch):
    """The tasks that were started, as (name, arguments)."""
    started = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: started.append((name, args)))
    return started


def test_queue_puts_a_letter_into_each_inbox(officer, colleague):
    letters = outbox.queue("case-dispatched", to=[officer, colleague], **WORDS)

    assert [m.reader for m in letters] == [officer, colleague]
    assert {(m.kind, m.title, m.body, m.link) for m in Message.objects.all()} == {
        ("case-dispatched", *WORDS.values())
    }
    assert {(one.means, one.state) for one in Delivery.objects.all()} == {("mail", "queued")}


def test_queue_names_a_person_once(officer):
    assert len(outbox.queue("case-dispatched", to=[officer, officer], **WORDS)) == 1


def test_queue_keeps_the_day_and_no_moment(officer):
    with freeze_time("2026-11-05 17:30"):  # already the 6th in Wenzhou
        [letter] = outbox.queue("complaint-registered", to=[officer], **WORDS)

    letter.refresh_from_db()
    assert letter.queued_on == date(2026, 11, 6)
    assert letter.read_at is None


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

    assert woken == [("notifications.tasks.deliver", (letter.deliveries.get().pk,))]


@pytest.mark.django_db(transaction=True)
def test_queue_leaves_nothing_when_the_action_fails(officer, woken):
    with transaction.atomic():
        outbox.queue("case-dispatched", to=[officer], **WORDS)
        transaction.set_rollback(True)

    assert (Message.objects.count(), Delivery.objects.count(), woken) == (0, 0, [])


def test_wake_survives_a_queue_that_is_down(
    officer, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(name, args):
        raise ConnectionRefusedError

    monkeypatch.setattr(current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        [letter] = outbox.queue("case-dispatched", to=[officer], **WORDS)

    assert letter.deliveries.get().state == "queued"


def means(letter):
    return sorted(one.means for one in letter.deliveries.all())


@pytest.fixture
def everything(settings):
    """All channels are connected."""
    settings.SMS_GATEWAY, settings.WORK_URL = "file", "http://127.0.0.1:9/"


@pytest.fixture
def reachable(db, everything):
    """Somebody with an address in each channel."""
    person = a_user(email="a@example.org", mobile="13800000000")
    Preference.objects.create(person=person, work_account="zhang.san")
    return person


def test_queue_tells_of_ordinary_and_urgent_things_as_each_person_chose(reachable):
    [ordinary] = outbox.queue("kind", to=[reachable], **WORDS)
    [urgent] = outbox.queue("kind", to=[reachable], **WORDS, is_urgent=True)

    assert (means(ordinary), means(urgent)) == (["mail", "work"], ["mail", "sms", "work"])


def test_queue_uses_no_channel_that_is_not_connected(reachable, settings):
    settings.SMS_GATEWAY = settings.WORK_URL = ""

    [letter] = outbox.queue("kind", to=[reachable], **WORDS, is_urgent=True)

    assert means(letter) == ["mail"]


def test_queue_leaves_a_person_without_address_to_his_inbox(db):
    [letter] = outbox.queue("case-dispatched", to=[a_user(email="")], **WORDS)

    assert means(letter) == []


def test_queue_costs_the_same_however_many_readers(officer, colleague, django_assert_num_queries):
    for to in ([officer], [officer, colleague]):
        with django_assert_num_queries(3):  # what each chose, letters, deliveries
            outbox.queue("kind", to=to, **WORDS)


@pytest.fixture
def quiet(monkeypatch):
    """Quiet hours count, as they do outside these tests."""
    monkeypatch.setattr(hours, "end_of_quiet", end_of_quiet)


def leaves_at(letter):
    return timezone.localtime(letter.deliveries.get().lease_until)


@freeze_time("2026-11-05 14:30")  # half past ten at night in Wenzhou
def test_queue_lets_ordinary_things_wait_until_quiet_hours_end(officer, quiet, woken):
    [letter] = outbox.queue("kind", to=[officer], **WORDS)

    assert leaves_at(letter).replace(tzinfo=None) == datetime(2026, 11, 6, 7)  # noqa: DTZ001
    assert woken == []


@freeze_time("2026-11-05 14:30")
def test_queue_lets_urgent_things_leave_at_any_hour(
    officer, quiet, woken, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        [letter] = outbox.queue("kind", to=[officer], **WORDS, is_urgent=True)

    assert woken == [("notifications.tasks.deliver", (letter.deliveries.get().pk,))]


@pytest.mark.parametrize(
    ("now", "start", "end", "ends"),
    [
        ("22:00", time(21), time(7), "06 07:00"),
        ("06:59", time(21), time(7), "05 07:00"),
        ("07:00", time(21), time(7), None),
        ("20:59", time(21), time(7), None),
        ("12:30", time(12), time(14), "05 14:00"),
        ("14:00", time(12), time(14), None),
        ("22:00", None, None, None),
        ("22:00", time(8), time(8), None),
    ],
)
def test_end_of_quiet(now, start, end, ends):
    moment = timezone.make_aware(datetime.fromisoformat(f"2026-11-05 {now}"))
    found = end_of_quiet(moment, start, end)

    assert (found and timezone.localtime(found).strftime("%d %H:%M")) == ends


def test_next_round_is_the_same_for_all_that_happened_since_the_last():
    moments = ("2026-11-05 20:00", "2026-11-05 21:17", "2026-11-05 23:59")
    rounds = {hours.next_round(timezone.make_aware(datetime.fromisoformat(one))) for one in moments}

    assert [timezone.localtime(one).strftime("%d %H:%M") for one in rounds] == ["06 00:00"]


def test_r7_queue_of_a_reporters_doing_tells_no_hour(officer, woken):
    with freeze_time("2026-11-05 13:17"):
        [ordinary] = outbox.queue("kind", to=[officer], **WORDS, is_mailed=False)
        [urgent] = outbox.queue("kind", to=[officer], **WORDS, is_mailed=False, is_urgent=True)

    assert (ordinary.waits_for_digest, means(ordinary), woken) == (True, [], [])
    assert leaves_at(urgent).strftime("%d %H:%M:%S") == "06 00:00:00"


def test_queue_waits_for_the_digest_where_somebody_wants_one_word_a_day(officer):
    Preference.objects.create(person=officer, is_digest=True)
    [ordinary] = outbox.queue("kind", to=[officer], **WORDS)
    [urgent] = outbox.queue("kind", to=[officer], **WORDS, is_urgent=True)

    assert (means(ordinary), means(urgent)) == ([], ["mail"])
