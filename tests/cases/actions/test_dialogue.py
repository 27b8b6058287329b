"""The dialogue as actions: what a reporter sets going, whom it reaches, and that it happens once."""

import pytest
from django.utils import timezone

from cases.actions import dialogue
from cases.actions.real_names import Identity
from cases.exceptions import NotAllowed
from cases.models import Complaint, Contact, Reporter
from ledger import history
from notifications.models import Delivery, Message, Notice, Paper
from people.models import User
from tests.cases.factories import TODAY, a_case, a_complaint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english", "fixed_day")]


@pytest.fixture
def complaint(world):
    return a_complaint(world)


def events(complaint):
    return [one.kind for one in history.of(complaint.subject) if not one.refused]


def readers(event):
    return {one.reader.username for one in Message.objects.filter(kind=event)}


@pytest.mark.parametrize("kind", ["message", "lead", "retaliation"])
def test_r9_say_of_one_nonce_is_one_remark(complaint, kind):
    first = dialogue.say(complaint, body="又一次。", kind=kind, nonce="n")

    assert dialogue.say(complaint, body="又一次。", kind=kind, nonce="n") == first
    assert len(events(complaint)) == 1


def test_say_of_one_nonce_in_two_reports_is_two_remarks(world, complaint):
    dialogue.say(complaint, body="一。", kind="message", nonce="n")
    dialogue.say(a_complaint(world), body="二。", kind="message", nonce="n")

    assert complaint.remarks.count() == 1


def test_a_lead_wakes_nothing_by_itself_and_is_told(world):
    shelved = a_complaint(world, "shelved")

    dialogue.say(shelved, body="车牌浙C00000。", kind="lead", nonce="n")

    shelved.refresh_from_db()
    assert shelved.state == "shelved"
    assert readers("complaint.lead_added") == {"city.intake", "city.intake2"}


@pytest.mark.parametrize("state", ["registered", "accepted", "shelved", "not_accepted"])
def test_an_objection_before_the_answer_is_refused(world, state):
    complaint = a_complaint(world, state)

    with pytest.raises(NotAllowed, match="once there is an answer"):
        dialogue.say(complaint, body="不服。", kind="objection", nonce="n")
    assert not complaint.remarks.exists()
    assert events(complaint) == []


def test_an_objection_to_an_answer_is_told(world):
    complaint = a_complaint(world, "answered")

    dialogue.say(complaint, body="不服。", kind="objection", nonce="n")

    assert readers("complaint.objection_raised") == {"city.intake", "city.intake2"}


def test_retaliation_is_told_to_the_city_and_to_nobody_of_the_county(world):
    complaint = a_complaint(world, "accepted", case=a_case(world, "investigating"))

    dialogue.say(complaint, body="孩子被停课。", kind="retaliation", nonce="n")

    told = {one.reader.username for one in Message.objects.all()}
    assert told == {"city.intake", "city.intake2", "city.approver", "city.discipline"}


def test_discipline_gets_no_door_to_the_report(complaint):
    dialogue.say(complaint, body="孩子被停课。", kind="retaliation", nonce="n")

    letter = Message.objects.get(reader__username="city.discipline")
    assert (letter.link, letter.body) == ("", complaint.number)


def test_r7_no_mail_leaves_at_the_hour_of_a_reporter(complaint):
    User.objects.update(email="officer@example.org")
    for kind in ("message", "lead", "retaliation"):
        dialogue.say(complaint, body="。", kind=kind, nonce=kind)
    dialogue.withdraw(complaint)
    dialogue.wish(complaint, answer_is_wanted=False)

    planned = {timezone.localtime(one.lease_until) for one in Delivery.objects.all()}
    assert {(one.hour % 4, one.minute, one.second) for one in planned} == {(0, 0, 0)}
    assert set(Message.objects.filter(is_urgent=True).values_list("kind", flat=True)) == {
        "complaint.retaliation_reported",
        "complaint.retaliation_overseen",
    }


def test_reply_tells_a_reporter_who_left_an_address(world, complaint, settings):
    dialogue.contacts.leave(complaint, use="notice", means="mail", address="a@example.com")

    dialogue.reply(complaint, body="是哪一天？", by=world["city.intake"])

    text = Notice.objects.get().text
    assert "是哪一天" not in text
    assert complaint.number not in text


def test_reply_tells_nobody_where_no_address_was_left(world, complaint):
    dialogue.reply(complaint, body="是哪一天？", by=world["city.intake"])

    assert not Notice.objects.exists()
    assert not Contact.objects.exists()


def test_reply_names_no_respondent(world):
    complaint = a_complaint(world, "accepted", case=a_case(world, "investigating"))

    dialogue.reply(complaint, body=f"{world.teacher.name}在哪里补课？", by=world["city.intake"])

    assert complaint.remarks.get().body == "被反映人在哪里补课？"


def test_reply_reads_what_was_said(world, complaint):
    dialogue.say(complaint, body="又一次。", kind="message", nonce="n")

    dialogue.reply(complaint, body="收到。", by=world["city.intake"])

    assert complaint.remarks.get(author=None).read_on == TODAY


def test_what_came_after_the_page_stays_new(world, complaint):
    shown = dialogue.say(complaint, body="一。", kind="message", nonce="1")
    dialogue.say(complaint, body="二。", kind="message", nonce="2")

    dialogue.reply(complaint, body="收到。", up_to=shown.pk, by=world["city.intake"])

    by_reporter = complaint.remarks.filter(author=None)
    assert [one.read_on for one in by_reporter] == [TODAY, None]
    with pytest.raises(NotAllowed, match="nothing new"):
        dialogue.read_messages(complaint, up_to=shown.pk, by=world["city.intake"])


def test_mark_seen_goes_no_further_than_what_was_shown(world, complaint):
    for body in ("一？", "二？"):
        dialogue.reply(complaint, body=body, by=world["city.intake"])
    first, second = complaint.remarks.all()

    dialogue.mark_seen(complaint, up_to=first.pk)

    assert [one.read_on for one in complaint.remarks.all()] == [TODAY, None]
    assert second.read_on is None


def test_give_name_after_acceptance_makes_the_paper_of_acceptance(world, vault_key):
    complaint = a_complaint(
        world, "accepted", case=a_case(world, "investigating"), accepted_on=TODAY
    )

    dialogue.give_name(complaint, identity=Identity("演示家长", "13800000000"))

    assert Reporter.objects.filter(complaint=complaint).exists()
    assert [one.kind for one in Paper.objects.all()] == ["acceptance_notice"]


def test_give_name_before_acceptance_makes_no_paper_yet(complaint, vault_key):
    dialogue.give_name(complaint, identity=Identity("演示家长", "13800000000"))

    assert complaint.is_named
    assert not Paper.objects.exists()


def test_give_name_twice_keeps_the_first(complaint, vault_key):
    dialogue.give_name(complaint, identity=Identity("演示家长", "13800000000"))

    with pytest.raises(NotAllowed, match="sealed already"):
        dialogue.give_name(complaint, identity=Identity("别人", "13800000001"))
    assert Reporter.objects.count() == 1


def test_withdraw_leaves_case_and_clock_alone(world):
    case = a_case(world, "investigating")
    complaint = a_complaint(world, "accepted", case=case, next_due=TODAY)

    dialogue.withdraw(complaint)

    fresh = Complaint.objects.get(pk=complaint.pk)
    assert (fresh.state, fresh.next_due, fresh.withdrawn_on) == ("accepted", TODAY, TODAY)
    case.refresh_from_db()
    assert case.state == "investigating"


def test_r9_withdraw_and_wish_twice_are_once(complaint):
    for _turn in range(2):
        dialogue.withdraw(complaint)
        dialogue.wish(complaint, answer_is_wanted=False)

    assert events(complaint) == ["complaint.withdrawn", "complaint.answer_declined"]


def test_a_rating_whose_words_cannot_be_kept_is_not_kept_either(world, monkeypatch):
    complaint = a_complaint(world, "answered")
    monkeypatch.setattr(dialogue, "say", _fail)

    with pytest.raises(RuntimeError):
        dialogue.rate(complaint, rating=4, nonce="n", body="谢谢。")
    assert Complaint.objects.get(pk=complaint.pk).rating is None


def _fail(*_args, **_kwargs):
    raise RuntimeError


def test_r2_a_changed_code_is_kept_as_its_hash_alone(complaint):
    dialogue.change_code(complaint, nonce="fresh")

    code = dialogue.receipts.changed_code(complaint, "fresh")
    assert Complaint.objects.get(receipt_hash=dialogue.receipts.hash_of(code)) == complaint
    assert code not in str(Complaint.objects.values().get(pk=complaint.pk))


def test_r5_change_code_ends_the_duty_to_change_it(world):
    complaint = a_complaint(world, must_rotate=True)

    dialogue.change_code(complaint, nonce="fresh")

    assert not Complaint.objects.get(pk=complaint.pk).must_rotate
