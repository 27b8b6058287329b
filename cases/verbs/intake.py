"""Verbs of intake 举报: what came in is let through and taken up."""

from django.utils.translation import gettext_lazy as _

from cases.actions import intake
from cases.forms.base import Confirm
from cases.states import ComplaintState
from cases.verb import Verb

VERBS = (
    Verb(
        record="complaint",
        name="trust",
        label=_("Let it join the others"),
        will=_("The report no longer waits apart; it is announced and can be screened."),
        form=Confirm,
        action=intake.trust,
        rights=("screen_complaint",),
        event="complaint.trusted",
        states=(ComplaintState.REGISTERED,),
        guard=_("It waits apart, because a machine may have sent it."),
    ),
    Verb(
        record="complaint",
        name="screen",
        label=_("Begin screening"),
        will=_("The complaint goes to screening."),
        form=Confirm,
        action=intake.screen,
        rights=("screen_complaint",),
        event="complaint.screening_begun",
        guard=_("It does not wait apart."),
    ),
)
