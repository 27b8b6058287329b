"""What a file is, by its content. What is not in this table is kept and never shown."""

from __future__ import annotations

from dataclasses import dataclass

from cases.models.evidence import FileKind

HEAD = 4096  # bytes that are looked at
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif"}
ACTIVE = (
    b"<html",
    b"<script",
    b"<svg",
    b"<!doctype",
    b"<?xml",
    b"<?php",
    b"#!",
    b"<iframe",
    b"<body",
)


@dataclass(frozen=True)
class Kind:
    """A kind that is taken. ``cleaner`` makes its copy, or says why only the original can exist."""

    kind: FileKind
    media_type: str
    suffix: str
    cleaner: str
    demuxer: str = ""


JPEG = Kind(FileKind.IMAGE, "image/jpeg", "jpg", "image")
PNG = Kind(FileKind.IMAGE, "image/png", "png", "image")
GIF = Kind(FileKind.IMAGE, "image/gif", "gif", "image")
WEBP = Kind(FileKind.IMAGE, "image/webp", "webp", "image")
AVIF = Kind(FileKind.IMAGE, "image/avif", "avif", "image")
HEIC = Kind(FileKind.IMAGE, "image/heic", "heic", "image")
PDF = Kind(FileKind.PDF, "application/pdf", "pdf", "pdf")
ZIPPED = Kind(FileKind.OFFICE, "application/zip", "zip", "office")  # which one its content says
OLD_OFFICE = Kind(FileKind.OFFICE, "application/x-ole-storage", "doc", "old_office")
TEXT = Kind(FileKind.TEXT, "text/plain", "txt", "text")
MP3 = Kind(FileKind.AUDIO, "audio/mpeg", "mp3", "media", "mp3")
AAC = Kind(FileKind.AUDIO, "audio/aac", "aac", "media", "aac")
AMR = Kind(FileKind.AUDIO, "audio/amr", "amr", "media", "amr")
WAV = Kind(FileKind.AUDIO, "audio/wav", "wav", "media", "wav")
OGG = Kind(FileKind.AUDIO, "audio/ogg", "ogg", "media", "ogg")
FLAC = Kind(FileKind.AUDIO, "audio/flac", "flac", "media", "flac")
M4A = Kind(FileKind.AUDIO, "audio/mp4", "m4a", "media", "mov")
MP4 = Kind(FileKind.VIDEO, "video/mp4", "mp4", "media", "mov")
MOV = Kind(FileKind.VIDEO, "video/quicktime", "mov", "media", "mov")
THREE_GP = Kind(FileKind.VIDEO, "video/3gpp", "3gp", "media", "mov")
AVI = Kind(FileKind.VIDEO, "video/x-msvideo", "avi", "media", "avi")
MATROSKA = Kind(FileKind.VIDEO, "video/x-matroska", "mkv", "media", "matroska")

BEGINNINGS = [
    (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"GIF87a", GIF), (b"GIF89a", GIF),
    (b"%PDF-", PDF), (b"PK\x03\x04", ZIPPED), (OLE, OLD_OFFICE), (b"ID3", MP3),
    (b"#!AMR\n", AMR), (b"#!AMR-WB\n", AMR), (b"OggS", OGG), (b"\x1aE\xdf\xa3", MATROSKA),
    (b"fLaC", FLAC),
]  # fmt: skip


def recognise(head: bytes) -> Kind | None:
    """The kind of a file that begins like this (4,096 bytes are enough); None if it is not taken."""
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"WAVE": WAV, b"AVI ": AVI}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _boxed(head[8:12])
    return _sound(head) or (TEXT if _is_text(head) else None)


def _boxed(brand: bytes) -> Kind:
    if brand in HEIF_BRANDS:
        return HEIC
    if brand in (b"avif", b"avis"):
        return AVIF
    if brand[:3] in (b"M4A", b"M4B"):
        return M4A
    return {b"qt  ": MOV}.get(brand, THREE_GP if brand[:2] == b"3g" else MP4)


def _sound(head: bytes) -> Kind | None:
    """MPEG frames without a tag before them: eleven bits set, then version and layer."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    if head[1] & 0xF6 == 0xF0:
        return AAC
    return MP3 if head[1] & 0x06 == 0x02 else None


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _is_text(head[: len(head) // 2 * 2].decode("utf-16", errors="replace").encode())
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start or any(start.startswith(one) for one in ACTIVE) or b"<script" in start:
        return False
    return any(_reads_as(head, encoding) for encoding in ("utf-8", "gb18030"))


def _reads_as(head: bytes, encoding: str) -> bool:
    for cut in range(4):  # the last character may be cut in the middle
        try:
            text = head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(sign.isprintable() or sign in "\r\n\t\u3000\ufeff" for sign in text)
    return False
