"""Verbs that keep a case moving: who is responsible for it, and a reminder to him."""

from django.utils.translation import gettext_lazy as _

from cases.actions import attention
from cases.forms import attention as forms
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

WITH_THE_UNIT = (
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
        name="assign",
        label=_("Appoint the responsible officer"),
        will=_("This officer answers for the case in the unit; everybody else's rights stay."),
        form=forms.Assign,
        action=attention.assign,
        rights=("handle_case", "approve_case"),
        event="case.assigned",
        guard=_("An officer of the handling unit who is not recused."),
        states=WITH_THE_UNIT,
        tells=(Seat.OFFICER,),
    ),
    Verb(
        record="case",
        name="remind",
        label=_("Remind the unit"),
        will=_("The responsible officer gets a letter; the reminder stands in the history."),
        form=forms.Remind,
        action=attention.remind,
        rights=("propose_dispatch", "dispatch_case", "approve_case"),
        event="case.reminded",
        states=WITH_THE_UNIT,
        tells=(Seat.OFFICER,),
    ),
)
