"""Verbs about the people of an inquiry: added, identified, cleared, changed."""

from django.utils.translation import gettext_lazy as _

from cases.actions import persons
from cases.forms import respondents as forms
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="add_respondent",
        label=_("Add a respondent"),
        will=_("The person becomes part of the case and needs a finding."),
        form=forms.AddRespondent,
        action=persons.add_respondent,
        rights=("handle_case", "investigate_case"),
        event="case.respondent_added",
        states=(CaseState.INVESTIGATING,),
    ),
    Verb(
        record="case",
        name="identify_respondent",
        label=_("Identify a respondent"),
        will=_("The unknown person gets a name."),
        form=forms.IdentifyRespondent,
        action=persons.identify_respondent,
        rights=("handle_case", "investigate_case"),
        event="case.respondent_identified",
        states=(CaseState.INVESTIGATING, CaseState.CONCLUDED),
    ),
    Verb(
        record="case",
        name="clear_respondent",
        label=_("Clear a wrongly named person"),
        will=_(
            "The person is cleared at once and told at the conclusion; another may take his place."
        ),
        form=forms.ClearRespondent,
        action=persons.clear_respondent,
        rights=("approve_case",),
        event="case.respondent_cleared",
        states=(CaseState.INVESTIGATING,),
        guard=_("No finding yet; somebody stays in the case."),
        tells=(Seat.OFFICER, Seat.INVESTIGATOR),
    ),
    Verb(
        record="case",
        name="record_change_of_person",
        label=_("Record that a person moved, retired, left or died"),
        will=_("The registry follows; what can still be done follows the rules for it."),
        form=forms.RecordChange,
        action=persons.record_change_of_person,
        rights=("handle_case", "investigate_case"),
        event="case.person_changed",
        states=(
            CaseState.INVESTIGATING,
            CaseState.SUSPENDED,
            CaseState.REPORTED,
            CaseState.CONCLUDED,
            CaseState.PROCEEDING,
        ),
        guard=_("The person is identified and alive."),
        tells=(Seat.APPROVER, Seat.CITY_INTAKE),
    ),
)
