"""What waits for whom: kept beside the case, and the same as what its page says."""

from datetime import timedelta

import pytest

from cases import grants, next_step
from cases.actions import waiting
from cases.lists import waits
from cases.models import Case
from cases.views import deeds
from tests.cases.factories import (
    TODAY,
    a_case,
    a_decision,
    a_draft,
    a_proceeding,
    a_report,
    an_investigator,
    an_order,
    fix_finding,
    refusal,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
READERS = (
    "city.intake", "city.approver", "city.archivist", "county.officer", "county.approver",
    "county.legal", "county.personnel", "county.investigator", "county.investigator2",
    "other.officer", "city.leader",
)  # fmt: skip


def waiting_for(user):
    return set(Case.objects.visible_to(user).filter(waits.for_reader(user)))


@pytest.fixture
def loop(world):
    """Cases at every station, as the factories make them, and what each waits for."""
    cases = [a_case(world, state) for state in (
        "pending", "dispatched", "suspended", "reported", "recorded", "closed", "archived")]  # fmt: skip
    proposed = a_case(world)
    an_order(world, proposed)
    alone, undeclared, signing, signed = (
        a_case(world, "investigating", team=[]) for _n in range(4)
    )
    an_investigator(undeclared, world["county.investigator"], no_conflict_on=None)
    an_investigator(undeclared, world["county.investigator2"])
    for one in (signing, signed):
        for member in world.team:
            an_investigator(one, member)
    a_report(world, signing, signed_by=[world["county.investigator"]])
    a_report(world, signed)
    concluded = a_case(world, "concluded")
    fix_finding(concluded)
    found = [*cases, proposed, alone, undeclared, signing, signed, concluded]
    for one in found:
        grants.renew(one)
        waiting.renew(one)
    return found


@pytest.mark.parametrize("login", READERS)
def test_waits_for_somebody_what_its_page_calls_his(world, loop, login):
    reader = world[login]
    seen = list(next_step.with_turns(Case.objects.visible_to(reader), reader))
    shown = deeds.waits_in_list(seen, reader)

    mine = {one for one in seen if one.pk in shown and shown[one.pk].is_mine}

    assert waiting_for(reader) == mine
    assert bool(mine) == (login not in ("other.officer", "city.leader", "county.legal"))


@pytest.mark.parametrize(
    ("state", "login"),
    [("notified", "county.officer"), ("decided", "county.officer"), ("heard", "county.officer")],
)
def test_waits_also_for_what_a_proceeding_needs(world, state, login):
    case = a_proceeding(world, state).case
    waiting.renew(case)

    assert waiting_for(world[login]) == {case}
    assert case not in waiting_for(world["county.legal"])


def test_waits_for_the_legality_check_of_a_draft(world):
    proceeding = a_proceeding(world, "heard")
    a_draft(world, proceeding, ready=False)
    waiting.renew(proceeding.case)

    assert proceeding.case.waits_for == ["proceeding.check_legality"]
    assert waiting_for(world["county.legal"]) == {proceeding.case}


def test_waits_not_for_an_approver_who_investigates(world):
    case = a_case(world, "reported", team=[world["county.approver"]])
    waiting.renew(case)

    assert waiting_for(world["county.approver"]) == set()


def test_waits_follow_every_verb(world):
    case = a_case(world, "dispatched")
    an_order(world, case, issued_on=TODAY, number="1")

    assert refusal(case, "sign", by=world["county.officer"]) is None

    assert Case.objects.get().waits_for == ["case.appoint"]


def test_renewing_finds_what_time_alone_has_brought_and_nothing_twice(world, set_today):
    proceeding = a_proceeding(world, "served", case_state="closed")
    waiting.renew_all()
    before = Case.objects.get().waits_for
    set_today(a_last_day(proceeding) + timedelta(1))

    waiting.renew_all()
    after = Case.objects.get().waits_for

    assert (before, after) == (["case.archive"], ["case.archive", "proceeding.lift"])


def a_last_day(proceeding):
    return proceeding.decisions.get().ends_on


def test_renewing_everything_asks_as_often_for_five_as_for_one(world, django_assert_num_queries):
    for state in ("dispatched", "reported", "closed", "pending", "recorded"):
        waiting.renew(a_case(world, state))
    a_decision(world, a_proceeding(world, "heard"))
    waiting.renew_all()

    with django_assert_num_queries(3):
        waiting.renew_all()
