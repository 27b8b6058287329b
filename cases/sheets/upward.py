"""What is asked from above about a case, and how the public speaks of it, for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.models import InstructionState, OpinionReport, PublicOpinion
from cases.sheets.dues import Due, due

if TYPE_CHECKING:
    from cases.models import Case, Instruction

TONES = {
    InstructionState.OPEN: "waiting",
    InstructionState.REPORTED: "review",
    InstructionState.CLOSED: "done",
}


@dataclass(frozen=True)
class InstructionSheet:
    """One instruction with its time left."""

    record: Instruction
    due: Due | None
    tone: str


@dataclass(frozen=True)
class Upward:
    """All of it. Three queries."""

    instructions: tuple[InstructionSheet, ...] = ()
    opinion: PublicOpinion | None = None
    reports: tuple[OpinionReport, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.instructions or self.opinion)


def upward_of(case: Case, rights: frozenset[str]) -> Upward:
    """For the city and the handling unit; investigators and schools are not told who asked."""
    if rights.isdisjoint({"propose_dispatch", "dispatch_case", "handle_case", "approve_case"}):
        return Upward()
    rows = case.instructions.select_related("scan", "reported_by")
    opinion = PublicOpinion.objects.filter(case=case).select_related("approved_by").first()
    reports = OpinionReport.objects.filter(opinion__case=case).select_related("by")
    return Upward(tuple(_sheet(one) for one in rows), opinion, tuple(reports) if opinion else ())


def _sheet(one: Instruction) -> InstructionSheet:
    waits = one.state == InstructionState.OPEN
    return InstructionSheet(
        one, due(one.due_on) if waits else None, TONES[InstructionState(one.state)]
    )
