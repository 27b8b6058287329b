"""A local folder in which what was kept is on the disk before anybody is told so."""

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class DurableFolder(FileSystemStorage):
    """Django's own folder, with the file and its entry written through."""

    def _save(self, name: str, content: Any) -> str:
        folder = Path(self.path(name)).parent
        made = [one for one in (folder, folder.parent) if not one.exists()]
        kept: str = super()._save(name, content)  # type: ignore[misc]
        above = [one.parent for one in made]
        _write_through(Path(self.path(kept)), folder, *above)
        return kept


def _write_through(*paths: Path) -> None:
    for path in dict.fromkeys(paths):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
