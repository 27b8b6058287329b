"""A child in danger: one custodian opens an identity alone, and another person reviews that."""

from datetime import timedelta

import pytest

from cases.actions import identities
from cases.exceptions import NotAllowed, NotPermitted
from cases.models import IdentityGrant
from notifications.models import Message
from tests.cases.identity import NAME, a_named, at_once, kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def endangered(world, vault_key):
    return a_named(world, minor_risk=True)


@pytest.fixture
def emergency(world, custodian2, endangered, browser):
    return at_once(endangered, browser, world["city.custodian"])


def test_a_custodian_opens_at_once_alone(world, emergency, browser):
    found = identities.read(emergency, private=browser.private, by=world["city.custodian"])

    assert (found.name, emergency.is_emergency) == (NAME, True)
    assert emergency.review_due_at - emergency.ruled_at == timedelta(hours=24)


def test_those_who_can_review_are_told(emergency):
    letters = Message.objects.filter(kind="complaint.identity_opened_at_once")

    assert set(letters.values_list("reader__username", flat=True)) == {
        "city.discipline", "city.custodian2",
    }  # fmt: skip


def test_opening_at_once_sent_twice_is_one(world, emergency, browser):
    assert at_once(emergency.complaint, browser, world["city.custodian"]) == emergency


def test_nothing_is_opened_at_once_without_a_child_in_danger(world, sealed, browser):
    with pytest.raises(NotAllowed):
        at_once(sealed, browser, world["city.custodian"])


@pytest.mark.parametrize("login", ["city.intake", "city.discipline", "county.custodian"])
def test_nobody_but_a_custodian_opens_at_once(world, endangered, browser, login):
    with pytest.raises(NotPermitted):
        at_once(endangered, browser, world[login])


def test_opening_at_once_needs_the_passphrase(world, endangered, browser):
    with pytest.raises(NotAllowed):
        at_once(endangered, browser, world["city.custodian"], "wrong")
    assert not IdentityGrant.objects.exists()


@pytest.mark.parametrize("login", ["city.discipline", "city.custodian2"])
def test_another_person_reviews_it(world, custodian2, emergency, login):
    reviewer = custodian2 if login == custodian2.username else world[login]
    identities.review(emergency, text="确有危险，不能等。", by=reviewer)
    emergency.refresh_from_db()

    assert (emergency.reviewed_by, emergency.review) == (reviewer, "确有危险，不能等。")
    assert kinds(emergency.complaint)[-1] == "complaint.identity_reviewed"


@pytest.mark.parametrize("login", ["city.custodian", "city.intake", "county.custodian"])
def test_nobody_else_reviews_it(world, emergency, login):
    with pytest.raises(NotPermitted):
        identities.review(emergency, text="确有危险。", by=world[login])


def test_whom_the_custodian_told_is_kept(world, emergency):
    for _ in range(2):
        identities.pass_on(emergency, text="已告知某派出所民警", by=world["city.custodian"])

    assert identities.passed_on(emergency) == ["已告知某派出所民警"]


def test_nobody_else_passes_it_on(world, emergency, custodian2):
    with pytest.raises(NotPermitted):
        identities.pass_on(emergency, text="已告知", by=custodian2)
