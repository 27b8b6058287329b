"""The segments of a JPEG that say who, where and with what, taken out; the picture untouched."""

from __future__ import annotations

KEPT = {0xE0, 0xEE}  # JFIF and Adobe's transform: without them colours go wrong
SCAN, END = 0xDA, 0xD9


def without_segments(content: bytes) -> bytes:
    """The same picture without EXIF, XMP, IPTC, comments and what is behind its end."""
    if not content.startswith(b"\xff\xd8"):
        return content
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == SCAN:
            end = content.rfind(b"\xff\xd9")
            kept.append(content[at : end + 2 if end > at else len(content)])
            break
        if not (0xE0 <= mark <= 0xEF or mark == 0xFE) or mark in KEPT:
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    return b"".join(kept)
