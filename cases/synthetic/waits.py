"""What an invented case waits for, as ``actions.waiting`` would find it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cases.states import CaseState, ProceedingKind, ProceedingState

if TYPE_CHECKING:
    from cases.synthetic.course import Course

PLAIN = {
    CaseState.DISPATCHED: "sign", CaseState.INVESTIGATING: "write_report",
    CaseState.SUSPENDED: "resume", CaseState.REPORTED: "conclude", CaseState.CLOSED: "archive",
    CaseState.ARCHIVED: "",
}  # fmt: skip
FIRST = {ProceedingKind.SANCTION: "investigate", ProceedingKind.MEASURE: "notify"}
NEXT = {
    ProceedingState.NOTIFIED: "hear", ProceedingState.HEARD: "draft_decision",
    ProceedingState.DECIDED: "serve",
}  # fmt: skip


class Followed(NamedTuple):
    """What followed for one person at fault: where it stands, and whether more than a refund is due."""

    state: ProceedingState
    kind: ProceedingKind
    has_effects: bool

    @property
    def verb(self) -> str:
        """What the proceeding waits for."""
        is_new = self.state == ProceedingState.OPENED
        return FIRST[self.kind] if is_new else NEXT.get(self.state, "")


class Summary(NamedTuple):
    """What was found about the people of a case."""

    is_somebody_clear: bool
    followed: list[Followed]
    names: list[str]
    clues: list[str]
    reports: list[str]


def waits(run: Course, found: Summary) -> list[str]:
    """The verbs, sorted, each with its record."""
    mine = _of_case(run, found)
    theirs = {one.verb for one in found.followed} - {""}
    return sorted({*([f"case.{mine}"] if mine else []), *(f"proceeding.{name}" for name in theirs)})


def _of_case(run: Course, found: Summary) -> str:
    state = run.state
    if state == CaseState.PENDING:
        return "dispatch" if run.has(run.proposed) else "propose_dispatch"
    if state == CaseState.CONCLUDED:
        if found.is_somebody_clear:
            return "tell_respondent"
        return "open_proceedings" if run.handled else "record"
    if state == CaseState.PROCEEDING:
        is_settled = all(one.state == ProceedingState.SERVED for one in found.followed)
        return "record" if is_settled else ""
    return PLAIN[state] if state in PLAIN else _at_the_end(run, found)


def _at_the_end(run: Course, found: Summary) -> str:
    if run.has(run.completed):
        return "close"
    if run.handled is None:
        return "report_completion"
    if run.state == CaseState.RECORDED:
        return "apply"
    has_effects = any(one.has_effects for one in found.followed)
    return "carry_out_effects" if has_effects else "record_refund"
