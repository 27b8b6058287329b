"""Spreadsheets of the hotline, read carefully; and ours, in which no cell is ever a formula."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from cases.exceptions import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MIB = 1024 * 1024
MOST_BYTES = 10 * MIB
MOST_UNPACKED = 50 * MIB
MOST_PARTS = 500
MOST_ROWS = 5000
MOST_COLUMNS = 100  # the headings are looked for in these
# What the readers of zip and XML raise on a file that somebody broke, by accident or on purpose;
# both parsers' errors are kinds of SyntaxError.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, OSError, EOFError,
    ValueError, LookupError, TypeError, AttributeError, NotImplementedError, RuntimeError,
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What our columns are called in the exports that are about.
HEADINGS = {
    "foreign_number": ("工单编号", "工单号", "受理单号", "工单流水号"),
    "received_on": ("受理时间", "来电时间", "登记时间", "诉求时间"),
    "due_on": ("办理时限", "截止时间", "办结时限", "到期时间"),
    "repeats": ("原工单编号", "重办原单号", "关联工单"),
    "name": ("诉求人", "来电人", "姓名"),
    "phone": ("联系电话", "来电号码", "联系方式"),
    "title": ("诉求标题", "标题"),
    "narrative": ("诉求内容", "问题描述", "内容", "诉求描述"),
    "county": ("区县", "所属区域", "事发区域"),
    "school": ("被反映学校", "学校", "涉及学校"),
    "teacher": ("被反映教师", "教师", "涉及教师"),
}
NEEDED = ("foreign_number", "narrative")
DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")


@dataclass(frozen=True)
class Line:
    """One row: its number as the spreadsheet counts, and its cells by our names."""

    number: int
    cells: dict[str, str]


def check(content: bytes) -> int:
    """How many rows it has. Raises ``NotAllowed`` for what is too large, a bomb, no spreadsheet, or one without our columns."""
    if len(content) > MOST_BYTES:
        raise NotAllowed(_("The file is larger than 10 MB: please divide it."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except BROKEN as fault:
        raise _no_spreadsheet() from fault
    if len(sizes) > MOST_PARTS or sum(sizes) > MOST_UNPACKED:
        raise NotAllowed(_("This file unpacks to far more than a list of orders: it is refused."))
    count = sum(1 for _line in lines(content))
    if not count:
        raise NotAllowed(_("There is no row below the headings."))
    return count


def _no_spreadsheet() -> NotAllowed:
    return NotAllowed(_("This is no spreadsheet (.xlsx): save it as one first."))


def lines(content: bytes) -> Iterator[Line]:
    """The rows below the headings, empty ones left out. Raises ``NotAllowed`` as ``check`` does."""
    rows = _rows(content)
    columns = _columns(next(rows, ()))
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS + 1:
            raise NotAllowed(_("At most 5,000 rows at a time: please divide the file."))
        cells = {name: _text(row, at) for name, at in columns.items()}
        if any(cells.values()):
            yield Line(number, cells)


def _rows(content: bytes) -> Iterator[Sequence[object]]:
    """The rows of the first sheet, read one by one."""
    try:
        with closing(
            openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        ) as book:
            sheet = book.worksheets[0]
            yield from sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    except BROKEN as fault:
        raise _no_spreadsheet() from fault


def _columns(headings: Sequence[object]) -> dict[str, int]:
    found = {str(one or "").strip(): at for at, one in enumerate(headings)}
    columns = {
        name: found[word] for name, words in HEADINGS.items() for word in words if word in found
    }
    missing = [HEADINGS[name][0] for name in NEEDED if name not in columns]
    if missing:
        raise NotAllowed(_("A column is missing: %(names)s.") % {"names": "、".join(missing)})
    return columns


def _text(row: Sequence[object], at: int) -> str:
    value = row[at] if at < len(row) else None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def day(text: str) -> date | None:
    """A day however it is written; None for nothing. Raises ``ValueError`` for what is no day."""
    if not text:
        return None
    found = DAY.search(text)
    if found is None:
        raise ValueError(text)
    return date(*(int(part) for part in found.groups()))


def written(headings: Sequence[str], rows: Iterable[Sequence[object]], *, mark: str = "") -> bytes:
    """A spreadsheet of ours; what could be taken for a formula stands as text.

    A mark stands on the first line, on the last, and on every printed page.
    """
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    marks = [[_harmless(mark)]] if mark else []
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = mark.replace("&", "&&") or None
    for row in (*marks, list(headings)):
        sheet.append(row)
    for row in rows:
        sheet.append([_harmless(cell) for cell in row])
    for row in marks:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _harmless(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    bare = ILLEGAL_CHARACTERS_RE.sub("", cell)
    return f"'{bare}" if bare.startswith(FORMULA) else bare
