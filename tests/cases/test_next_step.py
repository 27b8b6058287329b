"""What a case waits for, fact by fact; the same in the list as on its page, and whose turn it is."""

from datetime import timedelta

import pytest

from cases import next_step
from cases.models import Case, Effect, Proceeding, Refund
from tests.cases.factories import (
    TODAY,
    a_case,
    a_complaint,
    a_decision,
    a_draft,
    a_proceeding,
    a_report,
    an_investigator,
    an_order,
    fix_finding,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]


def proposed(world):
    case = a_case(world)
    an_order(world, case)
    return case


def ended(world):
    case = a_case(world)
    an_order(world, case, ended_on=TODAY)
    return case


def objected(world):
    case = a_case(world, "dispatched")
    an_order(world, case, issued_on=TODAY, number="1", objection="不属本县")
    return case


def undeclared(world):
    case = a_case(world, "investigating", team=world.team[:1])
    an_investigator(case, world.team[1], no_conflict_on=None)
    return case


def one_left(world):
    case = a_case(world, "investigating", team=world.team[:1])
    an_investigator(case, world.team[1], left_on=TODAY)
    return case


def written(world, signed_by=None, **fields):
    case = a_case(world, "investigating", **fields)
    a_report(world, case, signed_by=signed_by)
    return case


def returned(world):
    case = written(world)
    case.reports.update(returned_on=TODAY)
    return case


def rewritten(world):
    case = returned(world)
    case.reports.update(version=0)
    a_report(world, case)
    return case


def found(world, finding, state="concluded", **fields):
    case = a_case(world, state)
    fix_finding(case, finding, **fields)
    return case


def handled(world, proceeding_state):
    return a_proceeding(world, proceeding_state).case


def applying(world, *codes, state="applying", **fields):
    proceeding = a_proceeding(world, "opened", case_state=state)
    decision = a_decision(world, proceeding)
    for code in codes:
        Effect.objects.create(
            case=proceeding.case, decision=decision, code=code, name=code, executor="officer"
        )
    proceeding.case.respondents.update(**fields)
    return proceeding.case


def paid(world, *amounts):
    case = applying(world, amount_taken=100)
    for amount in amounts:
        Refund.objects.create(
            respondent=case.respondents.first(), amount=amount, paid_on=TODAY, proof="x"
        )
    return case


def last_round(world):
    case = written(world)
    Case.objects.filter(pk=case.pk).update(round=2)
    return Case.objects.get(pk=case.pk)


def completed(world):
    case = applying(world)
    Case.objects.filter(pk=case.pk).update(completion_reported_on=TODAY)
    return case


STEPS = {
    "new": (a_case, "propose_dispatch"),
    "proposed": (proposed, "dispatch"),
    "proposal ended": (ended, "propose_dispatch"),
    "dispatched": (lambda w: a_case(w, "dispatched"), "sign"),
    "objected": (objected, "object"),
    "one investigator": (
        lambda w: a_case(w, "investigating", team=w.team[:1]),
        "appoint",
    ),
    "one left": (one_left, "appoint"),
    "undeclared": (undeclared, "declare_no_conflict"),
    "no report": (lambda w: a_case(w, "investigating"), "write_report"),
    "report of the last round": (last_round, "write_report"),
    "signed by one": (lambda w: written(w, w.team[:1]), "sign_report"),
    "signed by two": (written, "submit_report"),
    "returned": (returned, "write_report"),
    "returned and written anew": (rewritten, "submit_report"),
    "suspended": (lambda w: a_case(w, "suspended"), "resume"),
    "reported": (lambda w: a_case(w, "reported"), "conclude"),
    "at fault": (lambda w: found(w, "partly"), "open_proceedings"),
    "cleared": (lambda w: found(w, "unfounded"), "tell_respondent"),
    "cleared and told": (lambda w: found(w, "unfounded", told_on=TODAY), "record"),
    "in proceedings": (lambda w: handled(w, "notified"), ""),
    "all served": (lambda w: handled(w, "served"), "record"),
    "recorded with effects": (lambda w: applying(w, "E1", state="recorded"), "apply"),
    "recorded without": (lambda w: applying(w, state="recorded"), "report_completion"),
    "effects wait": (lambda w: applying(w, "E1", "E11"), "carry_out_effects"),
    "only the refund waits": (lambda w: applying(w, "E11", amount_taken=5), "record_refund"),
    "nothing paid": (paid, "record_refund"),
    "partly paid": (lambda w: paid(w, 60, 39), "record_refund"),
    "all paid in parts": (lambda w: paid(w, 60, 40), "report_completion"),
    "completion reported": (completed, "close"),
    "closed": (lambda w: a_case(w, "closed"), "archive"),
    "archived": (lambda w: a_case(w, "archived"), ""),
}


@pytest.mark.parametrize(("make", "step"), STEPS.values(), ids=STEPS)
def test_case_waits_for(world, make, step):
    case = Case.objects.get(pk=make(world).pk)

    assert next_step.of_case(case) == step


@pytest.mark.parametrize(("make", "step"), STEPS.values(), ids=STEPS)
def test_list_says_the_same_without_a_query(world, make, step, django_assert_num_queries):
    case = make(world)
    listed = next_step.with_facts(Case.objects.all()).get(pk=case.pk)

    with django_assert_num_queries(0):
        assert next_step.of_case(listed) == step


def told_the_police(world):
    complaint = a_complaint(world, "screening", minor_risk=True)
    complaint.dossier.create(
        kind="danger_report", on=TODAY, text="已报警", entered_by=world["city.intake"]
    )
    return complaint


OF_COMPLAINTS = {
    "new": (a_complaint, "screen"),
    "new, a child in danger": (lambda w: a_complaint(w, minor_risk=True), "report_danger"),
    "screening": (lambda w: a_complaint(w, "screening"), "accept"),
    "a child in danger": (
        lambda w: a_complaint(w, "screening", minor_risk=True),
        "report_danger",
    ),
    "the police told": (told_the_police, "accept"),
    "in an open case": (lambda w: a_complaint(w, "accepted"), ""),
    "in a closed case": (
        lambda w: a_complaint(w, "merged", case=a_case(w, "closed")),
        "answer",
    ),
    "referred": (lambda w: a_complaint(w, "referred"), "answer"),
    "not accepted": (lambda w: a_complaint(w, "not_accepted"), "answer"),
    "shelved": (lambda w: a_complaint(w, "shelved"), "wake"),
    "answered": (lambda w: a_complaint(w, "answered"), ""),
}


@pytest.mark.parametrize(("make", "step"), OF_COMPLAINTS.values(), ids=OF_COMPLAINTS)
def test_complaint_waits_for(world, make, step):
    assert next_step.of("complaint", make(world)) == step


def drafted(world, **fields):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding, **fields)
    return proceeding


def served(world, **fields):
    proceeding = a_proceeding(world, "opened")
    a_decision(world, proceeding, **fields)
    Proceeding.objects.filter(pk=proceeding.pk).update(
        state="served", notified_on=TODAY, heard_on=TODAY
    )
    return Proceeding.objects.get(pk=proceeding.pk)


MEASURE = {"sanction": "", "measures": ["DISQ"], "ends_on": None}
YESTERDAY = TODAY - timedelta(1)
OF_PROCEEDINGS = {
    "sanction": (a_proceeding, "investigate"),
    "measure": (lambda w: a_proceeding(w, kind="measure"), "notify"),
    "transfer": (lambda w: a_proceeding(w, kind="transfer"), "transfer"),
    "investigated": (lambda w: a_proceeding(w, "investigated"), "notify"),
    "notified": (lambda w: a_proceeding(w, "notified"), "hear"),
    "hearing": (lambda w: a_proceeding(w, "hearing"), "hold_hearing"),
    "heard": (lambda w: a_proceeding(w, "heard"), "draft_decision"),
    "drafted": (lambda w: drafted(w, ready=False), "check_legality"),
    "checked": (lambda w: drafted(w, met_on=None), "record_meeting"),
    "ready": (drafted, "decide"),
    "decided": (lambda w: a_proceeding(w, "decided"), "serve"),
    "sanction runs": (lambda w: served(w, ends_on=TODAY), ""),
    "sanction ended": (lambda w: served(w, ends_on=YESTERDAY), "lift"),
    "measure runs": (lambda w: served(w, **MEASURE, disqualified_until=TODAY), ""),
    "measure ended": (lambda w: served(w, **MEASURE, disqualified_until=YESTERDAY), "expire"),
    "measure without a term": (lambda w: served(w, **MEASURE), ""),
    "decision gone": (lambda w: served(w, ended_on=TODAY), ""),
    "under review": (lambda w: a_proceeding(w, "under_review"), "uphold"),
    "revoked": (lambda w: a_proceeding(w, "revoked"), ""),
}


@pytest.mark.parametrize(("make", "step"), OF_PROCEEDINGS.values(), ids=OF_PROCEEDINGS)
def test_proceeding_waits_for(world, make, step):
    assert next_step.of("proceeding", make(world)) == step


def turns(world, case, name):
    """Who is told that it is his turn: in the list, and on the page."""
    rows = {
        user.username: next_step.with_turns(Case.objects.all(), user).get(pk=case.pk)
        for user in world.team
    }
    listed = {login for login, row in rows.items() if next_step.is_turn_of_reader(row, name)}
    return listed, {one.username for one in next_step.persons(case, name)}


def test_it_is_the_turn_of_who_has_not_declared(world):
    assert turns(world, undeclared(world), "declare_no_conflict") == (
        {"county.investigator2"}, {"county.investigator2"},
    )  # fmt: skip


def test_it_is_the_turn_of_who_has_not_signed_the_newest_version(world):
    case = written(world)
    assert turns(world, case, "sign_report") == (set(), set())
    newer = case.reports.create(
        round=1, version=2, facts="x", evidence="x", opinion="x", written_by=world.team[0],
        written_on=TODAY,
    )  # fmt: skip
    newer.signatures.create(user=world.team[0], on=TODAY)

    assert turns(world, case, "sign_report") == (
        {"county.investigator2"}, {"county.investigator2"},
    )  # fmt: skip


def test_it_is_the_turn_of_everybody_in_the_seat_for_other_verbs(world):
    assert next_step.persons(a_case(world, "investigating"), "submit_report") is None
