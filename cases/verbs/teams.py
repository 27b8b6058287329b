"""Verbs of who sits at the table: recusal 回避, and people borrowed from another unit."""

from django.utils.translation import gettext_lazy as _

from cases.actions import teams
from cases.forms import teams as forms
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

WHILE_OPEN = (
    CaseState.PENDING,
    CaseState.DISPATCHED,
    CaseState.INVESTIGATING,
    CaseState.SUSPENDED,
    CaseState.REPORTED,
    CaseState.CONCLUDED,
    CaseState.PROCEEDING,
    CaseState.RECORDED,
    CaseState.APPLYING,
)
VERBS = (
    Verb(
        record="case",
        name="request_recusal",
        label=_("Declare or ask for a recusal"),
        will=_("It is kept and waits for the head's decision; the inquiry goes on meanwhile."),
        form=forms.RequestRecusal,
        action=teams.request_recusal,
        rights=(
            "propose_dispatch",
            "dispatch_case",
            "handle_case",
            "investigate_case",
            "check_case",
            "approve_case",
            "check_legality",
        ),
        event="case.recusal_requested",
        states=WHILE_OPEN,
        tells=(Seat.CITY_APPROVER, Seat.APPROVER),
    ),
    Verb(
        record="case",
        name="decide_recusal",
        label=_("Decide on a recusal"),
        will=_("The person steps aside at once, or goes on."),
        form=forms.DecideRecusal,
        action=teams.decide_recusal,
        rights=("approve_case", "dispatch_case"),
        event="case.recusal_decided",
        guard=_("The head decides on his own people; on the head his superior; nobody on himself."),
        states=WHILE_OPEN,
        approves="case.recusal_requested",
    ),
    Verb(
        record="case",
        name="recuse",
        label=_("Recuse somebody"),
        will=_("The person neither sees nor touches the case from now on."),
        form=forms.Recuse,
        action=teams.recuse,
        rights=("approve_case", "dispatch_case"),
        event="case.recused",
        guard=_("A unit recuses its own people only, and not its head."),
        states=WHILE_OPEN,
    ),
    Verb(
        record="case",
        name="end_recusal",
        label=_("End a recusal"),
        will=_("The person sees the case again, as far as his post allows."),
        form=forms.EndRecusal,
        action=teams.end_recusal,
        rights=("dispatch_case",),
        event="case.recusal_ended",
        states=WHILE_OPEN,
    ),
    Verb(
        record="case",
        name="borrow",
        label=_("Borrow an investigator"),
        will=_("The person sees the case and is told; the agreement of the lending unit is kept."),
        form=forms.Borrow,
        action=teams.borrow,
        rights=("handle_case",),
        event="case.investigator_borrowed",
        states=(CaseState.INVESTIGATING, CaseState.CONCLUDED, CaseState.PROCEEDING),
        guard=_("Nobody recused, nobody of a unit accused."),
        tells=(Seat.INVESTIGATOR,),
    ),
)
