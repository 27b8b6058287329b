"""The chart: the same bytes each time, no styles of its own, greys and one blue."""

import re

import pytest
from matplotlib import font_manager

from reports import charts

LINES = [
    {"name": "鹿城区", "counts": {"new": 12, "closed": 7}},
    {"name": "温州湾新区", "counts": {"new": 0, "closed": 0}},
]


@pytest.fixture
def svg():
    return charts.flow({"lines": LINES})


def texts(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_flow_twice_is_the_same(svg):
    assert charts.flow({"lines": LINES}) == svg


def test_flow_names_units_and_numbers_and_says_what_the_bars_are(svg):
    assert texts(svg) == ["鹿城区", "温州湾新区", "12", "7", "新收", "办结"]


def test_flow_uses_attributes_because_our_pages_allow_no_styles(svg):
    assert "style" not in svg
    assert "font-family=\"'Noto Sans CJK SC'" in svg


def test_flow_uses_greys_and_one_blue(svg):
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) == {"#1d4e7a", "#b8c0c7", "#1a2733"}


def test_flow_names_nobody_and_no_day(svg):
    assert "http" not in svg.replace("http://www.w3.org/", "")
    assert "20" not in "".join(texts(svg))


def test_flow_of_nothing_still_has_its_units():
    assert texts(charts.flow({"lines": LINES[1:]})) == ["温州湾新区", "新收", "办结"]


def test_the_font_is_one_of_debian_found_by_its_name(monkeypatch):
    known = ["DejaVu Sans", "Noto Sans CJK JP", "Noto Sans CJK SC"]
    monkeypatch.setattr(font_manager, "get_font_names", lambda: known)
    assert charts._font() == "Noto Sans CJK SC"
    known.pop()
    assert charts._font() == "Noto Sans CJK JP"
