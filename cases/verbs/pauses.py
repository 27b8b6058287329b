"""Verbs of the limit: extended, resting, reviewed, running on."""

from django.utils.translation import gettext_lazy as _

from cases.actions import pauses
from cases.forms import pauses as forms
from cases.forms.base import Reason
from cases.models import Material
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="extend",
        label=_("Extend the limit"),
        will=_("The limit ends later; once only."),
        form=forms.Extend,
        action=pauses.extend,
        rights=("approve_case",),
        event="case.extended",
        states=(CaseState.INVESTIGATING, CaseState.REPORTED),
        guard=_("Before expiry, once, at most 30 days."),
        needs=(Material.EXTENSION,),
        limit="K5",
    ),
    Verb(
        record="case",
        name="suspend",
        label=_("Suspend the inquiry"),
        will=_("The limit rests; a review is due every 30 days."),
        form=forms.Suspend,
        action=pauses.suspend,
        rights=("approve_case",),
        event="case.suspended",
        needs=(Material.SUSPENSION,),
        limit="SUSPENSION_REVIEW",
    ),
    Verb(
        record="case",
        name="review_suspension",
        label=_("Review the suspension"),
        will=_("It rests on, and is looked at again in 30 days."),
        form=forms.ReviewSuspension,
        action=pauses.review_suspension,
        rights=("approve_case",),
        event="case.suspension_reviewed",
        states=(CaseState.SUSPENDED,),
        needs=(Material.SUSPENSION,),
        limit="SUSPENSION_REVIEW",
    ),
    Verb(
        record="case",
        name="resume",
        label=_("Resume the inquiry"),
        will=_("The limit runs on, later by the days it rested."),
        form=Reason,
        action=pauses.resume,
        rights=("approve_case",),
        event="case.resumed",
    ),
)
