"""PNG and GIF without their words: comments, texts, EXIF and XMP taken out, the picture untouched."""

from __future__ import annotations

PNG, GIF = b"\x89PNG\r\n\x1a\n", b"GIF8"
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"}
FRAME, EXTENSION, END = 0x2C, 0x21, 0x3B
WORDS = {0xFE, 0x01, 0xFF}  # comment, text, and what programs add


def without_words(content: bytes) -> bytes:
    """The same picture; of what is behind its end nothing."""
    return _png(content) if content.startswith(PNG) else _gif(content)


def _png(content: bytes) -> bytes:
    kept, at, name = [PNG], len(PNG), b""
    while at + 12 <= len(content) and name != b"IEND":
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if name in PNG_KEPT:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)


def _gif(content: bytes) -> bytes:
    """A file cut short ends where it was cut."""
    at = 13 + _colours(content, 10)
    kept = [content[:at]]
    while at < len(content) and content[at] != END:
        end = _end(content, at)
        if content[at] != EXTENSION or content[at + 1 : at + 2] not in {
            bytes([one]) for one in WORDS
        }:
            kept.append(content[at:end])
        at = end
    return b"".join(kept) + bytes([END])


def _colours(content: bytes, at: int) -> int:
    """Bytes of the table of colours that the flags at this place announce."""
    flags = content[at] if at < len(content) else 0
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end(content: bytes, at: int) -> int:
    """Where the block that begins here ends: after its chain of pieces."""
    at += 11 + _colours(content, at + 9) if content[at] == FRAME else 2
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1
