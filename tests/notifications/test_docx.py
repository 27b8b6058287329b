"""Papers for WPS: the same words and order as the PDF, fonts by their Chinese names, margins of GB/T 9704."""

import io
import zipfile

import docx as reader
import pytest
from docx.oxml.ns import qn

from notifications import docx
from notifications.markup import body_of

PAPER = {"title": "关于给予某某某警告处分的决定", "number": "温教处12号", "issued_on": "2026-11-05"}
SHEET = {"bureau": "温州市教育局", "mark": "内部资料", "to": "某某某", "paper": PAPER}


@pytest.fixture
def made(settings, tmp_path):
    """The document of a body in our own frame."""

    def make(body, *, look="plain", watermark="", **context):
        (tmp_path / "own.html").write_text(
            '{% extends "paper/_base.html" %}{% load paper %}{% block body %}'
            + body + "{% endblock %}{% block look %}" + look + "{% endblock %}"
        )  # fmt: skip
        engine = settings.TEMPLATES[0]
        settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
        return docx.render("own.html", {**SHEET, **context}, watermark=watermark)

    return make


def opened(content):
    return reader.Document(io.BytesIO(content))


def texts(document):
    return [one.text for one in document.paragraphs if one.text.strip()]


def paragraph(document, text):
    return next(one for one in document.paragraphs if text in one.text)


def font(one):
    return one.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia"))


def test_words_stand_in_the_order_of_the_paper(made):
    document = opened(made("<h2>一、事实</h2><p>查明如下。</p>"))

    assert texts(document) == [
        "内部资料", "温教处12号", "关于给予某某某警告处分的决定", "某某某：", "一、事实", "查明如下。",
        "温州市教育局（印章）", "2026年11月5日",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "named", "points"),
    [("关于给予", "方正小标宋简体", 22), ("一、事实", "黑体", 16), ("（一）甲", "楷体_GB2312", 16),
     ("查明如下", "仿宋_GB2312", 16), ("内部资料", "黑体", 16)],
)  # fmt: skip
def test_each_level_has_its_font_and_size(made, text, named, points):
    document = opened(made("<h2>一、事实</h2><h3>（一）甲</h3><p>查明如下。</p>"))

    one = paragraph(document, text)
    assert (font(one), one.runs[0].font.size.pt) == (named, points)


def test_margins_are_those_of_the_standard(made):
    section = opened(made("<p>一</p>")).sections[0]

    found = [section.top_margin, section.right_margin, section.bottom_margin, section.left_margin]
    assert [round(one.mm) for one in found] == [37, 26, 35, 28]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_text_is_indented_by_two_characters_on_28_95_points(made):
    said = paragraph(opened(made("<p>查明如下。</p>")), "查明如下").paragraph_format

    assert (said.first_line_indent.pt, round(said.line_spacing.pt, 2)) == (32, 28.95)


def test_the_red_head_is_red_and_only_where_there_is_one(made):
    head = paragraph(opened(made("<p>一</p>", look="red")), "温州市教育局")

    assert str(head.runs[0].font.color.rgb) == "E60012"
    assert texts(opened(made("<p>一</p>")))[0:2] == ["内部资料", "温教处12号"]


def test_a_table_keeps_its_joined_cells_and_its_repeated_head(made):
    body = (
        '<table class="list"><thead><tr><th>甲</th><th>乙</th></tr></thead>'
        '<tbody><tr><td colspan="2">丙</td></tr><tr><td>丁</td><td>戊</td></tr></tbody></table>'
    )
    table = opened(made(body)).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["甲", "乙"], ["丙", "丙"], ["丁", "戊"],
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_table_within_a_cell_is_a_table(made):
    body = '<table class="form"><tr><th>一</th><td class="nested"><table class="list"><tr><td>二</td></tr></table></td></tr></table>'
    table = opened(made(body)).tables[0]

    assert table.cell(0, 1).tables[0].cell(0, 0).text == "二"


def test_a_line_for_the_pen_can_be_seen(made):
    document = opened(made('<p>（签字）<span class="pen"></span>甲</p>'))

    assert paragraph(document, "签字").text == "（签字）＿＿＿＿＿＿甲"  # noqa: RUF001 - as it is printed


def test_lines_stand_in_the_order_that_word_asks_for(made):
    body = '<table class="form"><tr><th>一</th><td>二</td></tr></table>'
    document = opened(made(body, look="red"))

    table = [one.tag for one in document.tables[0]._tbl.tblPr]
    assert table.index(qn("w:tblBorders")) < table.index(qn("w:tblLayout"))
    head = [one.tag for one in paragraph(document, "温教处").paragraph_format._element.pPr]
    assert head.index(qn("w:pBdr")) < head.index(qn("w:spacing"))


def test_an_annex_begins_a_page(made):
    document = opened(made('<p>一</p><section class="annex"><h1>卷内目录</h1></section>'))

    assert paragraph(document, "卷内目录").paragraph_format.page_break_before


@pytest.mark.parametrize(("word", "count"), [("草稿", 2), ("", 0)])
def test_a_draft_bears_its_word_on_odd_and_even_pages(made, word, count):
    with zipfile.ZipFile(io.BytesIO(made("<p>一</p>", watermark=word))) as parts:
        headers = [parts.read(one).decode() for one in parts.namelist() if "header" in one]

    assert sum('string="草稿"' in one for one in headers) == count


def test_what_somebody_typed_is_text_and_no_markup(made):
    document = opened(made("<p>{{ typed }}</p>", typed="<b>粗</b> & 甲"))

    assert texts(document)[4] == "<b>粗</b> & 甲"


def test_markup_is_read_though_an_end_is_missing():
    body = body_of("<html><head><title>x</title></head><body><p>一<br>二</p></b></body></html>")

    assert (body.text, [one.tag for one in body.nodes]) == ("一二", ["p"])
