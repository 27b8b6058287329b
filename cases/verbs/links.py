"""Verbs of cases that come out of one another."""

from django.utils.translation import gettext_lazy as _

from cases.actions import links
from cases.forms import links as forms
from cases.permissions import Seat
from cases.states import CaseState, ComplaintState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="add_allegation",
        label=_("Add an allegation"),
        will=_("It is looked into with the rest; the findings offer its rules too."),
        form=forms.AddAllegation,
        action=links.add_allegation,
        rights=("handle_case", "investigate_case"),
        event="case.allegation_added",
        states=(CaseState.INVESTIGATING,),
        tells=(Seat.APPROVER,),
    ),
    Verb(
        record="case",
        name="split",
        label=_("Split off a case"),
        will=_("A case of its own begins and waits for dispatch, linked to this one."),
        form=forms.Split,
        action=links.split,
        rights=("dispatch_case",),
        event="case.split",
        states=(CaseState.DISPATCHED, CaseState.INVESTIGATING, CaseState.SUSPENDED),
        guard=_("Somebody stays in this case."),
        tells=(Seat.CITY_INTAKE,),
    ),
    Verb(
        record="case",
        name="link",
        label=_("Link to another case"),
        will=_("Each shows the other to whoever may open both."),
        form=forms.Link,
        action=links.link,
        rights=("propose_dispatch", "dispatch_case"),
        event="case.linked",
        states=tuple(CaseState),
    ),
    Verb(
        record="complaint",
        name="open_retaliation",
        label=_("Open a case of retaliation"),
        will=_("A case of its own begins; discipline supervision is told at once."),
        form=forms.OpenRetaliation,
        action=links.open_retaliation,
        rights=("rule_complaint",),
        event="complaint.retaliation_opened",
        states=tuple(ComplaintState),
        tells=(Seat.DISCIPLINE, Seat.CITY_APPROVER),
        guard=_("None is open already."),
    ),
)
