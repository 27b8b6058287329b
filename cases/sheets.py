"""What one reader may see of one record: the only way a case reaches a page or a paper."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from cases import calendar
from cases.catalogues import limits, measures, sanctions, violations
from cases.models.rights import rights_of
from cases.permissions import people_in
from cases.states import CaseState, ComplaintState
from ledger import access, history
from notifications import papers
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from cases.models import (
        Case,
        Clock,
        Complaint,
        Decision,
        DispatchOrder,
        DossierItem,
        Effect,
        FileRecord,
        InvestigationReport,
        Investigator,
        Proceeding,
        Refund,
        Respondent,
    )
    from cases.permissions import Seat
    from ledger.models import Event
    from notifications.models import Paper
    from people.models import User

SOON = 3  # days
COMPLAINT_FACTS = (
    "school_name", "school", "teacher_name", "subject_taught", "reporting_unit", "place",
    "happened", "amount",
)  # fmt: skip
COURSE = (
    "opened_on", "met_on", "investigation", "notified_on", "grounds", "hearing_on",
    "hearing_chair", "heard_on", "defence", "ended_reason",
)  # fmt: skip
TO_TEACHER = "proceeding__respondent__teacher"
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

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed."""
        return self.days < 0 and not self.is_paused

    @property
    def is_soon(self) -> bool:
        """Whether it ends within three days."""
        return 0 <= self.days <= SOON and not self.is_paused

    @property
    def shown(self) -> dict[str, object]:
        """As the component of remaining time wants it: working days where there are any left."""
        left = max(self.days, 0)
        working = calendar.KNOWN.working_days_between(timezone.localdate(), self.due_on)
        return {
            "on": self.due_on, "left": working or left, "late": max(-self.days, 0),
            "working": bool(working), "soon": self.is_soon, "paused": self.is_paused,
            "provisional": self.is_provisional,
        }  # fmt: skip


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
    refunds: tuple[Refund, ...]
    told_on: date | None
    clarification: str
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
    orders: tuple[DispatchOrder, ...]
    team: tuple[Investigator, ...]
    reports: tuple[InvestigationReport, ...]
    material: tuple[DossierItem, ...]
    effects: tuple[Effect, ...]
    filed: tuple[FileRecord, ...]
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    readings: int

    @property
    def refunded(self) -> Decimal:
        """Yuan given back so far, by all together."""
        return sum((paid.amount for one in self.people for paid in one.refunds), Decimal(0))

    @property
    def has_outcome(self) -> bool:
        """Whether anything follows already, or is on file."""
        return bool(self.effects or self.filed or self.refunded)

    @property
    def is_handled_elsewhere(self) -> bool:
        """Whether the reader only watches."""
        return self.rights == {"view_case"}


@dataclass(frozen=True)
class ComplaintSheet:
    """One complaint with its own words; whoever may open it may read them."""

    record: Complaint
    rights: frozenset[str]
    facts: tuple[tuple[object, object], ...]
    dues: tuple[Due, ...]
    material: tuple[DossierItem, ...]
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    readings: int


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


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    record: Case | Complaint
    due: dict[str, object] | None


def case_rows(cases: Iterable[Case]) -> list[Row]:
    """The lines of the list of cases."""
    return [_row(one, is_provisional=one.next_due_is_provisional) for one in cases]


def complaint_rows(complaints: Iterable[Complaint]) -> list[Row]:
    """The lines of the list of complaints."""
    return [_row(one) for one in complaints]


def _row(record: Case | Complaint, *, is_provisional: bool = False) -> Row:
    day = record.next_due
    return Row(record, due(day, is_provisional=is_provisional).shown if day else None)


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
        orders=tuple(case.orders.select_related("unit", "proposed_by").order_by("-pk")),
        team=tuple(case.investigators.select_related("user")),
        reports=_reports(case),
        material=tuple(case.dossier.filter(proceeding=None).select_related("entered_by")),
        effects=tuple(case.effects.select_related(f"decision__{TO_TEACHER}")),
        filed=tuple(case.file_records.select_related(f"decision__{TO_TEACHER}").order_by("pk")),
        lines=_lines(case.subject),
        papers=tuple(papers.of(case.subject)),
        readings=access.of(case.subject).count(),
    )


def _reports(case: Case) -> tuple[InvestigationReport, ...]:
    rows = case.reports.select_related("written_by").order_by("-pk")
    return tuple(rows.prefetch_related("signatures__user"))


def complaint_sheet(complaint: Complaint, reader: User) -> ComplaintSheet:
    """The complaint for one reader."""
    return ComplaintSheet(
        record=complaint,
        rights=rights_of(complaint, reader),
        facts=_facts(complaint, COMPLAINT_FACTS),
        dues=dues(complaint.clocks.running()),
        material=tuple(complaint.dossier.select_related("entered_by")),
        lines=_lines(complaint.subject),
        papers=tuple(papers.of(complaint.subject)),
        readings=access.of(complaint.subject).count(),
    )


def _facts(
    record: Complaint | Proceeding, names: Iterable[str]
) -> tuple[tuple[object, object], ...]:
    """Columns of a record, each under its own name; days as people write them."""
    model: Any = type(record)
    field = model._meta.get_field  # noqa: SLF001 - public in all but name
    said = {name: _said(record, name) for name in names}
    if str(said.get("school")) == said.get("school_name"):
        said["school"] = ""
    return tuple((field(name).verbose_name, value) for name, value in said.items())


def _said(record: Complaint | Proceeding, name: str) -> object:
    value = getattr(record, name)
    return formats.date_format(value) if isinstance(value, date) else value


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
    return tuple(
        due(one.due_on, one.name, is_provisional=one.is_provisional, is_paused=bool(one.paused_on))
        for one in clocks
    )


def due(day: date, name: str = "", *, is_provisional: bool = False, is_paused: bool = False) -> Due:
    """A last day, as seen from today."""
    return Due(name, day, (day - timezone.localdate()).days, is_provisional, is_paused)


@dataclass(frozen=True)
class VerbSheet:
    """What happens with a click: papers, entries, limit, who is told. ``position`` of history."""

    papers: Sequence[str]
    material: Sequence[str]
    limit: str
    due: Due | None
    told: tuple[tuple[str, str], ...]
    position: int


def verb_sheet(
    record: Case | Complaint | Proceeding,
    *,
    papers: Sequence[str],
    material: Sequence[str],
    limit_code: str,
    seats: Iterable[Seat],
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


def _people(case: Case) -> tuple[PersonSheet, ...]:
    rows = case.respondents.select_related("teacher__teaching_unit").prefetch_related(
        "proceedings__decisions", "refunds"
    )
    return tuple(person(one) for one in rows)


def person(respondent: Respondent) -> PersonSheet:
    """One respondent of a case."""
    teacher = respondent.teacher
    refunds = tuple(respondent.refunds.all())
    paid = sum(one.amount for one in refunds)
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
        refunds=refunds,
        told_on=respondent.told_on,
        clarification=respondent.clarification,
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


@dataclass(frozen=True)
class ProceedingPage:
    """The handling of one person, whole."""

    record: Proceeding
    short: ProceedingSheet
    person: PersonSheet
    dues: tuple[Due, ...]
    facts: tuple[tuple[object, object], ...]
    decisions: tuple[DecisionSheet, ...]
    material: tuple[DossierItem, ...]
    effects: tuple[Effect, ...]
    papers: tuple[Paper, ...]
    lines: tuple[Line, ...]


def proceeding_sheet(record: Proceeding) -> ProceedingPage:
    """One proceeding for a reader who may open its case; its history is its part of the case's."""
    decided = decisions(record)
    numbers = {record.number, *(one.record.office_number for one in decided)}
    subject = record.case.subject
    return ProceedingPage(
        record=record,
        short=proceeding(record),
        person=person(record.respondent),
        dues=dues(record.clocks.running()),
        facts=(*_facts(record, COURSE), (_("intended handling"), "、".join(_proposed(record)))),
        decisions=decided,
        material=tuple(record.dossier.select_related("entered_by")),
        effects=tuple(record.case.effects.filter(decision__proceeding=record)),
        papers=tuple(one for one in papers.of(subject) if one.number in numbers),
        lines=tuple(one for one in _lines(subject) if one.record == record.number),
    )


def _proposed(record: Proceeding) -> tuple[str, ...]:
    """What the person was told is intended; empty before that."""
    day, teacher = record.notified_on, record.respondent.teacher
    if day is None or teacher is None:
        return ()
    catalogue = sanctions.catalogue_for(teacher.category, teacher.personnel_type, day) or ""
    return penalty_names(
        record.proposed_sanction, catalogue, record.proposed_measures, record.proposed_months, day
    )


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
    note = content.get("reason", "").partition(": ")[2] if event.refused else content.get("note")
    return Line(
        kind=event.kind, on=event.on, at=event.at, who=_who(event), refused=event.refused,
        note=str(note or ""), record=str(content.get("record", "")),
    )  # fmt: skip


def _who(event: Event) -> str:
    """The name, with unit and role as they were."""
    roles = dict(Role.choices)
    post = f"{event.actor_unit} · {roles.get(event.actor_role, event.actor_role)}"
    return f"{event.actor_name}({post})" if event.actor_unit else event.actor_name


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
    if complaint.next_due or complaint.case is None:
        return complaint.next_due
    whole = complaint.case.clocks.running().filter(limit="K4").first()
    return whole.due_on if whole else None
