"""What a reporter may know of his own report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import ContactUse, RemarkKind
from cases.sheets import standings
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
    is_late: bool
    is_together: bool
    answer: str
    remarks: tuple[Said, ...]
    files: tuple[KeptFile, ...]
    is_named: bool
    is_answered: bool
    is_withdrawn: bool
    is_rated: bool
    answer_is_wanted: bool
    has_notice: bool

    @property
    def newest_unseen(self) -> int | None:
        """The newest remark of the officers that the reporter has not had before him yet."""
        return max((one.pk for one in self.remarks if one.is_new), default=None)


@dataclass(frozen=True)
class Said:
    """One thing said, by the reporter or to him. Officers have no names here."""

    pk: int
    is_mine: bool
    is_new: bool
    kind: str
    body: str
    on: date
    files: tuple[KeptFile, ...]


_STAGES = [
    (_("Arrived"), {ComplaintState.REGISTERED}),
    (_("Screening"), {ComplaintState.SCREENING, ComplaintState.SHELVED}),
    (_("Inquiry"), {ComplaintState.ACCEPTED, ComplaintState.MERGED}),
    (_("Answered"), {ComplaintState.ANSWERED}),
]


def thread(complaint: Complaint) -> Thread:
    """What its reporter may know."""
    state = ComplaintState(complaint.state)
    stands, due = standings.standing(complaint), standings.due_on(complaint)
    may_read = standings.may_read_answer(complaint)
    given = kept(complaint.evidence.select_related("original").filter(given_by=None))
    return Thread(
        complaint=complaint,
        number=complaint.number,
        received_on=complaint.received_on,
        state_label=str(stands.label),
        sentence=str(stands.sentence),
        steps=_stages(state),
        next_step=str(stands.next_step),
        due_on=due,
        is_late=due is not None and due < timezone.localdate(),
        is_together=state == ComplaintState.MERGED,
        answer=complaint.answer_text if may_read else "",
        remarks=_said(complaint),
        files=given,
        is_named=complaint.is_named,
        is_answered=may_read,
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
            pk=one.pk,
            is_mine=one.is_by_reporter,
            is_new=not one.is_by_reporter and one.read_on is None,
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
