"""The verb that answers a reporter who suffers for his report."""

from django.utils.translation import gettext_lazy as _

from cases.actions import retaliation
from cases.forms.retaliation import SettleRetaliation
from cases.permissions import Seat
from cases.states import ComplaintState
from cases.verb import Verb

VERBS = (
    Verb(
        record="complaint",
        name="settle_retaliation",
        label=_("Record what was done about the retaliation"),
        will=_("The report says “acted on” instead of “act now”; discipline supervision is told so, and no longer reminded."),
        form=SettleRetaliation,
        action=retaliation.settle,
        rights=("screen_complaint",),
        event="complaint.retaliation_settled",
        states=tuple(ComplaintState),
        guard=_("The reporter told of retaliation, and nobody has recorded yet what was done."),
        tells=(Seat.DISCIPLINE,),
    ),
)  # fmt: skip
