"""The follow-up says of every state what is true, and nothing of a finding before it is served."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cases import sheets
from cases.models import Complaint
from cases.sheets.standings import BEING_SETTLED, TAKEN_UP_AGAIN
from cases.states import CaseState, ComplaintState
from cases.views import passes
from tests.cases.factories import TODAY, a_case, a_complaint, a_proceeding, fix_finding
from tests.cases.views.reporter import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WITH_CASE = (ComplaintState.ACCEPTED, ComplaintState.MERGED)
ANSWER = "经查，您反映的问题属实。"


def page_of(complaint):
    """The page as its reporter reads it."""
    client = Client()
    client.cookies["django_language"] = "en"
    opened = HttpResponse()
    passes.give(opened, complaint)
    client.cookies["thread"] = opened.cookies["thread"].value
    return text_of(client.get("/track/thread/"))


def answered(world, case):
    return a_complaint(world, "answered", case=case, answer_text=ANSWER, answered_on=TODAY)


@pytest.mark.parametrize("state", [one for one in ComplaintState if one not in WITH_CASE])
def test_every_state_of_a_report_has_its_words(world, state):
    shown = sheets.thread(a_complaint(world, state.value))

    assert shown.state_label
    assert shown.sentence in page_of(shown.complaint)
    assert bool(shown.next_step) == (state != ComplaintState.ANSWERED)


@pytest.mark.parametrize("state", WITH_CASE)
@pytest.mark.parametrize("of_case", list(CaseState))
def test_every_state_of_an_inquiry_has_its_words(world, state, of_case):
    complaint = a_complaint(world, state.value, case=a_case(world, of_case.value))

    shown = sheets.thread(complaint)

    assert shown.sentence in page_of(complaint)
    assert shown.next_step
    assert ("looked into together" in page_of(complaint)) == (state == ComplaintState.MERGED)


@pytest.mark.parametrize("finding", ["substantiated", "unfounded", ""])
@pytest.mark.parametrize("of_case", ["concluded", "proceeding", "recorded", "applying"])
def test_between_conclusion_and_end_every_finding_reads_alike(world, finding, of_case):
    case = a_case(world, of_case)
    fix_finding(case, finding)

    shown = sheets.thread(a_complaint(world, "accepted", case=case))

    assert (shown.state_label, shown.sentence, shown.next_step) == (
        BEING_SETTLED.label, BEING_SETTLED.sentence, BEING_SETTLED.next_step
    )  # fmt: skip


@pytest.mark.parametrize("of_case", [one for one in CaseState if one not in ("closed", "archived")])
def test_no_answer_is_read_while_the_case_is_open(world, of_case):
    complaint = answered(world, a_case(world, of_case.value))

    assert ANSWER not in page_of(complaint)
    assert str(TAKEN_UP_AGAIN.sentence) in page_of(complaint)


def test_no_answer_is_read_while_a_decision_is_not_served(world):
    """A decision replaced on review, after the case was closed."""
    proceeding = a_proceeding(world, "decided", case_state="closed")
    complaint = answered(world, proceeding.case)
    assert ANSWER not in page_of(complaint)

    proceeding.decisions.update(served_on=TODAY)

    assert ANSWER in page_of(complaint)


def test_a_decision_without_service_shows_no_word_of_it(world):
    proceeding = a_proceeding(world, "decided")
    complaint = a_complaint(world, "accepted", case=proceeding.case, ruling="", answer_text=ANSWER)

    page = page_of(complaint)

    assert [
        one for one in (ANSWER, world.teacher.name, "substantiated", "事实") if one in page
    ] == []


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False), (1, False)])
def test_a_limit_that_has_passed_is_said_to_have_passed(world, days, is_late):
    due = timezone.localdate() + timedelta(days=days)
    complaint = a_complaint(world, "screening", next_due=due)

    assert sheets.thread(complaint).is_late is is_late
    assert ("and is late" in page_of(complaint)) is is_late


def test_a_resting_inquiry_names_no_day(world):
    case = a_case(world, "suspended")
    case.clocks.create(limit="K4", name="办结", started_on=TODAY, due_on=TODAY, paused_on=TODAY)

    assert sheets.thread(a_complaint(world, "accepted", case=case)).due_on is None


def test_an_inquiry_names_the_day_by_which_it_ends(world):
    case = a_case(world, "investigating")
    case.clocks.create(limit="K4", name="办结", started_on=TODAY, due_on=TODAY)

    assert sheets.thread(a_complaint(world, "accepted", case=case)).due_on == TODAY


def test_a_declined_answer_is_said(world):
    complaint = a_complaint(world, "screening", answer_is_wanted=False)

    assert "You wanted no answer." in page_of(complaint)


def test_a_thread_asks_as_little_with_ten_remarks(world, django_assert_num_queries):
    complaint = a_complaint(world, "accepted")
    for number in range(10):
        complaint.remarks.create(body="x", submission_hash=f"{complaint.pk}-{number}")
    fresh = Complaint.objects.select_related("case").get(pk=complaint.pk)

    with django_assert_num_queries(5):
        sheets.thread(fresh)
