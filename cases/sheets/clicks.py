"""What a click on a verb will do to a record."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cases.catalogues import limits
from cases.permissions import people_in
from cases.sheets.dues import Due, dues
from ledger import history

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cases.models import Case, Complaint, Proceeding
    from cases.permissions import Seat


@dataclass(frozen=True)
class VerbSheet:
    """What happens with a click: papers, entries, limit, who is told. ``position`` of history."""

    papers: Sequence[str]
    material: Sequence[str]
    limit: str
    due: Due | None
    told: tuple[tuple[str, str], ...]
    letter: str
    position: int


def verb_sheet(
    record: Case | Complaint | Proceeding,
    *,
    papers: Sequence[str],
    material: Sequence[str],
    limit_code: str,
    seats: Iterable[Seat],
    letter: str,
) -> VerbSheet:
    """What a verb would do to this record."""
    guarded = record.guarded
    running = dues(guarded.clocks.running().filter(limit=limit_code)[:1])
    return VerbSheet(
        papers=papers,
        material=material,
        limit=limits.get(limit_code).name if limit_code else "",
        due=running[0] if running else None,
        told=_told(guarded, seats),
        letter=letter,
        position=history.of(guarded.subject).count(),
    )


def _told(guarded: Case | Complaint, seats: Iterable[Seat]) -> tuple[tuple[str, str], ...]:
    """Each seat with its names; before the dispatch those at the unit that is proposed."""
    record: Any = copy.copy(guarded)
    order = getattr(record, "order", None)
    if order and record.handling_unit is None:
        record.handling_unit = order.unit
    named = [(seat, [one.full_name for one in people_in(record, seat)]) for seat in seats]
    return tuple((str(seat.label), "、".join(people)) for seat, people in named)
