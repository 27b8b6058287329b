"""Edge cases of domain reference §8 on reporters who step back, by their numbers."""

import pytest

from cases.actions import dialogue
from cases.models import Complaint
from ledger import history
from tests.cases.factories import TODAY, a_case, a_complaint, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


@pytest.fixture
def case(world):
    """Ready to be closed once its consequences are carried out."""
    return a_case(world, "applying", completion_reported_on=TODAY)


@pytest.fixture
def complaint(world, case):
    return a_complaint(world, "accepted", case=case)


def limits(complaint):
    return {one.limit for one in complaint.clocks.running()}


def test_edge_6_withdrawal_is_recorded_and_stops_no_inquiry(world, case, complaint):
    dialogue.withdraw(complaint)

    assert [one.kind for one in history.of(complaint.subject)][-1] == "complaint.withdrawn"
    case.refresh_from_db()
    assert case.state == "applying"
    assert refusal(case, "close", by=world["city.approver"]) is None


def test_edge_6_no_answer_is_due_to_who_declined_it(world, case, complaint):
    dialogue.withdraw(complaint)
    dialogue.wish(complaint, answer_is_wanted=False)

    assert refusal(case, "close", by=world["city.approver"]) is None

    assert limits(complaint) == set()


def test_edge_6_an_answer_is_due_to_who_stepped_back_and_wants_it(world, case, complaint):
    dialogue.withdraw(complaint)

    assert refusal(case, "close", by=world["city.approver"]) is None

    assert limits(complaint) == {"K11"}


def test_edge_6_who_declines_after_the_end_stops_the_limit_and_may_begin_it_again(
    world, case, complaint
):
    assert refusal(case, "close", by=world["city.approver"]) is None
    complaint.refresh_from_db()

    dialogue.wish(complaint, answer_is_wanted=False)
    assert (limits(complaint), Complaint.objects.get(pk=complaint.pk).next_due) == (set(), None)

    dialogue.wish(complaint, answer_is_wanted=True)
    assert limits(complaint) == {"K11"}
    assert Complaint.objects.get(pk=complaint.pk).next_due > TODAY
