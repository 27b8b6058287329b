"""The server's keys: from the environment, else made once and kept below ``DATA_DIR``."""

import json
import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "HASH_KEY", "FILE_KEY")


def load(data_dir: Path) -> dict[str, str]:
    """Every key by name; a key that is set nowhere is made and kept (readable by the owner alone)."""
    file = data_dir / "secrets.json"
    kept = json.loads(file.read_text()) if file.exists() else {}
    found = {name: os.environ.get(name) or kept.get(name) for name in NAMES}
    missing = [name for name in NAMES if not found[name]]
    if missing:
        kept |= {name: secrets.token_urlsafe(48) for name in missing}
        _keep(file, kept)
    return {name: found[name] or kept[name] for name in NAMES}


def _keep(file: Path, kept: dict[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(kept))
    fresh.rename(file)
