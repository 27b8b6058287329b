"""Every catalogue: cites the register, has one row a code and day, and answers only for days it covers."""

from datetime import date, timedelta

import pytest

from cases.catalogues import (
    UnknownCode,
    accountability,
    authority,
    channels,
    effects,
    factors,
    limits,
    measures,
    rules,
    sanctions,
    scenes,
    suspensions,
    tables,
    violations,
)

ALL = {
    "accountability": accountability.CATALOGUE,
    "suspensions": suspensions.CATALOGUE,
    "authority": authority.TABLE,
    "channels": channels.CATALOGUE,
    "effects": effects.CATALOGUE,
    "triggers": effects.TRIGGERS,
    "factors": factors.CATALOGUE,
    "limits": limits.CATALOGUE,
    "measures": measures.CATALOGUE,
    "sanctions": sanctions.CATALOGUE,
    "scopes": sanctions.SCOPES,
    "scenes": scenes.CATALOGUE,
    "violations": violations.CATALOGUE,
}
VERSIONS_OF = {
    name: rows for name, rows in ALL.items() if name not in {"triggers", "sanctions"}
} | {
    "table A": [row for row in sanctions.CATALOGUE if row.catalogue == "A"],
    "table B": [row for row in sanctions.CATALOGUE if row.catalogue == "B"],
}
REGISTERED = {rule.code for rule in rules.REGISTER}


@pytest.mark.parametrize("name", ALL)
def test_every_row_cites_the_register(name):
    assert [row.code for row in ALL[name] if row.rule not in REGISTERED] == []


@pytest.mark.parametrize("name", ALL)
def test_validity_does_not_end_before_it_begins(name):
    assert [row.code for row in ALL[name] if row.valid_to and row.valid_to < row.valid_from] == []


@pytest.mark.parametrize("name", VERSIONS_OF)
def test_a_code_has_one_row_on_each_day(name):
    rows = VERSIONS_OF[name]
    edges = {row.valid_from for row in rows} | {row.valid_to for row in rows if row.valid_to}
    for day in edges:
        codes = [row.code for row in tables.on(rows, day)]
        assert len(codes) == len(set(codes)), (name, day)


@pytest.mark.parametrize(
    "choices",
    [
        violations.choices,
        effects.choices,
        channels.choices,
        scenes.choices,
        measures.choices,
        lambda day: factors.choices("lighter", day),
        lambda day: factors.choices("heavier", day),
        lambda day: sanctions.choices("A", day),
        lambda day: sanctions.choices("B", day),
    ],
)
def test_choices_of_a_day_are_distinct(choices):
    pairs = choices(date(2026, 11, 24))

    assert pairs
    assert len(dict(pairs)) == len(pairs)
    assert len({name for _, name in pairs}) == len(pairs)


def test_first_and_last_day_of_validity_count():
    old = sanctions.get("RM", "A", date(2023, 11, 5))

    assert tables.is_in_force(old, old.valid_from)
    assert tables.is_in_force(old, old.valid_to)
    assert not tables.is_in_force(old, old.valid_from - timedelta(days=1))
    assert not tables.is_in_force(old, old.valid_to + timedelta(days=1))


def test_an_unknown_code_is_refused_by_name_and_day():
    with pytest.raises(UnknownCode, match=r"'T9' is not in the catalogue on 2026-03-10"):
        violations.get("T9", date(2026, 3, 10))


BEGINS = {
    "R-TUTOR": date(2015, 6, 29),
    "R-GIFT": date(2014, 7, 8),
    "R-HANDLE": date(2018, 11, 8),
    "R-2023": date(2023, 11, 6),
    "R-2012": date(2012, 9, 1),
    "R-GOV": date(2020, 7, 1),
    "R-TLAW": date(2009, 8, 27),
    "R-PET": date(2022, 5, 1),
    "R-ZJPET": date(2016, 7, 29),
    "R-DISC": date(2020, 1, 21),
    "R-PENALTY": date(2021, 7, 15),
    "R-SEVEN": date(2019, 11, 15),
    "R-LOCAL": date(2020, 1, 1),
}


@pytest.mark.parametrize("name", [name for name in ALL if name not in {"effects", "triggers"}])
def test_a_row_begins_with_its_rule(name):
    assert [row.code for row in ALL[name] if row.valid_from != BEGINS[row.rule]] == []


def test_the_effects_begin_with_the_rule_that_ties_them_to_decisions():
    assert {row.valid_from for row in effects.CATALOGUE} == {date(2018, 11, 8)}
    refunds = [row for row in effects.TRIGGERS if row.rule == "R-TUTOR"]
    assert [(row.code, row.valid_from) for row in refunds] == [("E11", date(2018, 11, 8))]
    others = [row for row in effects.TRIGGERS if row.rule != "R-TUTOR"]
    assert [row.code for row in others if row.valid_from != BEGINS[row.rule]] == []
