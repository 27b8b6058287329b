"""Papers as .docx, for Word and WPS, until they are signed: the same template and the same frozen sheet as the PDF.

What is converted is the HTML that WeasyPrint would print, so that there is one source and one layout.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import translation
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from notifications import docx_looks as looks
from notifications import docx_pages as pages
from notifications import docx_tables as tables
from notifications.markup import SPACES, Node, body_of
from notifications.paper import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from notifications.docx_looks import Look

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INLINE = frozenset({"span", "strong", "b", "em", "a", "br", "sup", "sub", "code"})
WRAPPERS = frozenset({"main", "section", "div", "header", "footer", "tbody"})
PEN = "\N{FULLWIDTH LOW LINE}" * 6
ALIGN = {
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
RIGHT_OF_DATE = 64.0  # points: four characters (GB/T 9704, 7.3.5)


def render(template: str, context: Mapping[str, object], *, watermark: str = "") -> bytes:
    """The document of a template and its context; ``watermark`` lies behind every page."""
    with translation.override(LANGUAGE):
        html = render_to_string(template, dict(context))
    body = body_of(html)
    document = Document()
    pages.set_up(document, body.classes)
    _Writer(document, is_red="red" in body.classes).write(body)
    pages.number(document)
    if watermark:
        pages.put_behind(document, watermark)
    _describe(document, context)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _describe(document: Any, context: Mapping[str, object]) -> None:
    paper = context.get("paper")
    said = document.core_properties
    said.title = str(paper["title"]) if isinstance(paper, dict) else ""
    said.author, said.comments, said.language = str(context.get("bureau", "")), "", "zh-CN"


class _Writer:
    """Writes blocks one after the other into a document or a cell (``within`` a table's look)."""

    def __init__(self, holder: Any, *, is_red: bool, within: Look | None = None) -> None:
        self.holder, self.is_red, self.within = holder, is_red, within
        self._is_first = within is not None  # a cell begins with one empty paragraph
        self._breaks_page = False

    def write(self, node: Node) -> None:
        """Everything in an element: blocks, and loose words as paragraphs of their own."""
        loose: list[Node | str] = []
        for one in node.children:
            if isinstance(one, str) or one.tag in INLINE:
                loose.append(one)
                continue
            self._loose(loose)
            loose = []
            self._block(one)
        self._loose(loose)

    def _loose(self, children: list[Node | str]) -> None:
        if Node("p", {}, children).text or any(isinstance(one, Node) for one in children):
            self._paragraph(Node("p", {"class": "flush"}, children))

    def _block(self, node: Node) -> None:
        self._breaks_page |= "annex" in node.classes
        if node.tag == "table":
            tables.write(self.holder, node, self._cell, within=self.within)
            self._is_first = False
            return
        ways = {"ol": self._list, "ul": self._list, "header": self._header}
        of_class = {"signature": self._signature, "imprint": self._imprint}
        usual = ways.get(node.tag, self.write if node.tag in WRAPPERS else self._paragraph)
        way = next((of_class[name] for name in node.classes if name in of_class), usual)
        way(node)

    def _cell(self, cell: Any, node: Node, look: Look) -> None:
        _Writer(cell, is_red=self.is_red, within=look).write(node)
        if not cell.text:
            _place(cell.paragraphs[0], look)

    def _header(self, node: Node) -> None:
        """The red head; an internal form shows its number alone."""
        shown = [one for one in node.nodes if self.is_red or "bureau" not in one.classes]
        made = [self._paragraph(one) for one in shown]
        if self.is_red and made:
            pages.rule_below(made[-1], color=looks.RED)

    def _imprint(self, node: Node) -> None:
        for one in node.nodes:
            made = self._paragraph(Node("p", {"class": "flush"}, one.children), size=14.0)
            pages.rule_below(made, color="000000")

    def _list(self, node: Node) -> None:
        for place, one in enumerate(node.each("li"), 1):
            mark = f"{place}." if node.tag == "ol" else "·"
            self._paragraph(Node("p", {}, [mark, *one.children]))

    def _signature(self, node: Node) -> None:
        """Name above date, both about one middle; the date four characters from the right."""
        lines = [one for one in node.nodes if one.tag == "p"]
        widths = [_width(one.text.replace("（印章）", "")) for one in lines]
        for line, width in zip(lines, widths, strict=True):
            made = self._paragraph(Node("p", {"class": "right"}, line.children))
            aside = RIGHT_OF_DATE + (widths[-1] - width) / 2
            made.paragraph_format.right_indent = Pt(max(aside, 0))

    def _paragraph(self, node: Node, *, size: float | None = None) -> Any:
        look = looks.of_block(node, is_red=self.is_red, within=self.within)
        look = replace(look, size=size, line=size + 8) if size else look
        made = self._next()
        _place(made, look)
        if self._breaks_page:
            made.paragraph_format.page_break_before, self._breaks_page = True, False
        _say(made, _tidy(_runs(node.children, look)))
        return made

    def _next(self) -> Any:
        if self._is_first:
            self._is_first = False
            return self.holder.paragraphs[0]
        return self.holder.add_paragraph()


def _width(text: str) -> float:
    return sum(looks.SIZE if ord(one) > 255 else looks.SIZE / 2 for one in text)


def _place(paragraph: Any, look: Look) -> None:
    said = paragraph.paragraph_format
    paragraph.alignment = ALIGN[look.align]
    said.line_spacing_rule, said.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    said.space_before, said.space_after = Pt(look.before), Pt(look.after)
    said.first_line_indent = Pt(2 * look.size) if look.indent else Pt(0)
    said.keep_with_next = look.keeps_next


def _runs(children: Iterable[Node | str], look: Look) -> list[tuple[str, Look]]:
    """Words with their looks; "\n" is a break."""
    found: list[tuple[str, Look]] = []
    for one in children:
        if isinstance(one, str):
            found.append((SPACES.sub(" ", one), look))
        elif one.tag == "br":
            found.append(("\n", look))
        elif "pen" in one.classes:
            found.append((PEN, look))
        else:
            found += _runs(one.children, _of_run(one, look))
    return found


def _of_run(node: Node, look: Look) -> Look:
    if node.tag in ("strong", "b"):
        return replace(look, font=looks.HEI)
    sizes = {"hash": 9.0, "seal": 10.5}
    size = next((sizes[name] for name in node.classes if name in sizes), look.size)
    return replace(look, size=size)


def _tidy(runs: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Without the blanks that stand between tags at both ends of a paragraph."""
    kept = [one for one in runs if one[0]]
    while kept and not kept[0][0].strip(" "):
        kept.pop(0)
    while kept and not kept[-1][0].strip(" "):
        kept.pop()
    if kept:
        kept[0] = (kept[0][0].lstrip(" "), kept[0][1])
        kept[-1] = (kept[-1][0].rstrip(" "), kept[-1][1])
    return kept


def _say(paragraph: Any, runs: Iterable[tuple[str, Look]]) -> None:
    for text, look in runs:
        made = paragraph.add_run()
        if text == "\n":
            made.add_break()
            continue
        made.text = text
        set_font(made, look)


def set_font(run: Any, look: Look) -> None:
    """The font for Chinese and that for Latin letters and figures, by the names WPS knows."""
    run.font.size, run.font.name = Pt(look.size), looks.LATIN
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 - python-docx has no name for it
    for name, font in (("ascii", looks.LATIN), ("hAnsi", looks.LATIN), ("eastAsia", look.font)):
        fonts.set(qn(f"w:{name}"), font)
    if look.color:
        run.font.color.rgb = RGBColor.from_string(look.color)
