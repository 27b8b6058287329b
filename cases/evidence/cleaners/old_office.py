"""Office documents as they were before 2007, and those under a password: looked at, never copied.

They are folders in one file (MS-CFB). Its entries are 128 bytes long and begin with their name.
"""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING, NoReturn

from cases.evidence.cleaners import Refused

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = 128  # bytes
MACROS = ("VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros")
LOCKED = "EncryptedPackage"
MAIN = {
    "WordDocument": "application/msword", "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel", "PowerPoint Document": "application/vnd.ms-powerpoint",
}  # fmt: skip


def clean(folder: Path, _task: dict[str, str]) -> NoReturn:
    """Raise ``Refused`` always: with what it is where it is a document, else with what is wrong."""
    with (folder / "original").open("rb") as file:
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if any(_has(content, name) for name in MACROS):
            raise Refused("macros")
        if _has(content, LOCKED):
            raise Refused("locked")
        for name, media_type in MAIN.items():
            if _has(content, name):
                raise Refused("old_office", media_type)
    raise Refused("kind")


def _has(content: mmap.mmap, name: str) -> bool:
    sought = f"{name}\0".encode("utf-16-le")
    at = content.find(sought)
    while at >= 0 and at % ENTRY:
        at = content.find(sought, at + 1)
    return at >= 0
