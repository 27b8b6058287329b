"""Twenty people at one record on real connections: one wins, the others are told, nothing is torn."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from cases import verbs
from cases.actions.accountability import Verdict
from cases.actions.inquiry import Opinion
from cases.exceptions import CaseError
from cases.models import Case, Proceeding
from cases.verb import perform
from ledger import history
from ledger.models import Event
from tests.cases.factories import TODAY, World, a_case, a_draft, a_proceeding, a_report, fix_finding

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 20


@pytest.fixture
def committed():
    """The world of the other tests, but where every connection sees it."""
    return World()


def rush(deeds):
    """All at once; the sorted names of how each ended, "won" where it was done."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait(timeout=60)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def deed(record, name, user, **arguments):
    def attempt():
        try:
            perform(verbs.get(record.SERIES, name), record, by=user, **arguments)
        except CaseError as refusal:
            return type(refusal).__name__
        return f"won: {name}"

    return attempt


def late_deed(record, name, user, **arguments):
    """Looks at the record only when it comes to it."""

    def attempt():
        fresh = type(record).objects.get(pk=record.pk)
        return deed(fresh, name, user, **arguments)()

    return attempt


def conflicting(world, case, make):
    """Conclude it, return it, take it from the unit."""
    finding = {case.respondents.get().pk: Opinion(finding="unfounded")}
    county, city = world["county.approver"], world["city.approver"]
    ways = [
        ("conclude", county, {"findings": finding, "accountability": Verdict("首次发生")}),
        ("return_report", county, {"points": ["补充"]}),
        ("recall", city, {"mode": "raised", "reason": "久拖不办"}),
        ("recuse", city, {"person": world["county.legal"], "reason": "亲属"}),
    ]
    one_each = [ways[turn % 4] for turn in range(MANY)]
    return [make(Case.objects.get(pk=case.pk), name, by, **said) for name, by, said in one_each]


def test_of_twenty_who_saw_the_same_one_wins_and_the_others_are_stale(committed):
    case = a_case(committed, "reported")
    a_report(committed, case)

    ends = rush(conflicting(committed, case, deed))

    assert ends[: MANY - 1] == ["Stale"] * (MANY - 1)
    won = ends[-1].removeprefix("won: ")
    events = Event.objects.filter(subject=case.subject)
    assert [(one.kind, one.refused) for one in events] == [(verbs.get("case", won).event, False)]
    fresh = Case.objects.get(pk=case.pk)
    assert (fresh.version, fresh.state) == (1, verbs.get("case", won).target or "reported")
    assert history.first_broken_link() is None


def test_of_twenty_who_look_late_each_winner_left_a_mark_and_nothing_is_torn(committed):
    case = a_case(committed, "reported")
    a_report(committed, case)

    ends = rush(conflicting(committed, case, late_deed))

    won = [one.removeprefix("won: ") for one in ends if one.startswith("won")]
    leading_away = [one for one in won if one != "recuse"]
    assert set(ends) - {f"won: {one}" for one in won} <= {"Stale", "NotAllowed", "NotPermitted"}
    assert len(leading_away) <= 2  # a returned report may still be recalled, nothing more
    events = Event.objects.filter(subject=case.subject)
    assert sorted(one.kind for one in events if not one.refused) == sorted(
        verbs.get("case", one).event for one in won
    )
    assert Case.objects.get(pk=case.pk).version == len(won)
    assert history.first_broken_link() is None


def test_case_and_its_proceeding_are_locked_in_one_order(committed):
    """Otherwise some of the twenty would end in a deadlock, which is no ``CaseError``."""
    case = a_case(committed, "proceeding")
    fix_finding(case)
    proceeding = a_proceeding(committed, "heard", case=case)
    a_draft(committed, proceeding)
    by = committed["county.approver"]

    deeds = [
        *(late_deed(proceeding, "decide", by) for _ in range(6)),
        *(late_deed(proceeding, "drop", by, reason="情节轻微") for _ in range(6)),
        *(
            late_deed(case, "record", committed["county.personnel"], on=TODAY, place="人事档案")
            for _ in range(8)
        ),
    ]
    ends = rush(deeds)

    assert {one for one in ends if not one.startswith("won")} <= {"Stale", "NotAllowed"}
    assert len([one for one in ends if one in ("won: decide", "won: drop")]) == 1
    fresh = Proceeding.objects.get(pk=proceeding.pk)
    assert fresh.state in ("decided", "dropped")
    assert fresh.decisions.filter(decided_on__isnull=False).count() == (fresh.state == "decided")
