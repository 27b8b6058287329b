"""Office documents (OOXML, as Word, Excel, PowerPoint and WPS write them): packed anew, part by part."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

from cases.evidence.cleaners import Refused, jpeg

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1024 * 1024
MOST_PARTS = 3000
MOST_BYTES = 400 * MIB  # of all parts, unpacked
MOST_XML = 60 * MIB  # of one part that is rewritten
MOST_RATIO = 200  # unpacked to packed, of a part that is large
TYPES = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
CUSTOM = APP.replace(b"extended-properties", b"custom-properties")
REPLACED = {"docProps/core.xml": CORE, "docProps/app.xml": APP, "docProps/custom.xml": CUSTOM}
MACROS = re.compile(r"vba|macro|activex", re.IGNORECASE)
EMBEDDED = re.compile(r"(^|/)(embeddings|oleObject)", re.IGNORECASE)
NAMES = re.compile(
    rb"\s(?:w|w15|w16du|p15|xr|)?:?(?:author|initials|lastModifiedBy|userName|userId|providerId"
    rb'|dateUtc|rsid\w*)="[^"]*"'
)
AUTHORS = re.compile(rb"(<(?:\w+:)?author>)[^<]*(</(?:\w+:)?author>)")
RSIDS = re.compile(rb"<w:rsids>.*?</w:rsids>", re.DOTALL)
PEOPLE = re.compile(rb"<w15:person\b.*?</w15:person>", re.DOTALL)
REMOTE = re.compile(rb"<Relationship\b(?![^>]*/hyperlink\")[^>]*TargetMode=\"External\"[^>]*/>")
THUMBNAIL = re.compile(rb"<Relationship\b[^>]*thumbnail[^>]*/>")
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"}
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def clean(folder: Path, _task: dict[str, str]) -> str:
    """Write the copy; its media type. Raises ``Refused`` for macros, bombs and what is no document."""
    try:
        with zipfile.ZipFile(folder / "original") as source:
            media_type = _checked(source.infolist())
            with zipfile.ZipFile(folder / "copy", "w", zipfile.ZIP_DEFLATED) as copy:
                for part in source.infolist():
                    _copy(source, part, copy)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as fault:
        raise Refused("broken") from fault
    return media_type


def _checked(parts: list[zipfile.ZipInfo]) -> str:
    names = [part.filename for part in parts]
    found = [media_type for name, media_type in TYPES.items() if name in names]
    if len(found) != 1 or "[Content_Types].xml" not in names:
        raise Refused("archive")
    if any(MACROS.search(name) for name in names):
        raise Refused("macros")
    if any(EMBEDDED.search(name) for name in names):
        raise Refused("embedded")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused("too_much_work")
    if any(_is_a_bomb(part) for part in parts) or len(set(names)) < len(names):
        raise Refused("too_much_work")
    return found[0]


def _is_a_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > MIB and part.file_size > MOST_RATIO * max(part.compress_size, 1)


def _copy(source: zipfile.ZipFile, part: zipfile.ZipInfo, copy: zipfile.ZipFile) -> None:
    if part.is_dir() or part.filename.startswith(("customXml/", "docProps/thumbnail")):
        return
    if part.file_size > MOST_XML:
        raise Refused("too_much_work")
    with source.open(part) as opened:
        content = opened.read(MOST_XML + 1)
    if len(content) != part.file_size:
        raise Refused("too_much_work")
    fresh = zipfile.ZipInfo(part.filename, LONG_AGO)
    fresh.compress_type = zipfile.ZIP_DEFLATED
    copy.writestr(fresh, REPLACED.get(part.filename) or _bare(part.filename, content))


def _bare(name: str, content: bytes) -> bytes:
    if name.endswith(".rels"):
        without = REMOTE.sub(b"", THUMBNAIL.sub(b"", content))
        return re.sub(rb"<Relationship\b[^>]*customXml[^>]*/>", b"", without)
    if name == "[Content_Types].xml":
        if b"macroEnabled" in content:
            raise Refused("macros")
        return re.sub(rb"<Override\b[^>]*(?:customXml|thumbnail)[^>]*/>", b"", content)
    if name.endswith(".xml"):
        return AUTHORS.sub(rb"\1\2", PEOPLE.sub(b"", RSIDS.sub(b"", _without_names(content))))
    if content.startswith(b"\xff\xd8"):
        return jpeg.without_segments(content)
    return _bare_png(content) if content.startswith(b"\x89PNG\r\n\x1a\n") else content


def _without_names(content: bytes) -> bytes:
    """Attributes that name somebody are emptied, not removed: some are required."""
    return NAMES.sub(lambda found: found[0].split(b"=")[0] + b'=""', content)


def _bare_png(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] in PNG_KEPT:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)
