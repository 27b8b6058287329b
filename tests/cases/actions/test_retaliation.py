"""Retaliation stays open until somebody has acted, and until then discipline supervision is told weekly."""

from datetime import timedelta

import pytest

from cases import verbs
from cases.actions import dialogue, retaliation
from cases.exceptions import NotPermitted
from cases.models import RetaliationWatch
from cases.verb import perform
from notifications.models import Message
from tests.cases.factories import TODAY, a_case, a_complaint, refusal
from tests.cases.views.desk import at_desk, send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day", "english")]

DONE = {"done": "已约谈校长，责令停止点名；家长确认。", "organ": "discipline"}


@pytest.fixture
def complaint(world):
    found = a_complaint(world, "accepted", case=a_case(world, "investigating"))
    dialogue.say(found, body="孩子被停课。", kind="retaliation", nonce="n")
    found.refresh_from_db()
    return found


def overseen():
    return Message.objects.filter(kind="complaint.retaliation_overseen").count()


def test_settle_retaliation_turns_act_now_into_acted_on(world, complaint):
    desk = at_desk(world["city.intake"])
    assert "Retaliation: act now" in text_of(desk.get("/desk/complaints/"))

    send(desk, complaint, "settle_retaliation", DONE)

    assert "Retaliation: acted on" in text_of(desk.get("/desk/complaints/"))
    assert DONE["done"] in text_of(desk.get(complaint.get_absolute_url()))


def test_settle_retaliation_needs_retaliation(world):
    assert refusal(a_complaint(world), "settle_retaliation", by=world["city.intake"], **DONE)


@pytest.mark.parametrize("who", ["city.approver", "county.officer", "city.discipline"])
def test_settle_retaliation_is_for_the_citys_intake_alone(world, complaint, who):
    with pytest.raises(NotPermitted):
        perform(verbs.get("complaint", "settle_retaliation"), complaint, by=world[who], **DONE)


def test_settle_retaliation_tells_discipline_that_somebody_acted(world, complaint):
    retaliation.settle(complaint, **DONE, by=world["city.intake"])

    letter = Message.objects.get(kind="complaint.retaliation_settled")
    assert (letter.reader, letter.link) == (world["city.discipline"], "")


def test_retaliation_told_of_again_is_open_again(world, complaint):
    retaliation.settle(complaint, **DONE, by=world["city.intake"])

    dialogue.say(complaint, body="又来了。", kind="retaliation", nonce="n2")

    assert RetaliationWatch.objects.get().is_open


def test_oversee_again_tells_discipline_weekly_and_once(complaint, set_today):
    assert (retaliation.oversee_again(), overseen()) == (0, 1)
    set_today(TODAY + timedelta(days=7))

    assert [retaliation.oversee_again(), retaliation.oversee_again()] == [1, 0]
    assert overseen() == 2


def test_oversee_again_ends_once_somebody_acted(world, complaint, set_today):
    retaliation.settle(complaint, **DONE, by=world["city.intake"])
    set_today(TODAY + timedelta(days=7))

    assert retaliation.oversee_again() == 0
