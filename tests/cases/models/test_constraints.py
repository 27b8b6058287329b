"""What the database itself refuses, whoever asks and however."""

import pytest
from django.db import Error, IntegrityError, transaction

from cases.models import (
    Case,
    Clock,
    Complaint,
    DispatchOrder,
    Effect,
    Investigator,
    Proceeding,
    Recusal,
    Refund,
    Respondent,
)
from tests.cases.factories import (
    TODAY,
    a_case,
    a_complaint,
    a_decision,
    a_draft,
    a_proceeding,
    an_order,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


def broken_by(deed, *args, **kwargs):
    """What the database says to a deed; empty when it lets it happen."""
    try:
        with transaction.atomic():
            deed(*args, **kwargs)
    except Error as refusal:
        return str(refusal)
    return ""


OVERTAKING = "cases_proceeding_decided_was_notified_and_heard"


@pytest.mark.parametrize(
    "state", ["heard", "decided", "served", "under_review", "lifted", "expired", "revoked"]
)
@pytest.mark.parametrize("missing", ["notified_on", "heard_on"])
def test_nobody_overtakes_notice_and_defence_even_by_constructor(world, state, missing):
    case = a_case(world, "proceeding")
    fields = {"notified_on": TODAY, "heard_on": TODAY}

    def construct(**days):
        Proceeding.objects.create(
            slug=Proceeding.next_slug(), case=case, respondent=case.respondents.get(),
            kind="measure", opened_on=TODAY, state=state, **days,
        )  # fmt: skip

    assert OVERTAKING in broken_by(construct, **fields | {missing: None})
    assert broken_by(construct, **fields) == ""


def test_nobody_overtakes_notice_and_defence_by_an_update(world):
    proceeding = a_proceeding(world, "opened")
    rows = Proceeding.objects.filter(pk=proceeding.pk)

    assert OVERTAKING in broken_by(rows.update, state="decided")
    assert broken_by(rows.update, state="decided", notified_on=TODAY, heard_on=TODAY) == ""


@pytest.mark.parametrize("make", [a_complaint, a_case, a_proceeding])
def test_state_is_not_assigned(world, make):
    with pytest.raises(AttributeError):
        make(world).state = "closed"


def test_case_beyond_pending_has_a_unit(world):
    rows = Case.objects.filter(pk=a_case(world).pk)

    assert "cases_case_dispatched_has_unit" in broken_by(rows.update, state="dispatched")
    assert broken_by(rows.update, state="dispatched", handling_unit=world.county) == ""


def test_one_order_is_in_force_at_a_time(world):
    case = a_case(world)
    an_order(world, case)

    assert "cases_dispatchorder_one_in_force" in broken_by(an_order, world, case)
    DispatchOrder.objects.update(ended_on=TODAY)
    assert broken_by(an_order, world, case) == ""


def test_issued_order_has_a_number(world):
    case = a_case(world)

    assert "cases_dispatchorder_issued_has_number" in broken_by(
        an_order, world, case, issued_on=TODAY
    )


def test_drafter_does_not_issue_his_decision_even_by_constructor(world):
    proceeding = a_proceeding(world, "heard")
    drafter = world["county.officer"]

    assert "cases_decision_drafter_does_not_issue" in broken_by(
        a_decision, world, proceeding, decided_by=drafter
    )
    assert broken_by(a_decision, world, proceeding) == ""


@pytest.mark.parametrize("missing", ["decided_by", "legality_on", "met_on", "starts_on"])
def test_decision_is_whole_when_it_is_made(world, missing):
    proceeding = a_proceeding(world, "heard")

    assert "cases_decision_decided_is_whole" in broken_by(
        a_decision, world, proceeding, **{missing: None}
    )


def test_one_decision_is_in_force_at_a_time(world):
    proceeding = a_proceeding(world, "served")

    assert "cases_decision_one_in_force" in broken_by(a_decision, world, proceeding)
    proceeding.decisions.update(ended_on=TODAY)
    assert broken_by(a_decision, world, proceeding) == ""


def test_decision_says_something(world):
    proceeding = a_proceeding(world, "heard")

    assert "cases_decision_says_something" in broken_by(a_draft, world, proceeding, sanction="")


def test_effect_is_not_carried_out_without_proof(world):
    proceeding = a_proceeding(world, "served")
    effect = Effect.objects.create(
        case=proceeding.case,
        decision=proceeding.decision,
        code="E4",
        name="评优",
        executor="personnel",
    )
    rows = Effect.objects.filter(pk=effect.pk)

    assert "cases_effect_done_has_proof" in broken_by(rows.update, state="running")
    assert broken_by(rows.update, state="running", proof="已登记") == ""


@pytest.mark.parametrize("amount", [0, -1])
def test_refund_is_money(world, amount):
    respondent = a_case(world).respondents.get()

    assert "cases_refund_is_money" in broken_by(
        Refund.objects.create, respondent=respondent, amount=amount, paid_on=TODAY, proof="据"
    )


def test_respondent_is_somebody_and_once_a_case(world):
    case = a_case(world)

    assert "cases_respondent_is_somebody" in broken_by(Respondent.objects.create, case=case)
    assert "cases_respondent_once_a_case" in broken_by(
        Respondent.objects.create, case=case, teacher=world.teacher
    )
    assert broken_by(Respondent.objects.create, case=case, clues="某老师") == ""


def test_investigator_is_appointed_once_at_a_time(world):
    case = a_case(world, "investigating")
    again = {"case": case, "user": world.team[0], "appointed_on": TODAY}

    assert "cases_investigator_once_at_a_time" in broken_by(Investigator.objects.create, **again)
    case.investigators.update(left_on=TODAY)
    assert broken_by(Investigator.objects.create, **again) == ""


def test_person_is_recused_once_a_case(world):
    recused = {"case": a_case(world), "user": world.team[0], "reason": "亲属", "on": TODAY}
    Recusal.objects.create(**recused)

    assert "cases_recusal_once_a_person" in broken_by(Recusal.objects.create, **recused)


def test_clock_belongs_to_a_case_or_a_complaint(world):
    days = {"limit": "K4", "name": "办结", "started_on": TODAY, "due_on": TODAY}

    assert "cases_clock_has_one_record" in broken_by(Clock.objects.create, **days)
    assert broken_by(Clock.objects.create, case=a_case(world), **days) == ""


@pytest.mark.parametrize(
    ("column", "value"),
    [("narrative", "改"), ("received_on", "2026-01-01"), ("channel", "PHONE")],
)
def test_words_of_a_complaint_are_never_edited(world, column, value):
    rows = Complaint.objects.filter(pk=a_complaint(world).pk)

    assert "Cannot update rows from cases_complaint table" in broken_by(
        rows.update, **{column: value}
    )
    assert broken_by(rows.update, teacher_name="某") == ""


def test_a_name_once_given_stays(world):
    rows = Complaint.objects.filter(pk=a_complaint(world).pk)

    assert broken_by(rows.update, is_named=True) == ""
    assert "Cannot update rows from cases_complaint table" in broken_by(rows.update, is_named=False)


def test_complaint_is_never_deleted(world):
    complaint = a_complaint(world)

    assert "Cannot delete rows from cases_complaint table" in broken_by(
        Complaint.objects.filter(pk=complaint.pk).delete
    )


@pytest.mark.parametrize("state", ["accepted", "merged"])
def test_complaint_taken_up_has_a_case(world, state):
    with pytest.raises(IntegrityError, match="cases_complaint_taken_up_has_case"):
        a_complaint(world, state, case=None)
