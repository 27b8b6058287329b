"""A local folder in which what was kept is on the disk before anybody is told so."""

import os
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.utils import timezone


class DurableFolder(FileSystemStorage):
    """Django's own folder, whose files are written through when ``settle`` is asked for.

    Files and folders bear the day as their only time: the hour may tell who reported. (What the
    disk itself notes of a change, its ``ctime``, no program can alter; copies do not carry it.)
    """

    def _save(self, name: str, content: Any) -> str:
        folder = Path(self.path(name)).parent
        made = [one for one in (folder, folder.parent) if not one.exists()]
        kept: str = super()._save(name, content)  # type: ignore[misc]
        above = [one.parent for one in made]
        _bear_the_day(Path(self.path(kept)), folder, *above)
        return kept

    def settle(self, name: str) -> None:
        """Everything in the folder ``name``, and its way down from the top, is on the disk afterwards."""
        folder = Path(self.path(name))
        if folder.is_dir():
            top = Path(self.location)
            way = [one for one in (folder, *folder.parents) if one == top or top in one.parents]
            _write_through(*sorted(folder.iterdir()), *way)

    def delete(self, name: str) -> None:
        """Take it out, and leave no hour at which that was."""
        super().delete(name)
        _bear_the_day(Path(self.path(name)).parent)


def _bear_the_day(*paths: Path) -> None:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min)).timestamp()
    for path in dict.fromkeys(paths):
        if path.exists():
            os.utime(path, (midnight, midnight))


def _write_through(*paths: Path) -> None:
    for path in dict.fromkeys(paths):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
