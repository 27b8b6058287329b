"""The one next thing to do: what a record waits for, by the name of the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cases.models.proceeding import SETTLED
from cases.states import CaseState, ComplaintState, ProceedingKind, ProceedingState

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.models import Case, Complaint, Decision, Proceeding
    from people.models import User

TEAM = 2


def of(kind: str, record: Any) -> str:
    """The verb that a record waits for; empty where nothing is left, or others come first."""
    ask: dict[str, Callable[[Any], str]] = {
        "complaint": of_complaint,
        "case": of_case,
        "proceeding": of_proceeding,
    }
    return ask[kind](record)


def persons(record: Any, name: str) -> list[User] | None:
    """Whose turn it is, where it is not that of a whole seat: who has not declared, not signed."""
    if name not in ("declare_no_conflict", "sign_report"):
        return None
    team = [one for one in record.investigators.select_related("user") if one.left_on is None]
    if name == "declare_no_conflict":
        return [one.user for one in team if one.no_conflict_on is None]
    signed = {one.user_id for one in record.report.signatures.all()} if record.report else set()
    return [one.user for one in team if one.user_id not in signed]


def of_complaint(complaint: Complaint) -> str:
    """What screening waits for; "answer" once the inquiry is over."""
    match complaint.state:
        case ComplaintState.REGISTERED:
            return "screen"
        case ComplaintState.SCREENING:
            return "report_danger" if complaint.needs_danger_report else "accept"
        case ComplaintState.ACCEPTED | ComplaintState.MERGED:
            case_ = complaint.case
            over = case_ is not None and case_.state in (CaseState.CLOSED, CaseState.ARCHIVED)
            return "answer" if over else ""
        case ComplaintState.NOT_ACCEPTED | ComplaintState.REFERRED:
            return "answer"
        case ComplaintState.SHELVED:
            return "wake"
    return ""


def of_case(case: Case) -> str:
    """What the inquiry waits for; empty while it waits for one of its proceedings."""
    ask = _BY_STATE.get(CaseState(case.state))
    return ask(case) if ask else ""


def _pending(case: Case) -> str:
    order = case.order
    return "dispatch" if order and order.issued_on is None else "propose_dispatch"


def _dispatched(case: Case) -> str:
    order = case.order
    return "object" if order and order.objection else "sign"


def _investigating(case: Case) -> str:
    team = list(case.investigators.filter(left_on=None))
    if len(team) < TEAM:
        return "appoint"
    if any(one.no_conflict_on is None for one in team):
        return "declare_no_conflict"
    report = case.report
    if report is None or (case.returns and report.signatures.count() >= TEAM and _is_old(case)):
        return "write_report"
    return "submit_report" if report.signatures.count() >= TEAM else "sign_report"


def _is_old(case: Case) -> bool:
    """Whether the newest report is the one that was returned."""
    report = case.report
    points = case.dossier.of_kind("supplement").order_by("-pk").first()
    return bool(report and points and report.version <= case.returns)


def _concluded(case: Case) -> str:
    if case.respondents.cleared_untold().exists():
        return "tell_respondent"
    return "open_proceedings" if case.respondents.at_fault().exists() else "record"


def _proceeding(case: Case) -> str:
    if case.respondents.cleared_untold().exists():
        return "tell_respondent"
    unsettled = case.proceedings.exclude(state__in=SETTLED).exists()
    return "" if unsettled else "record"


def _recorded(case: Case) -> str:
    if case.effects.waiting().exists():
        return "apply"
    return _end(case)


def _applying(case: Case) -> str:
    if case.effects.waiting().exclude(code="E11").exists():
        return "carry_out_effects"
    if _is_money_missing(case):
        return "record_refund"
    return _end(case)


def _is_money_missing(case: Case) -> bool:
    """Whether somebody has paid back less than he took; two queries however many took."""
    takers = case.respondents.at_fault().prefetch_related("refunds")
    return any(sum(paid.amount for paid in one.refunds.all()) < one.amount_taken for one in takers)


def _end(case: Case) -> str:
    return "close" if case.completion_reported_on else "report_completion"


_BY_STATE: dict[CaseState, Callable[[Case], str]] = {
    CaseState.PENDING: _pending,
    CaseState.DISPATCHED: _dispatched,
    CaseState.INVESTIGATING: _investigating,
    CaseState.SUSPENDED: lambda _case: "resume",
    CaseState.REPORTED: lambda _case: "conclude",
    CaseState.CONCLUDED: _concluded,
    CaseState.PROCEEDING: _proceeding,
    CaseState.RECORDED: _recorded,
    CaseState.APPLYING: _applying,
    CaseState.CLOSED: lambda _case: "archive",
}


def of_proceeding(proceeding: Proceeding) -> str:
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
