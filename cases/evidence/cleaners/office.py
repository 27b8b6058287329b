"""Office documents (OOXML, as Word, Excel, PowerPoint and WPS write them): packed anew, part by part."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from cases.evidence.cleaners import Refused, office_parts

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1024 * 1024
MOST_PARTS = 3000
MOST_BYTES = 400 * MIB  # of all parts, unpacked
MOST_PART = 40 * MIB  # of one
MOST_RATIO = 200  # unpacked to packed, of a part that is large
WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OOXML = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "word/document.xml": f"{OOXML}wordprocessingml.document",
    "xl/workbook.xml": f"{OOXML}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OOXML}presentationml.presentation",
}
MACROS = re.compile(r"vba|macro|activex", re.IGNORECASE)
EMBEDDED = re.compile(r"(^|/)(embeddings|oleObject)", re.IGNORECASE)
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def clean(folder: Path, _task: dict[str, str]) -> str:
    """Write the copy; its media type. Raises ``Refused`` for macros, bombs and what is no document."""
    try:
        with zipfile.ZipFile(folder / "original") as source:
            media_type = _checked(source.infolist())
            with zipfile.ZipFile(folder / "copy", "w") as copy:
                for part in source.infolist():
                    _copy(source, part, copy)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as fault:
        raise Refused("broken") from fault
    return media_type


def _checked(parts: list[zipfile.ZipInfo]) -> str:
    names = [part.filename for part in parts]
    if "OFD.xml" in names:  # GB/T 33190: kept as it came, shown by nobody here
        raise Refused("ofd", "application/ofd")
    found = [media_type for name, media_type in TYPES.items() if name in names]
    if len(found) != 1 or "[Content_Types].xml" not in names:
        raise Refused("archive")
    if any(MACROS.search(name) for name in names):
        raise Refused("macros")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused("too_much_work")
    if any(_is_a_bomb(part) for part in parts) or len(set(names)) < len(names):
        raise Refused("too_much_work")
    if any(EMBEDDED.search(name) for name in names):
        raise Refused("embedded", found[0])
    return found[0]


def _is_a_bomb(part: zipfile.ZipInfo) -> bool:
    is_dense = part.file_size > MIB and part.file_size > MOST_RATIO * max(part.compress_size, 1)
    return is_dense or part.file_size > MOST_PART or part.compress_type not in WAYS


def _copy(source: zipfile.ZipFile, part: zipfile.ZipInfo, copy: zipfile.ZipFile) -> None:
    if part.is_dir() or office_parts.DROPPED.search(part.filename):
        return
    with source.open(part) as opened:
        content = opened.read(MOST_PART + 1)
    if len(content) != part.file_size:
        raise Refused("too_much_work")
    fresh = zipfile.ZipInfo(part.filename, LONG_AGO)
    fresh.compress_type = part.compress_type
    copy.writestr(fresh, office_parts.bare(part.filename, content), compresslevel=3)
