"""需您决定的事项: computed from dated facts, each with what is proposed."""

from datetime import date

import pytest

from reports import matters
from tests.people.factories import a_teacher
from tests.reports.conftest import OCTOBER
from tests.reports.factories import (
    AFTER,
    BEFORE,
    MIDDLE,
    a_case,
    a_clock,
    a_refund,
    a_respondent,
    a_return,
    an_order,
)

LATE = {"unit": None, "late": 4}


def found(offices=()):
    return [(one["text"], one["proposal"]) for one in matters.to_decide(OCTOBER, offices)]


def test_to_decide_is_empty_where_all_is_well(units, november):
    case = a_case(units, concluded_on=BEFORE)
    a_clock(case, AFTER)
    a_refund(a_respondent(units, case), 100, BEFORE)

    assert found([{"unit": None, "late": 0}, {"unit": 1, "late": 9}]) == []


def test_to_decide_presses_by_how_late_a_unit_is(units, november):
    a_clock(a_case(units, unit="pingyang"), date(2026, 10, 8))
    a_clock(a_case(units, unit="lucheng"), date(2026, 10, 30))
    a_clock(a_case(units, unit="lucheng"), date(2026, 10, 29))

    assert found() == [
        (
            "核查件超期3案：平阳县1案（最长超期24天）、鹿城区2案（最长超期3天）。",
            "向平阳县发督办单，向鹿城区发提示函，限期办结。",
        )
    ]


def test_to_decide_counts_a_case_once_however_many_of_its_limits_passed(units, november):
    case = a_case(units)
    a_clock(case, date(2026, 10, 30))
    a_clock(case, date(2026, 10, 30), limit="FILE")

    assert found()[0][0] == "核查件超期1案：鹿城区1案（最长超期2天）。"


def test_to_decide_names_what_was_taken_back_and_lies_with_nobody(units, november):
    case = a_case(units, slug="2026-00077")
    an_order(units, case, ended_on=MIDDLE)

    assert found() == [
        (
            "收回后尚未重新交办1案：温师核〔2026〕77号。",
            "由市局提级办理，或明确改派、异地承办单位，三个工作日内交办。",
        )
    ]


@pytest.mark.parametrize(
    "orders",
    [
        [{"ended_on": None}],
        [{"ended_on": AFTER}],
        [{"ended_on": MIDDLE, "objection": "不属于本县"}],
        [{"ended_on": MIDDLE, "issued_on": None}],
        [{"ended_on": MIDDLE}, {"ended_on": None}],
    ],
    ids=["in force", "taken back later", "objected", "never issued", "dispatched again"],
)
def test_to_decide_leaves_other_orders_alone(units, november, orders):
    case = a_case(units)
    for order in orders:
        issued_on = order.pop("issued_on", MIDDLE)
        made = an_order(units, case, **order)
        type(made).objects.filter(pk=made.pk).update(issued_on=issued_on)

    assert found() == []


def test_to_decide_names_reports_returned_twice(units, november):
    case = a_case(units, slug="2026-00078")
    a_return(case)
    once = a_case(units)
    a_return(once)
    assert found() == []
    a_return(case)

    assert found() == [
        (
            "核查报告已退回2次仍未通过1案：温师核〔2026〕78号。",
            "由市局派员指导补充调查，或提级办理。",
        )
    ]


@pytest.mark.parametrize(
    ("concluded_on", "returned_on", "round_"),
    [(MIDDLE, MIDDLE, 1), (None, AFTER, 1), (None, MIDDLE, 2)],
)
def test_to_decide_forgets_returns_that_count_no_more(
    units, november, concluded_on, returned_on, round_
):
    case = a_case(units, concluded_on=concluded_on)
    a_return(case, returned_on)
    a_return(case, returned_on)
    type(case).objects.update(round=round_)

    assert found() == []


def test_to_decide_asks_for_money_found_before_the_month(units, november):
    case = a_case(units, BEFORE, unit="pingyang", concluded_on=BEFORE)
    a_refund(a_respondent(units, case, amount=500), 200)
    a_respondent(units, case, "partly", amount="0.50")
    a_respondent(units, case, "unfounded", amount=900)
    this_month = a_case(units, concluded_on=MIDDLE)
    a_respondent(units, this_month, teacher=a_teacher(units.direct_school))

    assert found() == [
        (
            "上月及以前查实、至今未退清的违规所得：平阳县300.50元（2人）。",
            "责成承办单位限期督促退还，并报送退款凭证。",
        )
    ]


def test_to_decide_does_not_spare_the_city(units, november):
    assert found([LATE]) == [
        (
            "市本级登记受理、交办、答复等环节超期4项。",
            "责成市局受理人员三个工作日内办理，并说明原因。",
        )
    ]


def test_to_decide_asks_for_three_things_at_most_the_gravest_first(units, november):
    case = a_case(units, concluded_on=BEFORE)
    a_respondent(units, case)
    a_clock(a_case(units), MIDDLE)
    an_order(units, a_case(units), ended_on=MIDDLE)

    assert [text[:4] for text, _proposal in found([LATE])] == ["核查件超", "收回后尚", "上月及以"]


def test_to_decide_names_three_cases_and_says_that_there_are_more(units, november):
    for number in (1, 2, 3, 4):
        an_order(units, a_case(units, slug=f"2026-9000{number}"), ended_on=MIDDLE)

    assert found()[0][0] == (
        "收回后尚未重新交办4案：温师核〔2026〕90001号、温师核〔2026〕90002号、"
        "温师核〔2026〕90003号等。"
    )
