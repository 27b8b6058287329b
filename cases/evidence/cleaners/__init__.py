"""The process that cleans one file: knows no settings, no database, no network. Not part of the site.

``original`` becomes ``copy``, and ``said.json`` says what the copy is, or why there is none. Only then
``preview`` is drawn: whatever goes wrong with it costs nothing but the preview.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


class Refused(Exception):
    """No copy is made: the code of the reason, and what the file is where that was found out."""

    def __init__(self, reason: str, media_type: str = "") -> None:
        super().__init__(reason)
        self.said = {"reason": reason, "media_type": media_type}


def bind(*, memory: int, seconds: int, size: int) -> None:
    """What this process, and all that it starts, can never exceed again: bytes and seconds."""
    bounds = {
        resource.RLIMIT_DATA: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: size + 1024 * 1024,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for what, most in bounds.items():
        resource.setrlimit(what, (most, most))
    os.nice(10)


def main() -> None:
    """``FOLDER TASK``: the task is JSON with "cleaner", "suffix", "demuxer" and the three bounds."""
    folder, task = Path(sys.argv[1]), json.loads(sys.argv[2])
    bind(memory=task["memory"], seconds=task["seconds"], size=task["size"])
    cleaner = importlib.import_module(f"cases.evidence.cleaners.{task['cleaner']}")
    said = _cleaned(cleaner, folder, task)
    _say(folder, said)
    if "reason" not in said and hasattr(cleaner, "draw"):
        cleaner.draw(folder, said["media_type"])


def _cleaned(cleaner: ModuleType, folder: Path, task: dict[str, str]) -> dict[str, str]:
    try:
        return {"media_type": cleaner.clean(folder, task)}
    except Refused as refusal:
        said = refusal.said
    except MemoryError:
        said = {"reason": "too_much_work"}
    (folder / "copy").unlink(missing_ok=True)
    return said


def _say(folder: Path, said: dict[str, str]) -> None:
    """All of it or nothing, whenever we are ended."""
    draft = folder / "said.draft"
    draft.write_text(json.dumps(said))
    draft.rename(folder / "said.json")
