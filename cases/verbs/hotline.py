"""Verbs of the orders of the hotline 12345, on its own clock."""

from django.utils.translation import gettext_lazy as _

from cases.actions import hotline
from cases.forms import hotline as forms
from cases.forms.base import Reason
from cases.models import Material
from cases.states import ComplaintState
from cases.verb import Verb

UNSETTLED = (
    ComplaintState.REGISTERED,
    ComplaintState.SCREENING,
    ComplaintState.ACCEPTED,
    ComplaintState.MERGED,
    ComplaintState.SHELVED,
)

VERBS = (
    Verb(
        record="complaint",
        name="answer_interim",
        label=_("Give an interim answer to the hotline"),
        will=_("The interim answer is kept; the order stays open."),
        form=forms.InterimAnswer,
        action=hotline.answer_interim,
        rights=("screen_complaint",),
        event="complaint.answered_interim",
        states=UNSETTLED,
        guard=_("It is an order of the hotline."),
        needs=(Material.INTERIM_ANSWER,),
        limit="K16",
    ),
    Verb(
        record="complaint",
        name="extend_order",
        label=_("Enter an extension of the order"),
        will=_("The hotline's limit ends on the new day."),
        form=forms.ExtendOrder,
        action=hotline.extend_order,
        rights=("screen_complaint",),
        event="complaint.order_extended",
        states=UNSETTLED,
        guard=_("It is an order of the hotline."),
        limit="K16",
    ),
    Verb(
        record="complaint",
        name="return_order",
        label=_("Return the order to the hotline"),
        will=_("The order goes back with its reason; its limits end."),
        form=Reason,
        action=hotline.return_order,
        rights=("screen_complaint",),
        event="complaint.order_returned",
        guard=_("It is an order of the hotline; a child's danger is reported first."),
        needs=(Material.RULING,),
        limit="K16",
    ),
)
