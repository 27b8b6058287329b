"""Pages of a .docx by GB/T 9704: margins, page numbers, lines, and the word that lies behind a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from notifications import docx_looks as looks

if TYPE_CHECKING:
    from collections.abc import Collection

A4 = (210, 297)  # mm
MARGINS = {  # mm: top, right, bottom, left
    "": (37, 26, 35, 28),
    "sheet": (22, 24, 22, 24),
    "wide": (28, 37, 26, 35),
}
NUMBER_SIZE = 14.0  # 四号
AFTER_LINES = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")  # the order of the schema
BEHIND = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:pict>
  <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
    path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
    <v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>
    <v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
    </v:formulas><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
  <v:shape id="PowerPlusWaterMarkObject{place}" type="#_x0000_t136" stroked="f" fillcolor="silver"
    style="position:absolute;margin-left:0;margin-top:0;width:330pt;height:165pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin">
    <v:fill opacity=".5"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{word}"/></v:shape>
  </w:pict></w:r></w:p>"""


def set_up(document: Any, classes: Collection[str]) -> None:
    """A4 and the margins of the paper's kind; the type of the body as the default."""
    section = document.sections[0]
    kind = next((one for one in MARGINS if one and one in classes), "")
    width, height = A4
    if kind == "wide":
        section.orientation, width, height = WD_ORIENT.LANDSCAPE, height, width
    section.page_width, section.page_height = Mm(width), Mm(height)
    top, right, bottom, left = MARGINS[kind]
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.footer_distance = Mm(bottom - 7 - 5)  # the number stands 7 mm below the type area
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = looks.LATIN, Pt(looks.SIZE)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), looks.FANG_SONG)


def number(document: Any) -> None:
    """— 1 —, odd pages at the right, even ones at the left."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    sides = {
        section.footer: WD_ALIGN_PARAGRAPH.RIGHT,
        section.even_page_footer: WD_ALIGN_PARAGRAPH.LEFT,
    }
    for footer, side in sides.items():
        line = footer.paragraphs[0]
        line.alignment = side
        aside = "right_indent" if side == WD_ALIGN_PARAGRAPH.RIGHT else "left_indent"
        setattr(line.paragraph_format, aside, Pt(NUMBER_SIZE))
        _page(line)


def _page(line: Any) -> None:
    for text in ("— ", None, " —"):
        run = line.add_run(text or "")
        run.font.size, run.font.name = Pt(NUMBER_SIZE), looks.SONG
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), looks.SONG)  # noqa: SLF001
        if text is None:
            _field(run)


def _field(run: Any) -> None:
    for kind in ("begin", "", "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = "PAGE"
        run._element.append(part)  # noqa: SLF001 - python-docx has no name for it


def put_behind(document: Any, word: str) -> None:
    """A pale word across every page."""
    section = document.sections[0]
    for place, header in enumerate((section.header, section.even_page_header), 1):
        header.is_linked_to_previous = False
        header._element.append(parse_xml(BEHIND.format(place=place, word=word)))  # noqa: SLF001


def rule_below(paragraph: Any, *, color: str) -> None:
    """A line below one paragraph, as wide as the type area."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "10"), ("space", "6"), ("color", color)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._element.get_or_add_pPr().insert_element_before(borders, *AFTER_LINES)  # noqa: SLF001
