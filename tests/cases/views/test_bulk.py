"""Deeds for many: all or none, each looked at again, once a form; nothing is ever closed this way."""

import pytest

from cases.models import BulkDeed, Case, Complaint, SavedView
from ledger import access, history
from notifications.models import Message
from tests.cases.factories import a_case, a_complaint
from tests.cases.views.desk import at_desk, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
BULK = "/desk/bulk/cases/"
TRUST = "/desk/bulk/complaints/"


@pytest.fixture
def cases(world):
    return [a_case(world, "investigating") for _n in range(3)]


@pytest.fixture
def approver(world):
    return at_desk(world["county.approver"])


def send(client, deed, records, address=BULK, **typed):
    """The second page of a deed, filled in."""
    chosen = [one if isinstance(one, str) else one.slug for one in records]
    said = {"deed": deed, "go": "yes", "token": "once", "comment": "按分工办理", "chosen": chosen}
    return client.post(address, said | typed)


def events(record):
    return [one.kind for one in history.of(record.subject).filter(refused=False)]


def test_assign_appoints_one_officer_for_all_and_tells_him_once(world, approver, cases):
    officer = world["county.officer"]

    asked = approver.post(BULK, {"deed": "assign", "chosen": [one.slug for one in cases]})
    answer = send(approver, "assign", cases, person=officer.pk)

    assert "Responsible officer" in text_of(asked)
    assert (answer.status_code, answer.url) == (303, "/desk/cases/")
    assert set(Case.objects.values_list("assignee", flat=True)) == {officer.pk}
    assert [events(one) for one in cases] == [["case.assigned"]] * 3
    assert [one.body for one in Message.objects.filter(reader=officer)] == ["3"]


def test_assign_sent_twice_is_done_once(world, approver, cases):
    for _n in range(2):
        send(approver, "assign", cases, person=world["county.officer"].pk)

    assert [events(one) for one in cases] == [["case.assigned"]] * 3
    assert BulkDeed.objects.get().count == 3


def test_remind_tells_whoever_answers_and_keeps_why(world, cases):
    Case.objects.filter(pk=cases[0].pk).update(assignee=world["county.officer"])

    send(at_desk(world["city.intake"]), "remind", cases, comment="请抓紧办理")

    assert Message.objects.get(kind="case.reminded").reader == world["county.officer"]
    said = history.of(cases[0].subject).get(kind="case.reminded").payload.content
    assert said["note"] == "请抓紧办理"


@pytest.mark.parametrize("stranger", ["foreign", "vanished"])
def test_p2_one_that_is_not_ones_own_changes_nothing(world, approver, cases, stranger):
    foreign = a_case(world, "investigating", handling_unit=world.other, team=[])
    bad = foreign.slug if stranger == "foreign" else "2026-99999"

    answer = send(approver, "assign", [*cases, bad], person=world["county.officer"].pk)

    assert (answer.status_code, "gone, or not open to you" in text_of(answer)) == (409, True)
    assert not Case.objects.exclude(assignee=None).exists()
    assert not BulkDeed.objects.exists()


def test_p2_one_without_the_right_changes_nothing_and_is_recorded(world, cases):
    """A person of two hats sees a case that he may not remind about."""
    mixed = at_desk(world["county.officer"])

    answer = send(mixed, "remind", cases)

    assert answer.status_code == 403
    assert "you have no right to do this. Nothing was changed." in text_of(answer)
    assert [events(one) for one in cases] == [[], [], []]
    assert history.of(cases[0].subject).get().refused


def test_p2_one_in_another_state_changes_nothing(world, approver, cases):
    closed = a_case(world, "closed", assignee=None)

    answer = send(approver, "remind", [*cases, closed])

    assert (answer.status_code, "Nothing was changed" in text_of(answer)) == (409, True)
    assert [events(one) for one in cases] == [[], [], []]


def test_assign_takes_cases_of_one_unit_and_an_officer_of_it(world, cases):
    other = a_case(world, "investigating", handling_unit=world.other, team=[])
    city = at_desk(world["city.intake"])

    two_units = send(city, "assign", [*cases, other], person=world["county.officer"].pk)
    stranger = send(at_desk(world["county.approver"]), "assign", cases, person=world["other.officer"].pk)  # fmt: skip

    assert "choose those of one unit" in text_of(two_units)
    assert stranger.status_code == 200
    assert not Case.objects.exclude(assignee=None).exists()


@pytest.mark.parametrize("deed", ["close", "archive", "conclude", "decide", "delete", ""])
def test_nothing_is_closed_in_bulk_read_or_unread(world, deed):
    case = a_case(world, "recorded")
    client = at_desk(world["city.approver"])
    assert not access.of(case.subject).exists()

    answer = send(client, deed, [case])

    case.refresh_from_db()
    assert (answer.status_code, case.state) == (403, "recorded")
    assert "never done to many at once" in text_of(answer)


def test_an_attempt_to_close_many_stands_in_the_history(world):
    case = a_case(world, "recorded")

    send(at_desk(world["city.approver"]), "close", [case])

    assert [(one.kind, one.refused) for one in history.of(case.subject)] == [("case.close", True)]


def test_no_list_offers_a_verb_that_ends_anything(world, cases):
    for login in ("city.intake", "city.approver", "county.officer", "county.approver"):
        offered = at_desk(world[login]).get("/desk/cases/").context["deeds"]
        assert {name for name, _label in offered} <= {"assign", "remind", "pick", "export"}


@pytest.mark.parametrize(
    ("chosen", "sentence"), [([], "Choose at least one row"), ([" ".join(f"2026-{n:05d}" for n in range(501))], "At most 500")]
)  # fmt: skip
def test_none_and_too_many_are_refused_in_words(approver, chosen, sentence):
    answer = send(approver, "remind", chosen)

    assert (answer.status_code, sentence in text_of(answer)) == (409, True)


def test_a_comment_is_asked_for_and_what_was_chosen_is_kept(approver, cases):
    answer = send(approver, "remind", cases, comment=" ")

    assert (answer.status_code, len(answer.context["records"])) == (200, 3)
    assert "This field is required" in text_of(answer)
    assert [events(one) for one in cases] == [[], [], []]


def test_pick_makes_a_list_by_hand_and_adds_to_it(world, approver, cases):
    for chosen in (cases[:2], cases[1:]):
        answer = send(approver, "pick", chosen, name="今天看")

    view = SavedView.objects.get()
    shown = approver.get(view.get_absolute_url())
    assert (answer.url, view.is_picked) == (view.get_absolute_url(), True)
    assert len(shown.context["rows"]) == 3
    a_case(world, "investigating")
    assert len(approver.get(view.get_absolute_url()).context["rows"]) == 3


def test_a_picked_case_that_was_handed_on_is_seen_no_more(world, approver, cases):
    send(approver, "pick", cases, name="今天看")
    view = SavedView.objects.get()
    lost = a_case(world, "investigating", handling_unit=world.other, team=[])
    view.picked.add(lost)

    assert len(approver.get(view.get_absolute_url()).context["rows"]) == 3


def test_trust_lets_a_flood_join_at_once(world):
    flood = [a_complaint(world, doubt="flood") for _n in range(3)]
    client = at_desk(world["city.intake"])

    send(client, "trust", flood, TRUST, comment="同一网络的家长群")

    assert Complaint.objects.trusted().count() == 3
    said = history.of(flood[0].subject).get(kind="complaint.trusted").payload.content
    assert said["note"] == "同一网络的家长群"


def test_trust_with_one_that_is_trusted_already_changes_nothing(world):
    flood = [a_complaint(world, doubt="flood"), a_complaint(world)]

    answer = send(at_desk(world["city.intake"]), "trust", flood, TRUST)

    assert answer.status_code == 409
    assert Complaint.objects.held_apart().count() == 1


def test_all_that_a_list_found_are_chosen_though_a_page_shows_fewer(world):
    flood = [a_complaint(world, doubt="flood") for _n in range(30)]
    a_complaint(world, kind="gift", doubt="flood")
    client = at_desk(world["city.intake"])
    said = {"deed": "trust", "all": "yes", "query": "apart=yes&kind=tutoring"}

    asked = client.post(TRUST, said)
    send(client, "trust", [asked.context["form"]["chosen"].value()[0]], TRUST)

    assert len(asked.context["records"]) == len(flood)
    assert Complaint.objects.held_apart().get().kind == "gift"


def test_trust_is_not_for_the_approver(world):
    flood = [a_complaint(world, doubt="flood")]

    assert send(at_desk(world["city.approver"]), "trust", flood, TRUST).status_code == 403
    assert Complaint.objects.held_apart().count() == 1


def test_p2_one_recused_from_one_case_does_nothing_to_any(world, approver, cases):
    cases[0].recusals.create(user=world["county.approver"], reason="亲属", on="2026-10-12")

    assert send(approver, "remind", cases).status_code == 409
    assert [events(one) for one in cases] == [[], [], []]


@pytest.mark.parametrize("address", ["/desk/bulk/nothing/", BULK])
def test_bulk_without_anything_is_refused(approver, address):
    assert approver.post(address).status_code in {404, 409}
    assert approver.get(address).status_code == 405
