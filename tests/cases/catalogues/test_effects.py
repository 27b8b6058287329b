"""Which effects follow a decision at once: the rule tables of 2018, 2020 and 2023 row by row."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.catalogues import UnknownCode, effects, measures
from cases.catalogues.effects import Outcome

DAY = date(2026, 3, 10)
DISQUALIFIED = ("E4", "E5", "E6", "E7", "E8", "E9")
EXECUTORS = {"personnel", "officer", "principal"}


def codes(outcome):
    return [plan.code for plan in effects.following(outcome)]


def plan(code, outcome):
    return next(plan for plan in effects.following(outcome) if plan.code == code)


def test_the_register_holds_nineteen_effects():
    assert [row.code for row in effects.on(DAY)] == [f"E{n}" for n in range(1, 20)]
    assert {row.executor for row in effects.on(DAY)} == EXECUTORS


@pytest.mark.parametrize(
    ("catalogue", "sanction", "expected"),
    [
        ("A", "W", ["E1", "E2", "E3", "E4", "E6", "E12"]),
        ("A", "D", ["E1", "E3", "E4", "E5", "E6", "E12"]),
        ("A", "PL", ["E1", "E3", "E4", "E5", "E6", "E12"]),
        ("A", "X", ["E16"]),
        ("B", "W", ["E1", "E2", "E3", "E4", "E5", "E6", "E8", "E12"]),
        ("B", "D", ["E1", "E3", "E4", "E5", "E6", "E7", "E8", "E12"]),
        ("B", "MD", ["E1", "E3", "E4", "E5", "E6", "E7", "E8", "E12"]),
        ("B", "DG", ["E1", "E3", "E4", "E5", "E6", "E7", "E8", "E12"]),
        ("B", "RM", ["E1", "E3", "E4", "E5", "E6", "E7", "E8", "E12"]),
        ("B", "X", ["E16"]),
    ],
)
def test_what_follows_each_sanction(catalogue, sanction, expected):
    assert codes(Outcome(DAY, sanction, catalogue)) == expected


@pytest.mark.parametrize("code", ["CRIT", "TALK", "SELF", "NOTICE"])
def test_lesser_measures_restrict_nothing(code):
    assert codes(Outcome(DAY, measures=[(code, None)])) == []


def test_a_disqualification_restricts_for_its_months():
    plans = effects.following(Outcome(DAY, measures=[("CRIT", None), ("DISQ", 24)]))

    assert tuple(plan.code for plan in plans) == DISQUALIFIED
    assert {(plan.starts_on, plan.ends_on) for plan in plans} == {(DAY, date(2028, 3, 9))}
    assert {plan.executor for plan in plans} == {"personnel"}


def test_story_a_warning_and_disqualification_and_refund():
    outcome = Outcome(DAY, "W", "A", [("DISQ", 24)], amount_due=Decimal(12800))
    ends = {plan.code: plan.ends_on for plan in effects.following(outcome)}

    assert ends == {
        "E1": date(2026, 8, 31),
        "E2": date(2026, 12, 31),
        "E3": date(2026, 12, 31),
        "E4": date(2028, 3, 9),
        "E5": date(2028, 3, 9),
        "E6": date(2028, 3, 9),
        "E7": date(2028, 3, 9),
        "E8": date(2028, 3, 9),
        "E9": date(2028, 3, 9),
        "E11": None,
        "E12": date(2026, 9, 9),
    }


def test_a_warning_forbids_the_best_grade_of_that_year():
    found = plan("E3", Outcome(DAY, "W", "A"))

    assert found.name == "年度考核不得优秀"
    assert found.note == "2026年度考核不能确定为优秀档次。"
    assert found.ends_on == date(2026, 12, 31)


@pytest.mark.parametrize(("catalogue", "sanction"), [("A", "D"), ("B", "D"), ("B", "MD")])
def test_a_demerit_leaves_that_year_without_grade(catalogue, sanction):
    found = plan("E3", Outcome(DAY, sanction, catalogue))

    assert found.name == "年度考核不确定档次"
    assert found.note.startswith("2026年度考核只写评语，不确定档次。")
    assert "不另记不合格" in found.note
    assert found.ends_on == date(2026, 12, 31)


@pytest.mark.parametrize(("catalogue", "sanction"), [("A", "PL"), ("B", "DG"), ("B", "RM")])
def test_a_lowered_post_leaves_two_years_without_grade(catalogue, sanction):
    found = plan("E3", Outcome(DAY, sanction, catalogue))

    assert found.note.startswith("2026、2027年度考核只写评语，不确定档次。")
    assert found.ends_on == date(2027, 12, 31)


def test_the_failed_annual_assessment_waits_for_personnel():
    assert "由人事部门确认" in plan("E2", Outcome(DAY, "W", "A")).note


@pytest.mark.parametrize(
    ("code", "outcome", "name"),
    [
        ("E6", Outcome(DAY, "D", "A"), "岗位聘用、晋级受限"),
        ("E6", Outcome(DAY, "PL", "A"), "降低岗位等级聘用、晋级受限"),
        ("E6", Outcome(DAY, "RM", "B"), "降低等级聘用、晋级受限"),
    ],
)
def test_a_lowered_post_is_named_so(code, outcome, name):
    assert plan(code, outcome).name == name


def test_restrictions_of_a_demerit_last_for_its_term():
    outcome = Outcome(DAY, "D", "A")

    assert {plan(code, outcome).ends_on for code in ("E5", "E6", "E12")} == {date(2027, 3, 9)}


@pytest.mark.parametrize(
    ("sanction", "last"),
    [
        ("W", date(2026, 9, 9)),
        ("D", date(2027, 3, 9)),
        ("MD", date(2027, 9, 9)),
        ("DG", date(2028, 3, 9)),
        ("RM", date(2028, 3, 9)),
    ],
)
def test_restrictions_of_a_manager_last_for_his_term(sanction, last):
    plans = effects.following(Outcome(DAY, sanction, "B"))
    in_term = [p for p in plans if p.code in {"E5", "E6", "E7", "E8", "E12"}]

    assert {p.ends_on for p in in_term} == {last}


def test_a_removal_of_the_old_text_still_has_its_effects():
    """Table A knew 撤职 until the rule of 2023; the assessment rows of 2023 do not reach back."""
    assert codes(Outcome(date(2021, 3, 10), "RM", "A")) == ["E1", "E4", "E5", "E12"]


def test_the_frozen_term_wins_over_the_table():
    """A second sanction in a running term: what is left was added."""
    outcome = Outcome(DAY, "D", "A", term=(DAY, date(2027, 7, 9)))

    assert {plan(code, outcome).ends_on for code in ("E5", "E6", "E12")} == {date(2027, 7, 9)}


def test_sanction_and_disqualification_demand_one_effect_for_the_longer_time():
    longer = Outcome(DAY, "PL", "A", [("DISQ", 24)], term=(DAY, date(2029, 3, 9)))

    assert plan("E5", longer).ends_on == date(2029, 3, 9)
    assert codes(longer).count("E5") == 1
    assert plan("E4", Outcome(DAY, "W", "A", [("DISQ", 36)])).ends_on == date(2029, 3, 9)


def test_the_merged_effect_names_both_sources_once():
    both = Outcome(DAY, "D", "A", [("DISQ", 24)])

    assert plan("E4", both).source == "R-SEVEN R-HANDLE"
    assert plan("E5", both).source == "R-HANDLE"


def test_money_taken_is_refunded_whatever_was_decided():
    outcome = Outcome(DAY, measures=[("TALK", None)], amount_due=Decimal("1200.50"))
    found = plan("E11", outcome)

    assert codes(outcome) == ["E11"]
    assert (found.starts_on, found.ends_on, found.executor) == (DAY, None, "officer")
    assert found.note == "应退还1,200.50元，办结前退清，逐户留存凭证。"


def test_a_party_members_decision_is_copied_to_discipline():
    found = plan("E17", Outcome(DAY, measures=[("TALK", None)], party_member=True))

    assert found.note.startswith("抄送纪检机关")


def test_nothing_follows_for_a_party_member_who_is_not_handled():
    assert codes(Outcome(DAY, party_member=True)) == []


def test_ending_the_contract_is_one_effect_of_the_school():
    found = plan("E16", Outcome(DAY, measures=[("END", None)]))

    assert found.note == "由学校解除聘用合同，报主管教育部门备案。"


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 8, 31), date(2026, 8, 31)),
        (date(2026, 9, 1), date(2027, 8, 31)),
        (date(2026, 12, 31), date(2027, 8, 31)),
        (date(2027, 1, 1), date(2027, 8, 31)),
    ],
)
def test_the_ethics_assessment_goes_by_school_year(day, last):
    assert effects.school_year_end(day) == last
    assert plan("E1", Outcome(day, "W", "A")).ends_on == last


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(DAY, "MD", "A"),
        Outcome(DAY, "W"),
        Outcome(DAY, measures=[("WINK", None)]),
    ],
)
def test_what_no_catalogue_knows_is_refused(outcome):
    with pytest.raises(UnknownCode):
        effects.following(outcome)


@pytest.mark.parametrize("months", [None, 23])
def test_a_disqualification_below_24_months_is_refused(months):
    with pytest.raises(measures.WrongTerm):
        effects.following(Outcome(DAY, measures=[("DISQ", months)]))


sanctioned = st.sampled_from([(None, None), ("W", "A"), ("D", "A"), ("PL", "A"), ("MD", "B")])


@given(
    day=st.dates(date(2023, 11, 6), date(2040, 1, 1)),
    sanction=sanctioned,
    months=st.none() | st.integers(24, 60),
    party_member=st.booleans(),
    amount=st.integers(0, 10**6),
)
def test_every_plan_is_one_a_code_and_ends_after_it_starts(
    day, sanction, months, party_member, amount
):
    taken = [("DISQ", months)] if months else [("CRIT", None)]
    plans = effects.following(Outcome(day, *sanction, taken, party_member, Decimal(amount)))

    assert len({plan.code for plan in plans}) == len(plans)
    assert all(plan.ends_on is None or plan.ends_on >= plan.starts_on == day for plan in plans)
    assert all(plan.executor in EXECUTORS and "{" not in plan.note for plan in plans)
