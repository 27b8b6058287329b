"""The process that cleans one file: knows no settings, no database, no network. Not part of the site.

``original`` becomes ``copy`` (and ``preview``), and ``said.json`` says what the copy is, or why
there is none.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from pathlib import Path


class Refused(Exception):
    """No copy is made; the argument is the code of the reason."""


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
    try:
        said = {"media_type": cleaner.clean(folder, task)}
    except Refused as refusal:
        for made in (folder / "copy", folder / "preview"):
            made.unlink(missing_ok=True)
        said = {"reason": str(refusal)}
    except MemoryError:
        said = {"reason": "too_much_work"}
    (folder / "said.json").write_text(json.dumps(said))
