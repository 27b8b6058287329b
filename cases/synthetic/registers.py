"""Numbers without gaps for invented records: the registers are held until all is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.models import Register

if TYPE_CHECKING:
    from datetime import date

    from django.db.backends.base.base import BaseDatabaseWrapper


class Registers:
    """Goes on where each register stands. Its rows are locked: in the caller's transaction."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._rows = Register.objects.using(connection.alias)
        held = self._rows.select_for_update().values_list("series", "year", "last")
        self._last = {(series, year): last for series, year, last in held}

    def next(self, series: str, on: date) -> int:
        """The next number of the day's year."""
        place = (series, on.year)
        self._last[place] = self._last.get(place, 0) + 1
        return self._last[place]

    def slug(self, series: str, on: date) -> str:
        """The same as records bear it: 2026-00001."""
        return f"{on.year}-{self.next(series, on):05d}"

    def keep(self) -> None:
        """Let others go on from here."""
        self._rows.bulk_create(
            [Register(series=series, year=year, last=last) for (series, year), last in self._last.items()],
            update_conflicts=True, unique_fields=["series", "year"], update_fields=["last"],
        )  # fmt: skip
