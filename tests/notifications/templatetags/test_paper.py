"""Days, sums and gaps as official papers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from notifications.templatetags import paper

LINE = "\N{FULLWIDTH LOW LINE}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-01-05", "2026年1月5日"),
        (date(2026, 11, 23), "2026年11月23日"),
        ("2026-11-05T17:30:00Z", "2026年11月6日"),  # already the 6th in Wenzhou
        (datetime(2026, 11, 5, 17, 30, tzinfo=UTC), "2026年11月6日"),
        ("", f"{LINE * 2}年{LINE * 2}月{LINE * 2}日"),
        (None, f"{LINE * 2}年{LINE * 2}月{LINE * 2}日"),
    ],
)
def test_day_is_written_in_chinese(value, shown):
    assert paper.day(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12800, "12,800元"),
        ("12800.00", "12,800元"),
        (Decimal("1200.5"), "1,200.50元"),
        (0.1, "0.10元"),
        (0, "0元"),
        (None, f"{LINE * 4}元"),
        ("", f"{LINE * 4}元"),
    ],
)
def test_yuan_shows_fen_only_where_there_are_any(value, shown):
    assert paper.yuan(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("", LINE * 4), (None, LINE * 4), (0, 0), (False, False), ("甲", "甲")]
)
def test_blank_is_a_line_for_the_pen(value, shown):
    assert paper.blank(value) == shown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("甲\r\n\r\n 乙 ", "<p>甲</p><p>乙</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("", f"<p>{LINE * 4}</p>"),
        (None, f"<p>{LINE * 4}</p>"),
    ],
)
def test_paragraphs_are_lines_with_nothing_of_their_own(text, html):
    assert paper.paragraphs(text) == html


@pytest.mark.parametrize(("name", "points"), [("", 52), ("温州市教育局", 52), ("温" * 24, 18)])
def test_head_size_fits_the_line(name, points):
    assert paper.head_size(name) == points


@pytest.mark.parametrize(
    ("title", "characters"), [("", 0), ("题" * 20, 20), ("题" * 22, 12), ("短\n" + "题" * 18, 18)]
)
def test_title_width_breaks_a_long_title_evenly(title, characters):
    assert paper.title_width(title) == characters
