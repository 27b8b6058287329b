"""The custodians' list, and an identity that is opened at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import IdentityGrant
from tests.cases.identity import ADDRESS, ID_NUMBER, NAME, PHONE, a_named, kinds
from tests.cases.views.desk import at_desk, text_of
from tests.cases.views.identity_pages import (
    LIST,
    WORDS,
    ask,
    open_at_once,
    page,
    read,
    rule,
    shows_identity,
)

pytestmark = pytest.mark.django_db
# session and its renewal (4), reader, what he watches, requests and two prefetches, overdue ones,
# posts and unread for the frame
LIST_QUERIES = 9


# The list


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    world, intake_desk, vault_key, django_assert_num_queries, number
):
    for each in range(number):
        ask(intake_desk, a_named(world, nonce=f"nonce{each}"))
    client = at_desk(world["city.custodian"])
    client.get(LIST)

    with django_assert_num_queries(LIST_QUERIES):
        answer = client.get(LIST)
    assert len(answer.context["rows"]) == number


def test_the_list_goes_on_where_it_ended(world, intake_desk, vault_key, monkeypatch):
    monkeypatch.setattr("cases.views.identities.PAGE", 2)
    numbers = []
    for each in range(3):
        complaint = a_named(world, nonce=f"nonce{each}")
        ask(intake_desk, complaint)
        numbers.append(complaint.number)
    client = at_desk(world["city.custodian"])

    first = client.get(LIST)
    rest = client.get(f"{LIST}?after={first.context['older']}")
    shown = [[row.number for row in one.context["rows"]] for one in (first, rest)]
    assert shown == [[numbers[2], numbers[1]], [numbers[0]]]


@pytest.mark.parametrize("after", ["x", "9" * 30, "-1", "٣"])
def test_an_odd_cursor_shows_the_first_page(world, grant, after):
    answer = at_desk(world["city.custodian"]).get(LIST, {"after": after})

    assert len(answer.context["rows"]) == 1


# A child in danger


@pytest.fixture
def endangered(world, vault_key):
    return a_named(world, nonce="danger", minor_risk=True)


def test_a_custodian_finds_it_by_its_number_and_opens_it_alone(world, endangered):
    client = at_desk(world["city.custodian"])
    found = client.get(LIST, {"number": endangered.number})
    assert found.url == page(endangered)

    open_at_once(client, endangered)
    assert shows_identity(read(client, endangered)) == [NAME, PHONE, ID_NUMBER, ADDRESS]
    assert WORDS not in text_of(client.get(page(endangered)))


@pytest.mark.parametrize("number", ["2026-99999", "", "x", "温师举〔2026〕0号"])
def test_no_other_number_is_found(world, sealed, number):
    client = at_desk(world["city.custodian"])
    for typed in (number, sealed.number):
        answer = client.get(LIST, {"number": typed})
        assert answer.status_code == 200
        assert answer.context["form"].errors["number"]


def test_a_wrong_passphrase_opens_nothing_at_once(world, endangered):
    client = at_desk(world["city.custodian"])
    answer = open_at_once(client, endangered, "wrong")

    assert (answer.status_code, IdentityGrant.objects.count()) == (409, 0)
    assert "今晚可能受伤害" in text_of(answer)


def test_whoever_reviews_sees_who_opened_it_and_not_the_identity(world, endangered):
    open_at_once(at_desk(world["city.custodian"]), endangered)
    grant = IdentityGrant.objects.get()
    client = at_desk(world["city.discipline"])
    answer = client.get(f"{LIST}{grant.pk}/")
    assert shows_identity(answer) == []
    assert "今晚可能受伤害" in text_of(answer)

    rule(client, grant, "review", text="确有危险。")
    grant.refresh_from_db()
    assert grant.reviewed_by == world["city.discipline"]


def test_who_opened_it_is_offered_no_review(world, endangered):
    client = at_desk(world["city.custodian"])
    open_at_once(client, endangered)
    grant = IdentityGrant.objects.get()
    offered = [deed.name for deed, _form in client.get(f"{LIST}{grant.pk}/").context["pairs"]]

    assert offered == ["pass_on", "end"]
    assert rule(client, grant, "review", text="自己复核").status_code == 403


def test_an_overdue_review_stands_in_red(world, endangered):
    open_at_once(at_desk(world["city.custodian"]), endangered)
    client = at_desk(world["city.discipline"])
    assert "overdue" not in text_of(client.get(LIST))

    IdentityGrant.objects.update(review_due_at=timezone.now() - timedelta(minutes=1))
    answer = text_of(client.get(LIST))
    assert '<span class="row-danger">overdue</span>' in answer
    assert "1 identity was opened at once and has not been reviewed" in answer


def test_whom_the_custodian_told_stands_there(world, endangered):
    client = at_desk(world["city.custodian"])
    open_at_once(client, endangered)
    grant = IdentityGrant.objects.get()
    rule(client, grant, "pass_on", text="已告知某派出所民警")

    assert "已告知某派出所民警" in text_of(client.get(f"{LIST}{grant.pk}/"))
    assert kinds(endangered)[-1] == "complaint.identity_passed_on"
