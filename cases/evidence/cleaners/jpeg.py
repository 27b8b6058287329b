"""The segments of a JPEG that say who, where and with what, taken out; the picture untouched."""

from __future__ import annotations

import re

KEPT = {0xE0, 0xEE}  # JFIF and Adobe's transform: without them colours go wrong
SCAN, END = 0xDA, 0xD9
MARK = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")  # the next one that is no part of the pixels


def without_segments(content: bytes) -> bytes:
    """The same picture without EXIF, XMP, IPTC, comments and what is behind its end."""
    if not content.startswith(b"\xff\xd8"):
        return content
    kept, at = [b"\xff\xd8"], 2
    while (found := MARK.match(content, at)) and (mark := found[1][0]) != END:
        start, length = found.end(), int.from_bytes(content[found.end() : found.end() + 2], "big")
        at = start + max(length, 2)
        if mark == SCAN:
            at = _end_of_scan(content, at)
        if mark in KEPT or not (0xE0 <= mark <= 0xEF or mark == 0xFE):
            kept.append(bytes([0xFF, mark]) + content[start:at])
    return b"".join(kept) + b"\xff\xd9"


def _end_of_scan(content: bytes, at: int) -> int:
    found = MARK.search(content, at)
    return found.start() if found else len(content)
