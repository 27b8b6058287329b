"""The two tables of sanctions, their terms and whom they concern."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.catalogues import UnknownCode, sanctions, terms

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("catalogue", "day", "table"),
    [
        ("A", DAY, [("W", 6), ("D", 12), ("PL", 24), ("X", None)]),
        ("A", date(2023, 11, 6), [("W", 6), ("D", 12), ("PL", 24), ("X", None)]),
        ("A", date(2023, 11, 5), [("W", 6), ("D", 12), ("PL", 24), ("RM", 24), ("X", None)]),
        ("B", DAY, [("W", 6), ("D", 12), ("MD", 18), ("DG", 24), ("RM", 24), ("X", None)]),
        ("B", date(2020, 6, 30), []),
        ("C", DAY, []),
    ],
)
def test_on_gives_the_table_of_the_day(catalogue, day, table):
    assert [(row.code, row.months) for row in sanctions.on(catalogue, day)] == table


@pytest.mark.parametrize(
    ("category", "personnel_type", "day", "catalogue"),
    [
        ("ordinary", "establishment", DAY, "A"),
        ("manager", "establishment", DAY, "B"),
        ("manager", "establishment", date(2020, 6, 30), "A"),
        ("manager", "establishment", date(2020, 7, 1), "B"),
        ("ordinary", "contract", DAY, None),
        ("ordinary", "private", DAY, None),
        ("manager", "contract", DAY, None),
        ("manager", "private", DAY, None),
    ],
)
def test_catalogue_for_goes_by_person_and_day(category, personnel_type, day, catalogue):
    assert sanctions.catalogue_for(category, personnel_type, day) == catalogue


@pytest.mark.parametrize(
    ("category", "personnel_type", "day"),
    [
        ("Ordinary", "establishment", DAY),
        ("ordinary", "dispatched", DAY),
        ("ordinary", "establishment", date(2018, 11, 7)),
    ],
)
def test_catalogue_for_refuses_whom_it_does_not_know(category, personnel_type, day):
    with pytest.raises(UnknownCode):
        sanctions.catalogue_for(category, personnel_type, day)


@pytest.mark.parametrize(("code", "catalogue"), [("MD", "A"), ("RM", "A"), ("PL", "B"), ("W", "C")])
def test_get_refuses_what_the_table_does_not_hold(code, catalogue):
    with pytest.raises(UnknownCode):
        sanctions.get(code, catalogue, DAY)


def test_choices_name_the_term():
    assert sanctions.choices("A", DAY) == [
        ("W", "警告 6个月"),
        ("D", "记过 12个月"),
        ("PL", "降低岗位等级 24个月"),
        ("X", "开除"),
    ]


@pytest.mark.parametrize(
    ("code", "catalogue", "decided_on", "last"),
    [
        ("W", "A", date(2026, 3, 10), date(2026, 9, 9)),
        ("D", "A", date(2026, 11, 24), date(2027, 11, 23)),
        ("MD", "B", date(2026, 1, 15), date(2027, 7, 14)),
        ("PL", "A", date(2026, 3, 1), date(2028, 2, 29)),
        ("RM", "B", date(2026, 12, 1), date(2028, 11, 30)),
        ("W", "A", date(2026, 8, 31), date(2027, 2, 28)),
        ("W", "A", date(2026, 8, 28), date(2027, 2, 27)),
        ("W", "A", date(2026, 4, 5), date(2026, 10, 4)),  # ends in a holiday all the same
    ],
)
def test_term_begins_on_the_day_of_the_decision(code, catalogue, decided_on, last):
    row = sanctions.get(code, catalogue, decided_on)

    assert sanctions.term(row, decided_on) == (decided_on, last)


def test_dismissal_has_no_term():
    assert sanctions.term(sanctions.get("X", "A", DAY), DAY) is None


@pytest.mark.parametrize(
    ("code", "is_heavy"),
    [
        ("W", False), ("D", False), ("MD", False),
        ("PL", True), ("DG", True), ("RM", True), ("X", True),
    ],
)  # fmt: skip
def test_is_heavy_from_a_lowered_post_on(code, is_heavy):
    assert sanctions.is_heavy(code) is is_heavy


def test_every_version_of_a_sanction_weighs_the_same():
    heavy = {row.code for row in sanctions.CATALOGUE if row.is_heavy}
    light = {row.code for row in sanctions.CATALOGUE if not row.is_heavy}

    assert (heavy, light) == ({"PL", "DG", "RM", "X"}, {"W", "D", "MD"})


def test_is_heavy_refuses_what_is_no_sanction():
    with pytest.raises(UnknownCode):
        sanctions.is_heavy("DISQ")


@pytest.mark.parametrize(
    ("left", "new", "months"), [(0, 12, 12), (4, 12, 16), (24, 24, 48), (25, 24, 48), (40, 18, 48)]
)
def test_combined_months_stop_at_48(left, new, months):
    assert sanctions.combined_months(left, new) == months


days = st.dates(date(2015, 1, 1), date(2040, 1, 1))


@given(first=days, months=st.integers(1, 48))
def test_terms_follow_each_other_without_gap_or_overlap_of_more_than_the_months_end(first, months):
    last = terms.last_day(first, months)
    following = last + timedelta(days=1)

    assert (following.year * 12 + following.month) - (first.year * 12 + first.month) in {
        months,
        months + 1,
    }
    assert following.day == first.day or (following.day == 1 and first.day > 28)


@given(first=days, later=days, months=st.integers(1, 48))
def test_who_is_decided_later_ends_no_earlier(first, later, months):
    early, late = sorted([first, later])

    assert terms.last_day(early, months) <= terms.last_day(late, months)
