"""核查件 and the people in them, by their dates."""

from decimal import Decimal

import pytest

from reports.counts import cases
from tests.people.factories import a_teacher
from tests.reports.conftest import OCTOBER
from tests.reports.factories import AFTER, BEFORE, MIDDLE, a_case, a_refund, a_respondent


def whole(make, *keys):
    counted = make(OCTOBER).whole()
    return tuple(counted[key] for key in keys)


@pytest.mark.parametrize(
    ("findings", "kind"),
    [
        (["substantiated", "substantiated"], "cases_substantiated"),
        (["substantiated", "unfounded"], "cases_partly"),
        (["substantiated", "unverifiable"], "cases_partly"),
        (["partly"], "cases_partly"),
        (["unfounded", "unfounded"], "cases_unfounded"),
        (["unfounded", "unverifiable"], "cases_unverifiable"),
    ],
)
def test_tally_judges_a_case_by_all_its_people(units, findings, kind):
    a_case(units, findings=findings, concluded_on=MIDDLE)
    kinds = ("cases_substantiated", "cases_partly", "cases_unfounded", "cases_unverifiable")

    assert whole(cases.tally, *kinds) == tuple(int(one == kind) for one in kinds)


@pytest.mark.parametrize(
    ("opened_on", "concluded_on", "closed_on", "counted"),
    [
        (BEFORE, None, None, (0, 0, 0, 1)),
        (MIDDLE, MIDDLE, MIDDLE, (1, 1, 1, 0)),
        (BEFORE, BEFORE, MIDDLE, (0, 0, 1, 0)),
        (MIDDLE, AFTER, AFTER, (1, 0, 0, 1)),
        (BEFORE, BEFORE, BEFORE, (0, 0, 0, 0)),
        (AFTER, None, None, (0, 0, 0, 0)),
    ],
)
def test_tally_goes_by_the_days(units, opened_on, concluded_on, closed_on, counted):
    a_case(units, opened_on, concluded_on=concluded_on, closed_on=closed_on)

    assert (
        whole(cases.tally, "cases_new", "cases_concluded", "cases_closed", "cases_open") == counted
    )


def test_people_counts_a_teacher_once_in_a_line_and_once_in_the_city(units):
    teacher = a_teacher(units.lucheng_school)
    for unit in ("lucheng", "lucheng", "pingyang"):
        case = a_case(units, unit=unit, concluded_on=MIDDLE)
        a_respondent(units, case, teacher=teacher)
    lines = cases.people(OCTOBER).by_unit()

    assert (lines[units.lucheng.pk]["at_fault"], lines[units.pingyang.pk]["at_fault"]) == (1, 1)
    assert whole(cases.people, "at_fault") == (1,)


def test_people_knows_who_is_at_fault_and_who_is_cleared(units):
    case = a_case(units, concluded_on=MIDDLE)
    a_respondent(units, case, teacher=a_teacher(units.lucheng_school, party_member=True))
    a_respondent(units, case, "partly")
    a_respondent(
        units, case, "unfounded", teacher=a_teacher(units.direct_school, party_member=True)
    )
    a_respondent(units, case, "unverifiable")

    assert whole(cases.people, "at_fault", "members", "cleared") == (2, 1, 1)


@pytest.mark.parametrize("concluded_on", [None, BEFORE, AFTER])
def test_people_of_another_month_are_not_counted(units, concluded_on):
    a_case(units, BEFORE, findings=["substantiated"], concluded_on=concluded_on)

    assert whole(cases.people, "at_fault", "refund_due") == (0, 0)


def test_people_owe_what_those_at_fault_took(units):
    case = a_case(units, concluded_on=MIDDLE)
    a_respondent(units, case, amount="1200.50")
    a_respondent(units, case, "partly", amount=100)
    a_respondent(units, case, "unfounded", amount=999)

    assert whole(cases.people, "refund_due") == (Decimal("1300.50"),)


def test_refunds_go_by_the_day_of_payment(units):
    respondent = a_respondent(units, a_case(units, BEFORE, unit="pingyang"), amount=1000)
    for amount, day in (("1.00", BEFORE), ("20.25", MIDDLE), ("300.00", AFTER)):
        a_refund(respondent, amount, day)

    assert cases.refunds(OCTOBER).by_unit() == {
        units.pingyang.pk: {"refund_paid": Decimal("20.25")}
    }
