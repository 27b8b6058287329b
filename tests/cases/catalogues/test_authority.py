"""Who decides and with whom it is filed: article 7, cell by cell."""

from datetime import date

import pytest

from cases.catalogues import UnknownCode, authority, measures, sanctions

PERSONNEL, BUREAU = "同级人事部门", "主管教育部门"
TABLE = [
    ("W", "establishment", "bureau", None),
    ("D", "establishment", "bureau", None),
    ("MD", "establishment", "bureau", None),
    ("PL", "establishment", "bureau", PERSONNEL),
    ("DG", "establishment", "bureau", PERSONNEL),
    ("RM", "establishment", "bureau", PERSONNEL),
    ("X", "establishment", "bureau", PERSONNEL),
    ("W", "private", "school", BUREAU),
    ("D", "contract", "school", BUREAU),
    ("PL", "private", "bureau", PERSONNEL),
    ("X", "private", "school", BUREAU),
    ("END", "contract", "school", BUREAU),
    ("END", "private", "school", BUREAU),
    ("CRIT", "establishment", "bureau", None),
    ("DISQ", "private", "bureau", None),
]


@pytest.mark.parametrize(("code", "personnel_type", "level", "filing"), TABLE)
def test_article_7_cell(code, personnel_type, level, filing):
    assert authority.deciding_level(code, personnel_type) == level
    assert authority.filing_with(code, personnel_type) == filing


@pytest.mark.parametrize("code", ["W", "D", "MD", "PL", "DG", "RM", "X"])
def test_no_school_sanctions_a_teacher_of_the_establishment(code):
    assert not authority.may_decide("school", code, "establishment")
    assert authority.may_decide("bureau", code, "establishment")


def test_one_level_alone_decides_off_the_establishment():
    pairs = [("W", "school"), ("D", "school"), ("X", "school"), ("END", "school")]
    pairs += [("PL", "bureau"), ("RM", "bureau")]
    for code, level in pairs:
        for personnel_type in ("contract", "private"):
            assert authority.line(code, personnel_type).deciders == (level,)


@pytest.mark.parametrize("code", ["CRIT", "TALK", "SELF", "NOTICE", "DISQ"])
@pytest.mark.parametrize("level", ["school", "bureau"])
def test_both_levels_may_decide_other_measures(code, level):
    assert authority.may_decide(level, code, "establishment")


def test_the_school_proposes_what_the_bureau_decides():
    proposed = [row.code for row in authority.TABLE if row.is_proposed_by_school]

    assert proposed == ["establishment-light", "establishment-heavy", "other-lowered"]


@pytest.mark.parametrize(
    ("code", "personnel_type"), [("END", "establishment"), ("MD", "private"), ("Z", "contract")]
)
def test_a_cell_that_is_not_there_is_refused(code, personnel_type):
    with pytest.raises(UnknownCode):
        authority.deciding_level(code, personnel_type)


def test_every_possible_handling_has_a_decider():
    codes = {row.code for row in sanctions.CATALOGUE}
    assert {authority.deciding_level(code, "establishment") for code in codes} == {"bureau"}
    for row in measures.CATALOGUE:
        for personnel_type in row.personnel_types:
            assert authority.line(row.code, personnel_type)


@pytest.mark.parametrize(
    ("kind", "code", "by"),
    [("county", "330302", "itself"), ("direct", "330300", "city"), ("zone", "330371", "itself")],
)
def test_every_reporting_row_has_a_handler(kind, code, by):
    assert authority.handler(kind, code, date(2026, 10, 12)).by == by


def test_who_handles_the_zones_is_marked_as_uncertain():
    day = date(2026, 10, 12)
    certain = {one.kind: one.is_certain for one in authority.HANDLERS if one.valid_from <= day}

    assert certain == {"county": True, "direct": True, "zone": False}
