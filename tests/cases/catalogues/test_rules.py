"""The register of instruments."""

from datetime import date

import pytest

from cases.catalogues import UnknownCode, rules

OF_THE_REFERENCE = {
    "R-TUTOR", "R-GIFT", "R-TEN", "R-HANDLE", "R-2023", "R-GOV", "R-TLAW", "R-QUAL", "R-REG",
    "R-SEVEN", "R-OFFCAMPUS", "R-PET", "R-DISC", "R-ZJEDU", "R-WZ2015", "R-MINOR",
}  # fmt: skip


def test_the_register_holds_every_instrument_of_the_reference():
    assert {rule.code for rule in rules.REGISTER} >= OF_THE_REFERENCE


def test_codes_are_distinct():
    assert len({rule.code for rule in rules.REGISTER}) == len(rules.REGISTER)


def test_get_tells_number_day_and_certainty():
    tutoring, gifts = rules.get("R-TUTOR"), rules.get("R-GIFT")

    assert (tutoring.number, tutoring.date, tutoring.is_certain) == (
        "教师〔2015〕5号",
        date(2015, 6, 29),
        True,
    )
    assert gifts.is_certain is False


def test_get_refuses_an_unknown_instrument():
    with pytest.raises(UnknownCode, match="R-NONE"):
        rules.get("R-NONE")


def test_cite_names_instrument_number_and_article():
    cited = rules.cite("R-TUTOR", "第四项")

    assert cited == "《严禁中小学校和在职中小学教师有偿补课的规定》（教师〔2015〕5号）第四项"


def test_cite_leaves_out_a_number_that_is_not_there():
    assert rules.cite("R-QUAL", "第十九条") == "《教师资格条例》第十九条"
