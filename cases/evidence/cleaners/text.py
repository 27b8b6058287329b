"""Plain text, written anew as UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.evidence.cleaners import Refused

if TYPE_CHECKING:
    from pathlib import Path

MOST = 10 * 1024 * 1024


def clean(folder: Path, _task: dict[str, str]) -> str:
    """Write the copy; its media type."""
    source = folder / "original"
    if source.stat().st_size > MOST:
        raise Refused("too_much_work")
    content = source.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        (folder / "copy").write_text(text)
        return "text/plain"
    raise Refused("broken")
