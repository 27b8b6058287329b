"""A process for each file: no secrets, little memory, little time, and nothing left behind."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from cases.evidence import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.evidence.kinds import Kind

ENTRY = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from cases.evidence.cleaners import main; main()"
)
ROOT = str(Path(__file__).parents[2])
SETTLED = 60  # seconds in which whoever made a folder has locked it


@dataclass(frozen=True)
class Cleaned:
    """What the process made. ``copy`` and ``preview`` are files of its folder."""

    copy: Path | None = None
    preview: Path | None = None
    media_type: str = ""
    reason: str = ""


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder that only we can read, gone afterwards; locked, as long as we live."""
    folder = Path(tempfile.mkdtemp(dir=settings.DATA_DIR / "work"))
    try:
        with _locked(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove what killed workers left: nobody holds the lock of it any more."""
    for folder in (settings.DATA_DIR / "work").iterdir():
        with suppress(OSError):  # held, or gone in between
            if time.time() - folder.stat().st_mtime > SETTLED:
                with _locked(folder):
                    shutil.rmtree(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def clean(kind: Kind, folder: Path) -> Cleaned:
    """Make copy and preview of ``folder/original``; ``reason`` says why there is none."""
    task: dict[str, str | int] = {
        "cleaner": kind.cleaner,
        "suffix": kind.suffix,
        "demuxer": kind.demuxer,
    }
    task |= {"seconds": limits.CPU_SECONDS, "size": limits.FILE}
    task["memory"] = limits.MEMORY[kind.cleaner]
    line = [sys.executable, "-I", "-c", ENTRY, ROOT, str(folder), json.dumps(task)]
    code = _run(line, folder, limits.SECONDS[kind.cleaner])
    if not (folder / "said.json").is_file():
        return Cleaned(reason="broken" if code > 0 else "too_much_work")
    return _read(folder, is_drawn=code == 0)


def _run(line: list[str], folder: Path, seconds: float) -> int:
    """The exit code; below zero when it had to be ended, with everything that it started."""
    none = subprocess.DEVNULL
    child = subprocess.Popen(
        line, cwd=folder, env=_environment(), start_new_session=True,
        stdin=none, stdout=none, stderr=none,
    )  # fmt: skip
    try:
        return child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _read(folder: Path, *, is_drawn: bool) -> Cleaned:
    said = json.loads((folder / "said.json").read_text())
    copy, preview = folder / "copy", folder / "preview"
    return Cleaned(
        copy=copy if copy.is_file() else None,
        preview=preview if is_drawn and preview.is_file() else None,
        media_type=said.get("media_type", ""),
        reason=said.get("reason", ""),
    )


def _environment() -> dict[str, str]:
    """No keys, no addresses: a program finds its way and nothing else."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
    }
