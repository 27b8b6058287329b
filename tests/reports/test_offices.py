"""红黄绿 by how limits were kept, never by how much was reported."""

from datetime import date

import pytest

from reports import offices
from tests.reports.conftest import OCTOBER
from tests.reports.factories import MIDDLE, a_case, a_clock, a_complaint


@pytest.fixture
def rows(units):
    return {units.lucheng.pk: "鹿城区", units.pingyang.pk: "平阳县", units.direct.pk: "市直属学校"}


def named(rows):
    return {one["name"]: one for one in offices.of(OCTOBER, rows)}


@pytest.mark.parametrize(
    ("rate", "light"),
    [(None, "none"), (0, "red"), (79.9, "red"), (80, "yellow"), (94.9, "yellow"), (95, "green"),
     (100, "green")],
)  # fmt: skip
def test_light_follows_the_rate(rate, light):
    assert offices.light(rate) == light


def test_of_counts_what_was_kept_of_all_that_ended(units, rows, november):
    case = a_case(units)
    for stopped_on in (MIDDLE, MIDDLE, date(2026, 10, 20), None):
        a_clock(case, MIDDLE, stopped_on=stopped_on)
    lucheng = named(rows)["鹿城区"]

    assert (lucheng["rate"], lucheng["light"]) == ("50", "red")
    assert (lucheng["met"], lucheng["in_time"], lucheng["late"]) == (3, 2, 1)


def test_of_does_not_blame_a_county_for_the_citys_steps(units, rows, november):
    a_clock(a_case(units), MIDDLE, limit="DISPATCH")
    a_clock(a_complaint(units), MIDDLE, limit="K2")

    assert [(one["name"], one["late"]) for one in named(rows).values() if one["late"]] == [
        ("市本级", 2)
    ]


@pytest.mark.parametrize("handler", ["city", "direct"])
def test_of_counts_for_the_city_what_it_handles_itself(units, rows, november, handler):
    a_clock(a_case(units, handling_unit=getattr(units, handler)), MIDDLE)

    assert named(rows)["市本级"]["late"] == 1


def test_of_blames_the_unit_that_handles_and_not_the_county_of_the_school(units, rows, november):
    a_clock(a_case(units, unit="lucheng", handling_unit=units.pingyang), MIDDLE)

    assert [name for name, one in named(rows).items() if one["late"]] == ["平阳县"]


def test_of_puts_the_red_ones_first(units, rows, november):
    a_clock(a_case(units, unit="lucheng"), MIDDLE, stopped_on=MIDDLE)
    a_clock(a_case(units, unit="pingyang"), MIDDLE)

    assert [(one["name"], one["light"]) for one in offices.of(OCTOBER, rows)] == [
        ("平阳县", "red"), ("鹿城区", "green"), ("市本级", "none"),
    ]  # fmt: skip


def test_of_has_no_place_for_the_number_of_reports(units, rows, november):
    before = offices.of(OCTOBER, rows)
    for _time in range(20):
        a_complaint(units)

    assert offices.of(OCTOBER, rows) == before
