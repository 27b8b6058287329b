"""The next thing to do in the handling of one person, by the name of the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from cases.states import ProceedingKind, ProceedingState

if TYPE_CHECKING:
    from cases.models import Decision, Proceeding


def of(proceeding: Proceeding) -> str:
    """What the handling of one person waits for."""
    match proceeding.state:
        case ProceedingState.OPENED:
            return _first(proceeding)
        case ProceedingState.HEARD:
            return _heard(proceeding)
        case ProceedingState.SERVED:
            return _ending(proceeding)
    return _FIXED.get(ProceedingState(proceeding.state), "")


_FIXED = {
    ProceedingState.INVESTIGATED: "notify",
    ProceedingState.NOTIFIED: "hear",
    ProceedingState.HEARING: "hold_hearing",
    ProceedingState.DECIDED: "serve",
    ProceedingState.UNDER_REVIEW: "uphold",
}


def _first(proceeding: Proceeding) -> str:
    return {
        ProceedingKind.SANCTION: "investigate",
        ProceedingKind.MEASURE: "notify",
        ProceedingKind.TRANSFER: "transfer",
    }[ProceedingKind(proceeding.kind)]


def _heard(proceeding: Proceeding) -> str:
    draft = next((one for one in _newest(proceeding) if one.decided_on is None), None)
    if draft is None:
        return "draft_decision"
    if draft.legality_on is None:
        return "check_legality"
    return "record_meeting" if draft.met_on is None else "decide"


def _newest(proceeding: Proceeding) -> list[Decision]:
    """Its decisions, the newest first: those loaded with it, where they are."""
    return sorted(proceeding.decisions.all(), key=lambda one: -one.pk)


def _ending(proceeding: Proceeding) -> str:
    decided = (one for one in _newest(proceeding) if one.decided_on and not one.ended_on)
    decision = next(decided, None)
    if decision is None:
        return ""
    last = decision.ends_on if decision.sanction else decision.disqualified_until
    if last is None or last >= timezone.localdate():
        return ""
    return "lift" if decision.sanction else "expire"
