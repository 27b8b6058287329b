"""The private folders below ``DATA_DIR``."""

from pathlib import Path

NAMES = (
    "cache",
    "evidence",
    "files",
    "mail",
    "queue",
    "queue-control",
    "run",
    "sms",
    "timetable",
    "work",
)


def prepare(data_dir: Path) -> None:
    """Make what is missing, readable by the owner alone."""
    for folder in (data_dir, *(data_dir / name for name in NAMES)):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
