"""Verbs of dispatch 交办: to the unit, and back."""

from django.utils.translation import gettext_lazy as _

from cases.actions import dispatching
from cases.forms import dispatching as forms
from cases.forms.base import Confirm, Reason
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="propose_dispatch",
        label=_("Propose the dispatch"),
        will=_("The order is drafted; the approver of the city issues it."),
        form=forms.ProposeDispatch,
        action=dispatching.propose_dispatch,
        rights=("propose_dispatch",),
        event="case.dispatch_proposed",
        states=(CaseState.PENDING,),
        guard=_(
            "The unit has authority and is not accused itself; another one than proposed needs a reason."
        ),
        limit="DISPATCH",
        tells=(Seat.CITY_APPROVER,),
        template="desk/propose_dispatch.html",
    ),
    Verb(
        record="case",
        name="dispatch",
        label=_("Dispatch to the unit"),
        will=_("The unit gets the case, its dispatch order and its limits."),
        form=Confirm,
        action=dispatching.dispatch,
        rights=("dispatch_case",),
        event="case.dispatched",
        guard=_("An order has been proposed, by another person; the unit is not accused itself."),
        papers=("dispatch_order",),
        limit="DISPATCH",
        tells=(Seat.OFFICER,),
        approves="case.dispatch_proposed",
    ),
    Verb(
        record="case",
        name="sign",
        label=_("Sign for the case"),
        will=_("The inquiry begins."),
        form=Confirm,
        action=dispatching.sign,
        rights=("handle_case",),
        event="case.signed",
        limit="SIGN",
    ),
    Verb(
        record="case",
        name="propose_objection",
        label=_("Object to the dispatch"),
        will=_("The city is asked to take the case back; until it agrees the dispatch stands."),
        form=forms.Objection,
        action=dispatching.propose_objection,
        rights=("handle_case",),
        event="case.objection_proposed",
        states=(CaseState.DISPATCHED,),
        guard=_("Within 5 working days of the dispatch, with reasons."),
        limit="K3",
        tells=(Seat.CITY_APPROVER,),
    ),
    Verb(
        record="case",
        name="object",
        label=_("Agree with the objection"),
        will=_("The case comes back to the city; the unit's rights end."),
        form=Reason,
        action=dispatching.object_,
        rights=("dispatch_case",),
        event="case.objected",
        guard=_("The unit has objected."),
        tells=(Seat.CITY_INTAKE, Seat.OFFICER),
        approves="case.objection_proposed",
    ),
    Verb(
        record="case",
        name="overrule_objection",
        label=_("Do not agree with the objection"),
        will=_("The dispatch stands."),
        form=Reason,
        action=dispatching.overrule_objection,
        rights=("dispatch_case",),
        event="case.objection_overruled",
        states=(CaseState.DISPATCHED,),
        guard=_("The unit has objected."),
        tells=(Seat.OFFICER,),
        approves="case.objection_proposed",
    ),
    Verb(
        record="case",
        name="recall",
        label=_("Recall from the unit"),
        will=_(
            "The unit's rights end at once, and those of whom it entrusted or asked; the case waits for a new dispatch."
        ),
        form=forms.Recall,
        action=dispatching.recall,
        rights=("dispatch_case",),
        event="case.recalled",
        tells=(Seat.CITY_INTAKE, Seat.OFFICER, Seat.APPROVER),
    ),
)
