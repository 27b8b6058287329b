"""Where a report stands, in words for its reporter: true at every moment, and no finding before it is served.

From the conclusion of an inquiry to its end one and the same sentence is said, whether somebody
was at fault or not: that proceedings were opened would be a finding already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.models.complaint import ANSWERABLE
from cases.states import CaseState, ComplaintState

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise

    from cases.models import Case, Complaint


@dataclass(frozen=True)
class Standing:
    """A heading, where it stands, and what comes next."""

    label: str | _StrPromise
    sentence: str | _StrPromise
    next_step: str | _StrPromise = ""


ANSWER_FOLLOWS = _("The inquiry ends; at most 15 working days later you are answered.")
BEING_SETTLED = Standing(
    _("Being brought to an end"),
    _(
        "The facts have been looked into. What they mean and what follows is being settled by the rules; nothing of it is told to anybody before that."
    ),
    ANSWER_FOLLOWS,
)
TAKEN_UP_AGAIN = Standing(
    _("Taken up again"),
    _(
        "You were answered already, but the matter is being looked into once more. The answer is shown again when that has ended."
    ),
    _("The inquiry ends once more."),
)
OF_REPORTS = {
    ComplaintState.REGISTERED: Standing(
        _("Arrived"),
        _("Your report has arrived and waits to be read."),
        _("An officer of the city bureau reads it, and it is decided whether there is an inquiry."),
    ),
    ComplaintState.SCREENING: Standing(
        _("Being read"),
        _("An officer of the city bureau is reading your report."),
        _("It is decided whether there will be an inquiry, and who makes it."),
    ),
    ComplaintState.NOT_ACCEPTED: Standing(
        _("Not accepted"),
        _("Your report was not accepted, for a reason that the rules name."),
        _("The reason is written to you here."),
    ),
    ComplaintState.REFERRED: Standing(
        _("Handed on"),
        _("Your report was handed to the authority that may act on it."),
        _("It is written to you here which authority that is."),
    ),
    ComplaintState.SHELVED: Standing(
        _("Kept"),
        _(
            "There is nothing yet that we could check. Your report is kept; one thing that can be checked is enough to take it up again."
        ),
        _("We look at it again. Tell us more, if you can: who, where, when, how much."),
    ),
    ComplaintState.ANSWERED: Standing(
        _("Answered"), _("Your report has been dealt with and answered.")
    ),
}
OF_GROUNDS = {  # what cases/catalogues/refusals says, in plain words
    "FINAL": _(
        "Your report was not accepted: this matter has been decided in the last instance, and nothing new was told about it."
    ),
    "ACCEPTED": _(
        "Your report was not accepted a second time: the same matter is being dealt with already. With your first code you can follow it and add what you know."
    ),
    "LEGAL_WAY": _(
        "Your report was not accepted: the law leaves this matter to a court, to arbitration or to administrative review. Please turn to them."
    ),
}
NEW_FACTS = _(
    "If you learn of new facts, write them below: they are looked at. That you gave no name was no reason."
)
SENT_BACK = _("Should the authority send it back, we look at it again and write to you here.")
WATCHED = _("A teacher may be involved, so we ask the authority what it has found.")
OF_INQUIRIES = {
    CaseState.PENDING: Standing(
        _("Accepted"),
        _(
            "Your report was accepted. It is being decided which office looks into it; it is never the one that is reported."
        ),
        _("An office is charged with the inquiry."),
    ),
    CaseState.DISPATCHED: Standing(
        _("Accepted"),
        _(
            "Your report was accepted and an office was charged with the inquiry; it is never the one that is reported."
        ),
        _("The inquiry begins."),
    ),
    CaseState.INVESTIGATING: Standing(
        _("Being looked into"), _("What you reported is being looked into."), ANSWER_FOLLOWS
    ),
    CaseState.SUSPENDED: Standing(
        _("Resting"),
        _("The inquiry rests, because something has to be waited for. It has not ended."),
        _("The inquiry goes on as soon as that is possible."),
    ),
    CaseState.REPORTED: Standing(
        _("Report being checked"),
        _("The inquiry has been written down and is being checked."),
        ANSWER_FOLLOWS,
    ),
    CaseState.CONCLUDED: BEING_SETTLED,
    CaseState.PROCEEDING: BEING_SETTLED,
    CaseState.RECORDED: BEING_SETTLED,
    CaseState.APPLYING: BEING_SETTLED,
    CaseState.CLOSED: Standing(
        _("Inquiry ended"), _("The inquiry has ended."), _("Your answer is written.")
    ),
    CaseState.ARCHIVED: Standing(
        _("Inquiry ended"), _("The inquiry has ended."), _("Your answer is written.")
    ),
}


def standing(complaint: Complaint) -> Standing:
    """Where a report stands."""
    state = ComplaintState(complaint.state)
    if state == ComplaintState.ANSWERED:
        return OF_REPORTS[state] if may_read_answer(complaint) else TAKEN_UP_AGAIN
    if state in (ComplaintState.NOT_ACCEPTED, ComplaintState.REFERRED):
        return _ruled(complaint, OF_REPORTS[state])
    return OF_INQUIRIES[CaseState(complaint.case.state)] if complaint.case else OF_REPORTS[state]


def _ruled(complaint: Complaint, plain: Standing) -> Standing:
    """The ground of a refusal in plain words, or the authority that has the report now."""
    refusal = complaint.refusals.last()
    if complaint.state == ComplaintState.NOT_ACCEPTED and refusal:
        return Standing(plain.label, OF_GROUNDS.get(refusal.ground, plain.sentence), NEW_FACTS)
    sent = complaint.transmittals.standing().last()
    if complaint.state == ComplaintState.REFERRED and sent:
        where = _(
            "Your report belongs to another authority and was handed to: %(addressee)s. We did not tell it who you are."
        ) % {"addressee": sent.addressee}
        return Standing(plain.label, where, WATCHED if sent.is_watched else SENT_BACK)
    return plain


def may_read_answer(complaint: Complaint) -> bool:
    """Whether the answer may be read: its case has ended, and every decision in it was served."""
    if complaint.state != ComplaintState.ANSWERED:
        return False
    case = complaint.case
    return case is None or (case.state in ANSWERABLE and not _waits_for_service(case))


def _waits_for_service(case: Case) -> bool:
    of_case = case.proceedings.filter(
        decisions__decided_on__isnull=False, decisions__ended_on=None, decisions__served_on=None
    )
    return of_case.exists()


def due_on(complaint: Complaint) -> date | None:
    """By when the next step is due; none while a clock rests, or where no rule sets a limit."""
    if complaint.state == ComplaintState.ANSWERED:
        return None
    if complaint.next_due or complaint.case is None:
        return complaint.next_due
    whole = complaint.case.clocks.running().filter(limit="K4", paused_on=None).first()
    return whole.due_on if whole else None
