"""Other handling: which measures exist for whom, and their terms."""

from datetime import date

import pytest

from cases.catalogues import UnknownCode, measures

DAY = date(2026, 3, 10)
EVERYBODY = [
    ("CRIT", "批评教育"),
    ("TALK", "诫勉谈话"),
    ("SELF", "责令检查"),
    ("NOTICE", "通报批评"),
    ("DISQ", "取消资格"),
]


def test_choices_on_the_establishment_end_no_contract():
    assert measures.choices(DAY) == EVERYBODY


@pytest.mark.parametrize("personnel_type", ["contract", "private"])
def test_choices_off_the_establishment_include_ending_the_contract(personnel_type):
    expected = [*EVERYBODY, ("END", "解聘（终止合同）")]

    assert measures.choices(DAY, personnel_type) == expected


def test_get_refuses_another_code_and_an_earlier_day():
    assert measures.get("TALK", DAY).name == "诫勉谈话"
    with pytest.raises(UnknownCode):
        measures.get("W", DAY)
    with pytest.raises(UnknownCode):
        measures.get("TALK", date(2018, 11, 7))


@pytest.mark.parametrize(
    ("months", "last"), [(24, date(2028, 3, 9)), (36, date(2029, 3, 9)), (48, date(2030, 3, 9))]
)
def test_term_of_a_disqualification(months, last):
    assert measures.term("DISQ", months, DAY) == (DAY, last)


@pytest.mark.parametrize("months", [None, 0, 12, 23])
def test_a_disqualification_runs_for_24_months_at_least(months):
    with pytest.raises(measures.WrongTerm, match="at least 24 months"):
        measures.term("DISQ", months, DAY)


@pytest.mark.parametrize("code", ["CRIT", "TALK", "SELF", "NOTICE", "END"])
def test_other_measures_have_no_term(code):
    assert measures.term(code, None, DAY) is None
    with pytest.raises(measures.WrongTerm, match="has no term"):
        measures.term(code, 24, DAY)
