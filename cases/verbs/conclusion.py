"""Verbs of the conclusion: findings, names cleared, false accusations, a new round."""

from django.utils.translation import gettext_lazy as _

from cases.actions import clearing, inquiry
from cases.forms import conclusion as forms
from cases.forms.base import Reason
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="conclude",
        label=_("Conclude the inquiry"),
        will=_("Every respondent has his finding; the opinion on the school's leaders is kept."),
        form=forms.Conclude,
        action=inquiry.conclude,
        rights=("approve_case",),
        event="case.concluded",
        guard=_(
            "Every respondent has a finding; the opinion on the school's leaders is given; harm to a child was referred to the police."
        ),
        limit="REPORT_REVIEW",
        tells=(Seat.CITY_INTAKE, Seat.OFFICER, Seat.PERSONNEL),
        approves="case.report_submitted",
    ),
    Verb(
        record="case",
        name="tell_respondent",
        label=_("Tell a cleared person"),
        will=_("The notice of conclusion is made; the name is cleared where it had been damaged."),
        form=forms.TellRespondent,
        action=inquiry.tell_respondent,
        rights=("handle_case",),
        event="case.respondent_told",
        states=(CaseState.CONCLUDED, CaseState.PROCEEDING),
        guard=_("The person is identified and not at fault."),
        papers=("conclusion_notice",),
    ),
    Verb(
        record="case",
        name="clarify",
        label=_("Clear a name"),
        will=_(
            "The name is cleared in the circle that had heard of the matter, and a letter says so."
        ),
        form=forms.Clarify,
        action=clearing.clarify,
        rights=("handle_case",),
        event="case.name_cleared",
        states=(
            CaseState.CONCLUDED,
            CaseState.PROCEEDING,
            CaseState.RECORDED,
            CaseState.APPLYING,
            CaseState.CLOSED,
        ),
        guard=_("Nothing was found against the person."),
        papers=("clarification",),
    ),
    Verb(
        record="case",
        name="record_false_accusation",
        label=_("Record a false accusation"),
        will=_("It is kept that a higher organ recognised it; nobody is named or traced by it."),
        form=forms.RecordFalseAccusation,
        action=clearing.record_false_accusation,
        rights=("close_case",),
        event="case.false_accusation_recorded",
        states=(
            CaseState.CONCLUDED,
            CaseState.PROCEEDING,
            CaseState.RECORDED,
            CaseState.APPLYING,
            CaseState.CLOSED,
            CaseState.ARCHIVED,
        ),
        guard=_(
            "Approved from the prefecture upwards; everything was unfounded; intent and fabrication are shown."
        ),
        tells=(Seat.DISCIPLINE,),
    ),
    Verb(
        record="case",
        name="reopen",
        label=_("Reopen on new evidence"),
        will=_("The next round of the inquiry begins."),
        form=Reason,
        action=inquiry.reopen,
        rights=("close_case",),
        event="case.reopened",
        tells=(Seat.OFFICER, Seat.APPROVER),
    ),
)
