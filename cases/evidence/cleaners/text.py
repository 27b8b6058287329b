"""Plain text, written anew as UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.evidence.cleaners import Refused

if TYPE_CHECKING:
    from pathlib import Path

MOST = 10 * 1024 * 1024  # bytes
MARKED = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, as the editor of Windows writes "Unicode"


def clean(folder: Path, _task: dict[str, str]) -> str:
    """Write the copy; its media type."""
    source = folder / "original"
    if source.stat().st_size > MOST:
        raise Refused("too_much_work")
    content = source.read_bytes()
    encodings = ("utf-16",) if content.startswith(MARKED) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        (folder / "copy").write_text(text, encoding="utf-8", newline="")
        return "text/plain"
    raise Refused("broken")
