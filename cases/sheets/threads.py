"""What a reporter may know of his own report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.models import ContactUse, RemarkKind
from cases.sheets.files import KeptFile, kept
from cases.sheets.marks import Step
from cases.states import ComplaintState

if TYPE_CHECKING:
    from datetime import date

    from cases.models import Complaint


@dataclass(frozen=True)
class Thread:
    """What the reporter sees with his code: no name, no finding before it is served."""

    complaint: Complaint

    number: str
    received_on: date
    state_label: str
    sentence: str
    steps: tuple[Step, ...]
    next_step: str
    due_on: date | None
    answer: str
    remarks: tuple[Said, ...]
    files: tuple[KeptFile, ...]
    is_named: bool
    is_answered: bool
    is_withdrawn: bool
    is_rated: bool
    answer_is_wanted: bool
    has_notice: bool


@dataclass(frozen=True)
class Said:
    """One thing said, by the reporter or to him. Officers have no names here."""

    is_mine: bool
    kind: str
    body: str
    on: date
    files: tuple[KeptFile, ...]


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
    given = kept(complaint.evidence.select_related("original").filter(given_by=None))
    return Thread(
        complaint=complaint,
        number=complaint.number,
        received_on=complaint.received_on,
        state_label=str(state.label),
        sentence=str(_SENTENCES[state]),
        steps=_stages(state),
        next_step=str(_NEXT.get(state, "")),
        due_on=_answer_due(complaint),
        answer=complaint.answer_text,
        remarks=_said(complaint),
        files=given,
        is_named=complaint.is_named,
        is_answered=state == ComplaintState.ANSWERED,
        is_withdrawn=complaint.withdrawn_on is not None,
        is_rated=complaint.rating is not None,
        answer_is_wanted=complaint.answer_is_wanted,
        has_notice=complaint.contacts.filter(use=ContactUse.NOTICE).exists(),
    )


def _said(complaint: Complaint) -> tuple[Said, ...]:
    """Everything said so far, oldest first. Two queries."""
    rows = complaint.remarks.prefetch_related("evidence__original")
    return tuple(
        Said(
            is_mine=one.is_by_reporter,
            kind="" if one.kind == RemarkKind.MESSAGE else one.get_kind_display(),
            body=one.body,
            on=one.on,
            files=kept(one.evidence.all()),
        )
        for one in rows
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
