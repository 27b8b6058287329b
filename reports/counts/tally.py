"""One aggregate query over one table: all its figures for every unit, or for the city."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Aggregate, Exists, QuerySet

Number = int | Decimal
Numbers = dict[str, Number]


def number_of(condition: Q | Exists) -> Count:
    """How many rows meet the condition."""
    return Count(Value(1), filter=Q(condition))


@dataclass(frozen=True)
class Tally:
    """Rows, the path to the unit in whose line they count, and the figures."""

    rows: QuerySet[Any]
    unit: str
    columns: Mapping[str, Aggregate]

    def by_unit(self) -> dict[int | None, Numbers]:
        """The figures of each unit by its key. One query."""
        grouped = self.rows.order_by().values(line=F(self.unit)).annotate(**self.columns)
        return {one.pop("line"): one for one in grouped}

    def whole(self) -> Numbers:
        """The figures of all units together, counted by the database anew. One query."""
        figures: Numbers = self.rows.order_by().aggregate(**self.columns)
        return figures
