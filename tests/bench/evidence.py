"""10 MB of evidence, sealed and stored, beside copying and hashing it."""

import hashlib
import os
import secrets
import statistics
import time
from pathlib import Path

from ethics import embedded
from ledger import files

SIZE = 10 * 1024 * 1024
CHUNK = 64 * 1024
TIMES = 15
RATIO = 2.0


def main():
    """Rows of the table: what, measured, target."""
    with embedded.running():
        content = secrets.token_bytes(SIZE)
        folder = embedded.data_dir() / "copied"
        folder.mkdir()
        pairs = [(_sealed(content), _copied(content, folder / str(one))) for one in range(TIMES)]
    sealed = statistics.median(one for one, _other in pairs)
    copied = statistics.median(other for _one, other in pairs)
    return [
        ("10 MB sealed and stored, p50", f"{sealed:.0f} ms", "", True),
        ("  beside copied and hashed", f"{sealed / copied:.2f} ×", f"{RATIO:.0f} ×", sealed <= RATIO * copied),
    ]  # fmt: skip


def _sealed(content):
    began = time.perf_counter()
    files.keep(content[at : at + CHUNK] for at in range(0, SIZE, CHUNK))
    return (time.perf_counter() - began) * 1000


def _copied(content, path: Path):
    began = time.perf_counter()
    digest = hashlib.sha256()
    with path.open("wb") as copy:
        for at in range(0, SIZE, CHUNK):
            digest.update(content[at : at + CHUNK])
            copy.write(content[at : at + CHUNK])
        copy.flush()
        os.fsync(copy.fileno())
    return (time.perf_counter() - began) * 1000
