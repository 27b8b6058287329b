"""What a case waits for, fact by fact; the same in the list as on its page, and whose turn it is."""

import pytest

from cases import next_step
from cases.models import Case, Effect, Refund
from tests.cases.factories import (
    TODAY,
    a_case,
    a_decision,
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
    "returned": (lambda w: written(w, returns=1), "write_report"),
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
