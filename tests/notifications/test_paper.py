"""The PDF itself: archival, repeatable, closed to the outside, and in the form of GB/T 9704."""

import os
import re
import subprocess
import sys
import zlib

import pypdfium2
import pytest

from notifications import paper
from tests.notifications.conftest import SHEET, TEMPLATES

PAPER = {"title": "关于给予某某某警告处分的决定", "number": "温教处12号", "issued_on": "2026-11-05"}
CONTEXT = {**SHEET, "paper": PAPER}
SEAL = "\N{FULLWIDTH LEFT PARENTHESIS}印章\N{FULLWIDTH RIGHT PARENTHESIS}"
PEN = 2 * "\N{FULLWIDTH LOW LINE}"
POINTS_OF_A_MM = 72 / 25.4


def printed(**changes):
    pdf = paper.render("paper/demonstration.html", {**CONTEXT, **changes})
    return pypdfium2.PdfDocument(pdf)


def text_of(document):
    pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(pages).replace("\r\n", "\n")


def place_of(page, words):
    """Left, bottom, right and top of the words in mm from the left and from the top."""
    text = page.get_textpage()
    start, length = text.search(words).get_next()
    boxes = [text.get_charbox(index) for index in range(start, start + length)]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    top = page.get_height() - max(b[3] for b in boxes)
    return [round(value / POINTS_OF_A_MM, 1) for value in (left, right, top)]


@pytest.fixture(autouse=True)
def _templates(test_papers):
    """The demonstration template of the tests."""


@pytest.fixture
def page_with(settings, tmp_path):
    """Makes a PDF of one page of our own frame with the given body."""

    def make(body, **context):
        (tmp_path / "own.html").write_text(
            '{% extends "paper/_base.html" %}{% load paper %}{% block body %}'
            + body
            + "{% endblock %}"
        )
        engine = settings.TEMPLATES[0]
        settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
        return paper.render("own.html", context)

    return make


def test_render_is_pdf_a_3u_with_every_font_inside():
    pdf = paper.render("paper/demonstration.html", CONTEXT)

    assert pdf.startswith(b"%PDF-1.7")
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == PAPER["title"]
    for mark in (b"/OutputIntents", b"pdfaid:part", b"pdfaid:conformance", b"/FontFile"):
        assert mark in _unpacked(pdf)
    assert b"/JavaScript" not in _unpacked(pdf)


def test_render_gives_the_same_bytes_each_time():
    assert paper.render("paper/demonstration.html", CONTEXT) == paper.render(
        "paper/demonstration.html", CONTEXT
    )


def test_render_gives_the_same_bytes_in_another_process():
    script = (
        "import django, hashlib, sys; from django.conf import settings; from tests import settings as s;"
        f"s.TEMPLATES[0]['DIRS'].append({str(TEMPLATES)!r}); django.setup();"
        "from notifications import paper; from tests.notifications.test_paper import CONTEXT;"
        "sys.stdout.buffer.write(paper.render('paper/demonstration.html', CONTEXT))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": "7"}
    other = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=True
    )

    assert other.stdout == paper.render("paper/demonstration.html", CONTEXT)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/a.png",
        "file:///etc/hostname",
        "/etc/hostname",
        "ftp://127.0.0.1/a.png",
        "paper:../../ethics/settings.py",
        "paper:_base.html",
        "data:text/html,a",
    ],
)
def test_render_fetches_nothing(page_with, address):
    with pytest.raises(paper.NotFetched):
        page_with(f'<img src="{address}" alt="">')


def test_render_takes_a_chart_that_is_written_into_the_page(page_with):
    chart = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

    assert page_with(chart).startswith(b"%PDF")
    assert page_with(
        '<img alt="" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">'
    )


def test_render_works_with_an_empty_context(page_with):
    assert text_of(pypdfium2.PdfDocument(page_with("<p>空</p>"))) == "空\n— 1 —"


def test_render_escapes_what_people_wrote():
    text = text_of(printed(story="<script>alert(1)</script> <img src=http://127.0.0.1/a> & &amp;"))

    wanted = "<script>alert(1)</script> <img src=http://127.0.0.1/a> & &amp;"
    assert wanted in text.replace("\n", "")


def test_page_is_a4_with_the_margins_of_the_standard(page_with):
    page = pypdfium2.PdfDocument(page_with("<p class='flush'>" + "测" * 28 + "</p>"))[0]
    left, right, top = place_of(page, "测" * 28)

    assert [round(side / POINTS_OF_A_MM) for side in page.get_size()] == [210, 297]
    assert 28 <= left <= 28.5
    assert 183 <= right <= 184
    assert 37 <= top <= 41


def test_page_holds_28_characters_a_line_and_22_lines(page_with):
    body = "<p class='flush'>" + "测" * 28 * 23 + "</p>"
    document = pypdfium2.PdfDocument(page_with(body))

    lines = text_of(document).split("\n")
    assert lines[:22] == 22 * ["测" * 28]
    assert lines[22] == "— 1 —"
    assert len(document) == 2


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages():
    document = printed(rows=[f"第{n}小学" for n in range(60)])

    [first, _, top], [second, *_] = place_of(document[0], "— 1 —"), place_of(document[1], "— 2 —")
    assert first > 160
    assert second < 40
    assert top > 297 - 35 + 6


def test_red_head_stands_35_mm_below_the_type_area():
    left, right, top = place_of(printed()[0], SHEET["bureau"])

    assert 37 + 35 <= top <= 37 + 35 + 4
    assert left >= 28
    assert right <= 184


def test_red_head_is_absent_from_an_internal_form():
    red, plain = printed(), printed(look="plain")

    assert _reds(red[0]) > 1000
    assert _reds(plain[0]) == 0


def test_long_name_of_a_bureau_stays_on_one_line():
    name = "温州市龙港市教育局教师职业道德问题联合核查工作组"
    left, right, _top = place_of(printed(bureau=name)[0], name)

    assert left >= 28
    assert right <= 184


def test_signature_is_right_with_the_date_below_and_the_seal_left_to_the_bureau():
    document = printed()
    text = text_of(document)
    last = document[len(document) - 1]

    assert f"温州市鹿城区教育局{SEAL}\n2026年11月5日" in text
    assert place_of(last, "2026年11月5日")[1] <= 184 - 4 * 5.5


def test_imprint_stands_at_the_foot_of_the_last_page():
    document = printed(rows=[f"第{n}小学" for n in range(30)])
    last = document[len(document) - 1]

    assert 297 - 35 - 9 <= place_of(last, "2026年11月5日印发")[2] <= 297 - 35


def test_gaps_are_lines_for_the_pen():
    text = text_of(printed(happened="", amount=None))

    assert f"于{PEN}年{PEN}月{PEN}日收取{PEN}{PEN}元" in text.replace("\n", "")


def test_unbroken_text_stays_on_the_page(page_with):
    page = pypdfium2.PdfDocument(page_with("<p>" + "x" * 300 + "</p>"))[0]
    text = page.get_textpage()
    crosses = [i for i in range(text.count_chars()) if text.get_text_range(i, 1) == "x"]
    rights = [text.get_charbox(index)[2] / POINTS_OF_A_MM for index in crosses]

    assert len(rights) == 300
    assert max(rights) <= 184


def test_a_hundred_pages_are_made():
    result = paper.print_out(
        "paper/demonstration.html", {**CONTEXT, "story": "利用双休日为本校学生补习。\n" * 1250}
    )

    assert result.pages >= 100
    assert len(result.pdf) < 5_000_000


def _unpacked(pdf):
    """The PDF and its compressed parts, to look for words in."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    packed = [part for part in parts if part[:1] == b"\x78"]
    return pdf + b"".join(zlib.decompressobj().decompress(part) for part in packed)


def _reds(page):
    """How many pixels of the page are red."""
    image = page.render(scale=1).to_pil().convert("RGB")
    counted = image.getcolors(image.width * image.height)
    return sum(count for count, (r, g, b) in counted if r > 150 and g < 100 and b < 100)
