"""What one reader may see of one record: the only way a case reaches a page or a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.catalogues import measures, sanctions, violations
from cases.models.rights import rights_of
from cases.states import CaseState, ComplaintState
from ledger import history
from notifications import papers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from cases.models import Case, Clock, Complaint, Decision, Proceeding, Respondent
    from ledger.models import Event
    from notifications.models import Paper
    from people.models import User

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


@dataclass(frozen=True)
class Due:
    """One running limit. ``days`` left, negative when overdue."""

    name: str
    due_on: date
    days: int
    is_provisional: bool
    is_paused: bool


@dataclass(frozen=True)
class Line:
    """One line of the history. ``at`` is empty where only the day may be known."""

    kind: str
    on: date
    at: datetime | None
    who: str
    refused: bool
    note: str
    record: str


@dataclass(frozen=True)
class PersonSheet:
    """One respondent, with what was found and what follows."""

    pk: int
    name: str
    unit: str
    is_manager: bool
    is_named: bool
    is_identified: bool
    finding: str
    finding_label: str
    violations: tuple[str, ...]
    facts: str
    amount_taken: Decimal
    refund_missing: Decimal
    told_on: date | None
    proceedings: tuple[ProceedingSheet, ...]


@dataclass(frozen=True)
class ProceedingSheet:
    """One proceeding in short, for the page of its case."""

    record: Proceeding
    number: str
    slug: str
    kind_label: str
    state: str
    state_label: str
    outcome: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    disqualified_until: date | None


@dataclass(frozen=True)
class CaseSheet:
    """One case as one reader may see it. ``complaints`` is empty without ``read_original``."""

    record: Case
    rights: frozenset[str]
    steps: tuple[Step, ...]
    dues: tuple[Due, ...]
    people: tuple[PersonSheet, ...]
    complaints: tuple[Complaint, ...]
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]

    @property
    def is_handled_elsewhere(self) -> bool:
        """Whether the reader only watches."""
        return self.rights == {"view_case"}


@dataclass(frozen=True)
class ComplaintSheet:
    """One complaint with its own words; whoever may open it may read them."""

    record: Complaint
    rights: frozenset[str]
    dues: tuple[Due, ...]
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Thread:
    """What the reporter sees with his code: no name, no finding before it is served."""

    number: str
    received_on: date
    state_label: str
    sentence: str
    steps: tuple[Step, ...]
    next_step: str
    due_on: date | None
    answer: str


def sheet(case: Case, reader: User) -> CaseSheet:
    """The case for one reader, whose right to open it has been checked by ``visible_to``."""
    rights = rights_of(case, reader)
    return CaseSheet(
        record=case,
        rights=rights,
        steps=steps(case),
        dues=dues(case.clocks.running().filter(is_ours=True)),
        people=_people(case),
        complaints=tuple(case.complaints.order_by("pk")) if "read_original" in rights else (),
        lines=_lines(case.subject),
        papers=tuple(papers.of(case.subject)),
    )


def complaint_sheet(complaint: Complaint, reader: User) -> ComplaintSheet:
    """The complaint for one reader."""
    return ComplaintSheet(
        record=complaint,
        rights=rights_of(complaint, reader),
        dues=dues(complaint.clocks.running()),
        lines=_lines(complaint.subject),
        papers=tuple(papers.of(complaint.subject)),
    )


def steps(case: Case) -> tuple[Step, ...]:
    """Where the case stands on the way from dispatch to archive."""
    state = CaseState(case.state)
    now = PATH.index(CaseState.INVESTIGATING if state == CaseState.SUSPENDED else state)
    return tuple(
        Step(str(one.label), "done" if place < now else "now" if place == now else "todo")
        for place, one in enumerate(PATH)
    )


def dues(clocks: Iterable[Clock]) -> tuple[Due, ...]:
    """Running limits with the days that are left."""
    today = timezone.localdate()
    return tuple(
        Due(
            one.name, one.due_on, (one.due_on - today).days, one.is_provisional, bool(one.paused_on)
        )
        for one in clocks
    )


def _people(case: Case) -> tuple[PersonSheet, ...]:
    rows = case.respondents.select_related("teacher__teaching_unit").prefetch_related(
        "proceedings__decisions", "refunds"
    )
    return tuple(person(one) for one in rows)


def person(respondent: Respondent) -> PersonSheet:
    """One respondent of a case."""
    teacher = respondent.teacher
    paid = sum(one.amount for one in respondent.refunds.all())
    return PersonSheet(
        pk=respondent.pk,
        name=respondent.shown_name,
        unit=teacher.teaching_unit.name if teacher else "",
        is_manager=bool(teacher and teacher.category == "manager"),
        is_named=respondent.is_named,
        is_identified=teacher is not None,
        finding=respondent.finding,
        finding_label=respondent.get_finding_display() if respondent.finding else "",
        violations=violation_names(respondent.violations),
        facts=respondent.facts,
        amount_taken=respondent.amount_taken,
        refund_missing=respondent.amount_taken - paid,
        told_on=respondent.told_on,
        proceedings=tuple(proceeding(one) for one in respondent.proceedings.all()),
    )


def violation_names(codes: Sequence[str]) -> tuple[str, ...]:
    """Violations as a reader knows them."""
    today = timezone.localdate()
    return tuple(violations.get(code, today).label for code in codes)


def proceeding(record: Proceeding) -> ProceedingSheet:
    """One proceeding in short; the decision in force is found among those loaded."""
    decided = [one for one in record.decisions.all() if one.decided_on and not one.ended_on]
    decision = decided[0] if decided else None
    return ProceedingSheet(
        record=record,
        number=record.number,
        slug=record.slug,
        kind_label=record.get_kind_display(),
        state=record.state,
        state_label=record.get_state_display(),
        outcome=outcome(decision) if decision else (),
        starts_on=decision.starts_on if decision else None,
        ends_on=decision.ends_on if decision else None,
        disqualified_until=decision.disqualified_until if decision else None,
    )


@dataclass(frozen=True)
class DecisionSheet:
    """One decision, issued or in preparation."""

    record: Decision
    outcome: tuple[str, ...]


def decisions(record: Proceeding) -> tuple[DecisionSheet, ...]:
    """The decisions of one proceeding, the newest first."""
    rows = record.decisions.select_related("drafted_by", "legality_by", "decided_by").order_by(
        "-pk"
    )
    return tuple(DecisionSheet(one, outcome(one)) for one in rows)


def outcome(decision: Decision) -> tuple[str, ...]:
    """The names of what was decided, the sanction first."""
    day = decision.decided_on or timezone.localdate()
    return penalty_names(
        decision.sanction, decision.catalogue, decision.measures, decision.months, day
    )


def penalty_names(
    sanction: str, catalogue: str, codes: Sequence[str], months: int | None, day: date
) -> tuple[str, ...]:
    """Sanction and measures by name, terms included."""
    names = [sanctions.get(sanction, catalogue, day).label] if sanction else []
    for code in codes:
        measure = measures.get(code, day)
        names.append(f"{measure.name} {months}个月" if measure.least_months else measure.name)
    return tuple(names)


def _lines(subject: str) -> tuple[Line, ...]:
    return tuple(_line(event) for event in history.of(subject))


def lines_since(subject: str, seen: str) -> tuple[Line, ...]:
    """What happened after the event at position ``seen``, or the last thing where that is unknown."""
    events = history.of(subject).filter(refused=False)
    if seen.isdecimal() and len(seen) < 10:
        events = events.filter(position__gt=int(seen))
    return tuple(_line(event) for event in events)[-5:]


def _line(event: Event) -> Line:
    said = getattr(event, "payload", None)
    content = said.content if said else {}
    who = event.actor_name
    if event.actor_unit:
        who = f"{who}({event.actor_unit} · {event.actor_role})"
    return Line(
        kind=event.kind, on=event.on, at=event.at, who=who, refused=event.refused,
        note=str(content.get("note", "")), record=str(content.get("record", "")),
    )  # fmt: skip


_SENTENCES = {
    ComplaintState.REGISTERED: _("Your report has arrived and waits for screening."),
    ComplaintState.SCREENING: _("We are checking who is to look into your report."),
    ComplaintState.ACCEPTED: _("Your report was accepted and is being looked into."),
    ComplaintState.MERGED: _("Your report is being looked into together with others."),
    ComplaintState.NOT_ACCEPTED: _("Your report was not accepted; the reason is in the answer."),
    ComplaintState.REFERRED: _("Your report was handed to the authority that may act on it."),
    ComplaintState.SHELVED: _("There is nothing yet that we could check; your report is kept."),
    ComplaintState.ANSWERED: _("Your report has been dealt with and answered."),
}
_NEXT = {
    ComplaintState.REGISTERED: _("An officer reads your report."),
    ComplaintState.SCREENING: _("We decide who looks into it."),
    ComplaintState.ACCEPTED: _("The inquiry is finished and you are answered."),
    ComplaintState.MERGED: _("The inquiry is finished and you are answered."),
    ComplaintState.NOT_ACCEPTED: _("You are answered."),
    ComplaintState.REFERRED: _("You are answered."),
    ComplaintState.SHELVED: _("Tell us more, if you can: who, where, when, how much."),
}
_STAGES = [
    (_("Arrived"), {ComplaintState.REGISTERED}),
    (_("Screening"), {ComplaintState.SCREENING, ComplaintState.SHELVED}),
    (_("Inquiry"), {ComplaintState.ACCEPTED, ComplaintState.MERGED}),
    (_("Answered"), {ComplaintState.ANSWERED}),
]


def thread(complaint: Complaint) -> Thread:
    """What its reporter may know."""
    state = ComplaintState(complaint.state)
    return Thread(
        number=complaint.number,
        received_on=complaint.received_on,
        state_label=str(state.label),
        sentence=str(_SENTENCES[state]),
        steps=_stages(state),
        next_step=str(_NEXT.get(state, "")),
        due_on=_answer_due(complaint),
        answer=complaint.answer_text,
    )


def _stages(state: ComplaintState) -> tuple[Step, ...]:
    ruled = {ComplaintState.NOT_ACCEPTED, ComplaintState.REFERRED}
    stages = [one for one in _STAGES if not (state in ruled and ComplaintState.ACCEPTED in one[1])]
    now = next((at for at, (_label, states) in enumerate(stages) if state in states), 1)
    if state == ComplaintState.ANSWERED:
        return tuple(Step(str(label), "done") for label, _states in stages)
    return tuple(
        Step(str(label), "done" if at < now else "now" if at == now else "todo")
        for at, (label, _states) in enumerate(stages)
    )


def _answer_due(complaint: Complaint) -> date | None:
    if complaint.state == ComplaintState.ANSWERED:
        return None
    return complaint.next_due or (complaint.case.next_due if complaint.case else None)
