"""W4: reports that a machine may have sent wait apart, are counted, and join when an officer lets them."""

import pytest

from cases import receipts, tasks
from cases.actions import intake as intake_actions
from cases.models import Complaint
from cases.states import Kind
from notifications.models import Message
from tests.cases.views.desk import at_desk, send, text_of

pytestmark = pytest.mark.django_db
COMPLAINTS = "/desk/complaints/"


@pytest.fixture
def intake(world):
    return at_desk(world["city.intake"])


@pytest.fixture
def approver(world):
    return at_desk(world["city.approver"])


@pytest.fixture
def apart(world):
    return arrived(doubt="challenge")


def arrived(**more):
    doubt = more.pop("doubt", "")
    told = intake_actions.Told(kind=Kind.TUTORING, narrative="经过", **more)
    return intake_actions.register(
        told, nonce=receipts.new_nonce(), arrival=intake_actions.Arrival(doubt=doubt)
    )


def shown(answer):
    return [row.record.slug for row in answer.context["rows"]]


def test_one_in_doubt_is_not_among_the_others(intake, apart):
    other = arrived()

    assert shown(intake.get(COMPLAINTS)) == [other.slug]


def test_the_list_counts_those_apart(intake, apart):
    arrived(doubt="flood")

    page = intake.get(COMPLAINTS)

    assert page.context["apart"] == 2
    assert "2 reports wait apart" in text_of(page)


def test_the_list_says_nothing_where_none_is_apart(intake):
    arrived()

    assert "apart=yes" not in text_of(intake.get(COMPLAINTS))


def test_those_apart_are_shown_by_themselves(intake, apart):
    arrived()

    assert shown(intake.get(COMPLAINTS, {"apart": "yes"})) == [apart.slug]


def test_one_apart_is_found_by_its_number(intake, apart):
    assert shown(intake.get(COMPLAINTS, {"q": apart.number})) == [apart.slug]


def test_its_page_says_why_it_is_apart(intake, apart):
    assert "did not answer the check against floods" in text_of(
        intake.get(apart.get_absolute_url())
    )


def test_screen_is_refused_while_it_is_apart(intake, apart):
    answer = send(intake, apart, "screen", {})

    apart.refresh_from_db()
    assert (answer.status_code, apart.state) == (409, "registered")


def test_trust_lets_it_join(intake, apart):
    assert send(intake, apart, "trust", {}).status_code == 302

    assert Complaint.objects.get().is_doubtful is False
    assert shown(intake.get(COMPLAINTS)) == [apart.slug]


def test_trust_lets_it_be_screened(intake, apart):
    send(intake, apart, "trust", {})
    send(intake, apart, "screen", {})

    assert Complaint.objects.get().state == "screening"


def test_trust_keeps_why_it_had_waited(intake, apart):
    send(intake, apart, "trust", {})

    assert Complaint.objects.get().doubt == "challenge"


def test_trust_is_refused_to_whoever_may_not_screen(approver, apart):
    approver.post(f"{apart.get_absolute_url()}trust/", {"version": apart.version})

    assert Complaint.objects.get().is_doubtful


def test_trust_is_refused_where_nothing_is_in_doubt(intake):
    complaint = arrived()

    assert send(intake, complaint, "trust", {}).status_code == 409


@pytest.mark.parametrize(("doubt", "is_offered"), [("", False), ("trap", True)])
def test_trust_is_offered_where_it_has_a_point(intake, doubt, is_offered):
    complaint = arrived(doubt=doubt)

    page = text_of(intake.get(complaint.get_absolute_url()))

    assert (f'href="{complaint.get_absolute_url()}trust/"' in page) is is_offered


def test_announce_leaves_those_apart_until_they_are_trusted(intake, apart):
    tasks.announce()
    assert not Message.objects.exists()

    send(intake, apart, "trust", {})
    tasks.announce()

    assert {one.body for one in Message.objects.all()} == {apart.number}


def test_announce_tells_of_a_child_in_danger_whoever_sent_it(world):
    complaint = arrived(doubt="flood", minor_risk=True)

    tasks.announce()

    assert {one.body for one in Message.objects.all()} == {complaint.number}
