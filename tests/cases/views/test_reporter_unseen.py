"""What a complaint's page says of its reporter, who stays unseen."""

import pytest

from cases.models import Recusal
from tests.cases.factories import TODAY, a_case
from tests.cases.identity import NAME, PHONE, a_named
from tests.cases.views.desk import at_desk, text_of

pytestmark = pytest.mark.django_db


# The same reporter


def same_reporter(answer):
    """The numbers under "same reporter as"; beside it a page may name a report of the same school."""
    return [one.number for one in answer.context["sheet"].identity.same_reporter]


def test_the_same_reporter_is_shown_to_the_citys_intake_without_who(world, intake_desk, sealed):
    second = a_named(world, nonce="second")
    answer = text_of(intake_desk.get(sealed.get_absolute_url()))

    assert "Same reporter as" in answer
    assert second.number in answer
    assert not [words for words in (NAME, PHONE) if words in answer]


@pytest.mark.parametrize(
    ("told", "is_same"),
    [
        ({"name": "另一家长"}, True),  # the same identity number
        ({"id_number": ""}, True),  # the same name and phone
        ({"id_number": "", "phone": "13900000000"}, False),
        ({"id_number": "", "name": "另一家长"}, False),
    ],
)
def test_the_same_reporter_is_met_through_number_or_name_and_phone(
    world, intake_desk, sealed, told, is_same
):
    second = a_named(world, nonce="second", **told)

    answer = intake_desk.get(sealed.get_absolute_url())

    assert same_reporter(answer) == ([second.number] if is_same else [])


def test_the_same_reporter_is_shown_to_nobody_else(world, sealed):
    a_named(world, nonce="second")
    answer = at_desk(world["city.approver"]).get(sealed.get_absolute_url())

    assert "Ask to open the identity" in text_of(answer)
    assert "Same reporter as" not in text_of(answer)
    assert same_reporter(answer) == []


def test_the_same_reporter_is_not_shown_where_the_officer_is_barred(world, intake_desk, sealed):
    second = a_named(world, nonce="second")
    case = a_case(world)
    second.__class__.objects.filter(pk=second.pk).update(case=case)
    Recusal.objects.create(case=case, user=world["city.intake"], reason="亲属", on=TODAY)

    assert second.number not in text_of(intake_desk.get(sealed.get_absolute_url()))


# Reaching the reporter


def test_no_page_of_the_officer_shows_the_number(world, intake_desk, sealed):
    form = intake_desk.get(f"{sealed.get_absolute_url()}reach/")
    typed = {"version": "0", "seen": "1", "means": "sms", "text": "请登录原来的页面查看。"}
    assert intake_desk.post(f"{sealed.get_absolute_url()}reach/", typed).status_code == 302
    after = intake_desk.get(sealed.get_absolute_url())

    assert "Text message" in text_of(after)
    assert not [one for one in (form, after) if PHONE in text_of(one) or PHONE[-4:] in text_of(one)]


def test_the_form_says_that_no_exchange_is_connected(intake_desk, sealed):
    answer = text_of(intake_desk.get(f"{sealed.get_absolute_url()}reach/"))

    assert "No telephone exchange is connected" in answer


def test_the_page_says_where_no_number_is_kept(world, intake_desk, vault_key):
    complaint = a_named(world, nonce="old", phone="")

    assert "No number is kept" in text_of(intake_desk.get(complaint.get_absolute_url()))
