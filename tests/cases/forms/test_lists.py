"""Filters: what makes no sense filters nothing, whatever else was asked for."""

from datetime import date

import pytest

from cases.forms.lists import CaseFilter
from cases.lists import orders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2026-11-24.17", (date(2026, 11, 24), 17)),
        ("9999-12-31.999999999999999", (date(9999, 12, 31), 999999999999999)),
        ("2026-02-30.1", None),
        ("0000-01-01.1", None),
        ("2026-11-24", None),
        ("2026-11-24.", None),
        ("2026-11-24.1.1", None),
        ("2026-11-24.-1", None),
        ("2026-11-24.1" + "0" * 15, None),
        ("\uff12026-11-24.1", None),
    ],
)
def test_key_of_the_next_cases(typed, key):
    assert orders.OF_CASES["due"].parse(typed) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [("17", 17), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("-1", None), ("x", None), ("0", None)],
)
def test_key_of_the_next_complaints(typed, key):
    assert orders.OF_COMPLAINTS["new"].parse(typed) == key


@pytest.mark.parametrize("name", ["state", "kind", "due", "unit"])
def test_one_wrong_filter_leaves_the_others(name):
    form = CaseFilter({"q": "礼金", name: "nothing"})

    assert (form.value("q"), form.value(name)) == ("礼金", "")
    assert set(form.errors) == {name}


@pytest.mark.parametrize(
    ("typed", "is_filtering"),
    [({}, False), ({"after": "2026-11-24.1"}, False), ({"state": "x"}, False), ({"q": "x"}, True)],
)
def test_whether_only_a_part_is_shown(typed, is_filtering):
    assert CaseFilter(typed).is_filtering is is_filtering
