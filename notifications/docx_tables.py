"""Tables of our paper templates in Word and WPS: thin lines, joined cells, heads that are repeated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from notifications import docx_looks as looks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from notifications.docx_looks import Look
    from notifications.markup import Node

    WriteCell = Callable[[Any, Node, Look], None]

TYPE_AREA = 156  # mm
AFTER_LINES = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")  # the order of the schema
LABEL = 28  # mm: a label of a form, five characters


def write(holder: Any, node: Node, write_cell: WriteCell, *, within: Look | None) -> None:
    """One table with all its cells; an empty one is left out."""
    rows = list(node.each("tr"))
    places = list(_places(rows))
    if not places:
        return
    width = max(column + cell.number("colspan") for _row, column, cell in places)
    table = _new(holder, len(rows), width)
    _set_lines(table, is_bare="signatures" in node.classes)
    look = looks.of_table(node, is_nested=within is not None)
    for row, column, cell in places:
        write_cell(_joined(table, row, column, cell), cell, _of_cell(cell, look))
    _set_widths(table, node, places, width)
    for row in range(sum(len(list(one.each("tr"))) for one in node.each("thead"))):
        _repeat(table.rows[row])


def _new(holder: Any, rows: int, columns: int) -> Any:
    made = holder.add_table(rows, columns)
    if hasattr(holder, "paragraphs") and hasattr(holder, "merge"):  # a cell: it ends with a line
        first = holder.paragraphs[0]
        if not first.text:
            first.paragraph_format.line_spacing = Mm(1)
    return made


def _places(rows: list[Node]) -> Iterator[tuple[int, int, Node]]:
    """Row, column and cell, with room left for cells that reach over rows and columns."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(rows):
        column = 0
        for cell in line.each("td", "th"):
            while (row, column) in taken:
                column += 1
            taken |= {
                (row + down, column + aside)
                for down in range(cell.number("rowspan"))
                for aside in range(cell.number("colspan"))
            }
            yield row, column, cell


def _joined(table: Any, row: int, column: int, cell: Node) -> Any:
    first = table.cell(row, column)
    down, aside = cell.number("rowspan") - 1, cell.number("colspan") - 1
    return first.merge(table.cell(row + down, column + aside)) if down or aside else first


def _of_cell(cell: Node, look: Look) -> Look:
    if cell.tag == "th":
        return replace(look, font=looks.HEI, align="center")
    if "number" in cell.classes:
        return replace(look, align="right")
    return replace(look, align="center") if "center" in cell.classes else look


def _set_widths(table: Any, node: Node, places: list[tuple[int, int, Node]], columns: int) -> None:
    """Labels of a form are narrow; the rest share what is left."""
    labels = {column for _row, column, cell in places if cell.tag == "th"}
    if "form" not in node.classes or len(labels) in (0, columns):
        table.autofit = True
        return
    table.autofit = False
    rest = (TYPE_AREA - LABEL * len(labels)) / (columns - len(labels))
    for column in range(columns):
        for cell in table.columns[column].cells:
            cell.width = Mm(LABEL if column in labels else rest)


def _set_lines(table: Any, *, is_bare: bool) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil" if is_bare else "single")
        line.set(qn("w:sz"), "4")  # eighths of a point
        line.set(qn("w:color"), "000000")
        borders.append(line)
    table._tbl.tblPr.insert_element_before(borders, *AFTER_LINES)  # noqa: SLF001 - no name for it


def _repeat(row: Any) -> None:
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - python-docx has no name for it
