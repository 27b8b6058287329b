"""Where a record stands on its way: the marks of the stepper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.states import CaseState

if TYPE_CHECKING:
    from cases.models import Case


PATH = [
    CaseState.PENDING,
    CaseState.DISPATCHED,
    CaseState.INVESTIGATING,
    CaseState.REPORTED,
    CaseState.CONCLUDED,
    CaseState.PROCEEDING,
    CaseState.RECORDED,
    CaseState.APPLYING,
    CaseState.CLOSED,
    CaseState.ARCHIVED,
]


@dataclass(frozen=True)
class Step:
    """One mark of the stepper. ``state`` is "done", "now" or "todo"."""

    label: str
    state: str


def steps(case: Case) -> tuple[Step, ...]:
    """Where the case stands on the way from dispatch to archive."""
    state = CaseState(case.state)
    now = PATH.index(CaseState.INVESTIGATING if state == CaseState.SUSPENDED else state)
    return tuple(
        Step(str(one.label), "done" if place < now else "now" if place == now else "todo")
        for place, one in enumerate(PATH)
    )
