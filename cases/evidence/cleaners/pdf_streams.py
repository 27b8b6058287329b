"""The streams of a PDF: photographs without their tags, and none that unpacks without end."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

from cases.evidence.cleaners import Refused, jpeg

MIB = 1024 * 1024
MOST = 64 * MIB  # of one stream, unpacked, that is no picture
MOST_PIXELS = 100_000_000  # of a picture
STEP = MIB
PACKED, PHOTO, PHOTO_2000 = "/FlateDecode", "/DCTDecode", "/JPXDecode"
HIDING = (b"xml ", b"uuid", b"uinf")  # boxes of a JPEG 2000 that are no picture
DENSE = {PACKED, "/LZWDecode", "/RunLengthDecode", "/Fl", "/LZW", "/RL"}


def strip(stream: Any) -> None:
    """Take the tags out of a photograph. Raises ``Refused`` for a bomb."""
    filters = _filters(stream)
    if len(DENSE & set(filters)) and _is_too_much(stream, filters):
        raise Refused("too_much_work")
    if filters == [PHOTO]:
        _write(stream, jpeg.without_segments(stream.read_raw_bytes()), pikepdf.Name.DCTDecode)
    elif filters == [PACKED, PHOTO]:
        photo = _unpacked(stream.read_raw_bytes())
        _write(stream, jpeg.without_segments(photo), pikepdf.Name.DCTDecode)
    elif filters == [PHOTO_2000]:
        _write(stream, _bare_2000(stream.read_raw_bytes()), pikepdf.Name.JPXDecode)


def _filters(stream: Any) -> list[str]:
    named = stream.get("/Filter", [])
    return [str(named)] if isinstance(named, pikepdf.Name) else [str(one) for one in named]


def _is_too_much(stream: Any, filters: list[str]) -> bool:
    if stream.get("/Subtype") == "/Image":
        return int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS
    if len(filters) > 1 and sum(one in DENSE for one in filters) > 1:
        return True
    return filters[0] == PACKED and _unpacks_to(stream.read_raw_bytes()) > MOST


def _unpacks_to(packed: bytes) -> int:
    """Bytes, or a little over ``MOST``; what is no such stream unpacks to nothing."""
    opened, total = zlib.decompressobj(), 0
    try:
        while packed and total <= MOST and not opened.eof:
            total += len(opened.decompress(packed, STEP))
            packed = opened.unconsumed_tail
    except zlib.error:
        return total
    return total


def _unpacked(packed: bytes) -> bytes:
    try:
        content = zlib.decompressobj().decompress(packed, MOST)
    except zlib.error as fault:
        raise Refused("broken") from fault
    if len(content) >= MOST:
        raise Refused("too_much_work")
    return content


def _write(stream: Any, content: bytes, packing: pikepdf.Name) -> None:
    stream.write(content, filter=packing)


def _bare_2000(content: bytes) -> bytes:
    kept, at = [], 0
    while at + 8 <= len(content):
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if length < 8:  # to the end, or of a length that needs eight bytes
            kept.append(content[at:])
            break
        if name not in HIDING:
            kept.append(content[at : at + length])
        at += length
    return b"".join(kept)
