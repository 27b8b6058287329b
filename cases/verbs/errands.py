"""Verbs of errands: a unit designated, a school entrusted 委托, a neighbour asked 协查."""

from django.utils.translation import gettext_lazy as _

from cases.actions import assistance, designating, errands
from cases.forms import errands as forms
from cases.models import Material
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="designate",
        label=_("Designate the handling unit"),
        will=_("Both views are kept; the next dispatch goes to this unit, which cannot object."),
        form=forms.Designate,
        action=designating.designate,
        rights=("dispatch_case",),
        event="case.designated",
        states=(CaseState.PENDING,),
        guard=_("Two units have declined the case; the unit is not accused itself."),
        papers=("designation_notice",),
        tells=(Seat.CITY_INTAKE,),
    ),
    Verb(
        record="case",
        name="entrust",
        label=_("Entrust a school with the check"),
        will=_("Its people investigate and see the redacted lead summary, nothing else."),
        form=forms.Entrust,
        action=errands.entrust,
        rights=("handle_case",),
        event="case.entrusted",
        states=(CaseState.INVESTIGATING,),
        guard=_(
            "A school of this bureau that is not accused; its investigators or those of the school that serves it."
        ),
        papers=("entrustment_order",),
        tells=(Seat.CHECKER,),
    ),
    Verb(
        record="case",
        name="enter_for",
        label=_("Enter the findings of a teaching point"),
        will=_("The entry is kept in the dossier, as entered for the school."),
        form=forms.EnterFor,
        action=errands.enter_for,
        rights=("handle_case",),
        event="case.entered_for",
        states=(CaseState.INVESTIGATING,),
        guard=_("Only for a school that another one serves."),
        needs=(Material.OTHER,),
    ),
    Verb(
        record="case",
        name="take_back",
        label=_("Take an entrusted check back"),
        will=_("The rights of the school's people end at once."),
        form=forms.TakeBack,
        action=errands.take_back,
        rights=("handle_case",),
        event="case.taken_back",
        states=(CaseState.INVESTIGATING, CaseState.SUSPENDED, CaseState.REPORTED),
        tells=(Seat.CHECKER,),
    ),
    Verb(
        record="case",
        name="ask_assistance",
        label=_("Ask another bureau for assistance"),
        will=_("That bureau gets the letter and its own page, and sees nothing else of the case."),
        form=forms.AskAssistance,
        action=assistance.ask_assistance,
        rights=("handle_case",),
        event="case.assistance_asked",
        states=(CaseState.INVESTIGATING,),
        guard=_("Another bureau, which is not accused itself."),
        papers=("assistance_letter",),
    ),
    Verb(
        record="case",
        name="close_assistance",
        label=_("Close a request for assistance"),
        will=_("The answer goes into the dossier."),
        form=forms.CloseAssistance,
        action=assistance.close_assistance,
        rights=("handle_case",),
        event="case.assistance_closed",
        states=(CaseState.INVESTIGATING, CaseState.SUSPENDED, CaseState.REPORTED),
        needs=(Material.OTHER,),
    ),
)
