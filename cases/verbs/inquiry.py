"""Verbs of the inquiry 查处: team, report, conclusion."""

from django.utils.translation import gettext_lazy as _

from cases.actions import inquiry
from cases.forms import inquiry as forms
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="appoint",
        label=_("Appoint investigators"),
        will=_("They see the case and are told; each must declare that he has no conflict."),
        form=forms.Appoint,
        action=inquiry.appoint,
        rights=("handle_case",),
        event="case.investigators_appointed",
        states=(CaseState.INVESTIGATING, CaseState.CONCLUDED, CaseState.PROCEEDING),
        guard=_("Nobody recused is appointed."),
        tells=(Seat.INVESTIGATOR,),
    ),
    Verb(
        record="case",
        name="release",
        label=_("Release an investigator"),
        will=_("The person's rights on this case end at once."),
        form=forms.Release,
        action=inquiry.release,
        rights=("handle_case", "approve_case"),
        event="case.investigator_released",
        states=(
            CaseState.INVESTIGATING,
            CaseState.SUSPENDED,
            CaseState.REPORTED,
            CaseState.CONCLUDED,
            CaseState.PROCEEDING,
        ),
    ),
)
