"""Fifty people at one record on real connections: one wins, the others are told, nothing is torn.

``script/prove races`` does the same many times over.
"""

import pytest

from cases import verbs
from cases.models import Case, Proceeding, Slip
from ledger import history
from ledger.models import Event
from tests.cases import contests
from tests.cases.contests import MANY, late_deed, rush, seen_alike
from tests.cases.factories import TODAY, World, a_case, a_draft, a_proceeding, fix_finding
from tests.cases.views.desk import at_desk, page_of, text_of

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = "Stale: "


@pytest.fixture
def committed():
    """The world of the other tests, but where every connection sees it."""
    return World()


@pytest.mark.parametrize("contest", contests.CONTESTS, ids=lambda one: one.__name__)
def test_of_fifty_who_saw_the_same_one_wins_and_the_others_are_told(committed, contest):
    record, ways = contest(committed)

    ends = rush(seen_alike(record, ways))

    assert [one for one in ends[: MANY - 1] if not one.startswith(TOLD) or one == TOLD] == []
    won = verbs.get(record.SERIES, ends[-1].removeprefix("won: "))
    events = Event.objects.filter(subject=record.guarded.subject)
    assert [(one.kind, one.refused) for one in events] == [(won.event, False)]
    fresh = type(record).objects.get(pk=record.pk)
    assert (fresh.version, fresh.state) == (record.version + 1, won.target or record.state)
    assert history.first_broken_link() is None


def test_of_fifty_at_a_slip_one_wins(committed):
    slip, deeds = contests.at_a_slip(committed)
    before = Event.objects.count()

    ends = rush(deeds)

    assert [one.startswith(TOLD) for one in ends] == [True] * (MANY - 1) + [False]
    assert (Event.objects.count(), Slip.objects.get(pk=slip.pk).version) == (
        before + 1,
        slip.version + 1,
    )


def test_of_fifty_forms_sent_at_once_one_is_done_and_the_others_are_kept(committed):
    case, ways = contests.dispatched(committed)
    clients = {by: at_desk(by) for _name, by, _said in ways}
    officer = str(committed["county.officer"].pk)
    typed = {"mode": "reassigned", "person": officer, "version": str(case.version), "seen": "0"}

    def send(n):
        name, by, _said = ways[n % len(ways)]
        client = type(clients[by])()
        client.cookies = clients[by].cookies

        def post():
            answer = client.post(page_of(case, name), typed | {"reason": f"理由{n}"})
            kept = name == "sign" or f"理由{n}" in text_of(answer)
            return f"{answer.status_code} {kept}" if answer.status_code == 409 else "302"

        return post

    ends = rush([send(n) for n in range(MANY)])

    # a sign sent twice by the same hand is a repeated click and leads on; all else is told and kept
    assert set(ends) <= {"302", "409 True"}
    assert Event.objects.filter(subject=case.subject, refused=False).count() == 1
    assert contests.fresh(case).version == case.version + 1


def test_of_fifty_who_look_late_each_winner_left_a_mark_and_nothing_is_torn(committed):
    case, ways = contests.reported(committed)

    every = [ways[n % len(ways)] for n in range(MANY)]
    ends = rush([late_deed(case, name, by, **said) for name, by, said in every])

    won = [one.removeprefix("won: ") for one in ends if one.startswith("won")]
    leading_away = [one for one in won if one != "recuse"]
    others = {one.partition(":")[0] for one in ends} - {"won"}
    assert others <= {"Stale", "NotAllowed", "NotPermitted"}
    assert len(leading_away) <= 2  # a returned report may still be recalled, nothing more
    events = Event.objects.filter(subject=case.subject)
    assert sorted(one.kind for one in events if not one.refused) == sorted(
        verbs.get("case", one).event for one in won
    )
    assert Case.objects.get(pk=case.pk).version == len(won)
    assert history.first_broken_link() is None


def test_case_and_its_proceeding_are_locked_in_one_order(committed):
    """Otherwise some of the fifty would end in a deadlock, which is no ``CaseError``."""
    case = a_case(committed, "proceeding")
    fix_finding(case)
    proceeding = a_proceeding(committed, "heard", case=case)
    a_draft(committed, proceeding)
    by, filing = committed["county.approver"], committed["county.personnel"]

    deeds = [
        *(late_deed(proceeding, "decide", by) for _n in range(15)),
        *(late_deed(proceeding, "drop", by, reason="情节轻微") for _n in range(15)),
        *(late_deed(case, "record", filing, on=TODAY, place="人事档案") for _n in range(20)),
    ]
    ends = rush(deeds)

    assert {one.partition(":")[0] for one in ends} <= {"won", "Stale", "NotAllowed"}
    assert len([one for one in ends if one in ("won: decide", "won: drop")]) == 1
    fresh = Proceeding.objects.get(pk=proceeding.pk)
    assert fresh.state in ("decided", "dropped")
    assert fresh.decisions.filter(decided_on__isnull=False).count() == (fresh.state == "decided")
