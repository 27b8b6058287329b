"""Verbs of the report: written, drafted, signed, submitted, returned."""

from django.utils.translation import gettext_lazy as _

from cases.actions import drafts, inquiry
from cases.forms import reports as forms
from cases.forms.base import Confirm, Reason
from cases.models import Material
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

VERBS = (
    Verb(
        record="case",
        name="write_report",
        label=_("Write the report"),
        will=_("A new version of the report is kept; the second investigator then signs it."),
        form=forms.WriteReport,
        action=inquiry.write_report,
        rights=("investigate_case", "check_case"),
        event="case.report_written",
        states=(CaseState.INVESTIGATING,),
        limit="K4",
        template="desk/write_report.html",
    ),
    Verb(
        record="case",
        name="draft_report",
        label=_("Save as a draft"),
        will=_("What you have written is kept for you; nobody else sees it."),
        form=forms.DraftReport,
        action=drafts.draft_report,
        rights=("investigate_case", "check_case"),
        event="case.report_drafted",
        states=(CaseState.INVESTIGATING,),
        template="desk/write_report.html",
    ),
    Verb(
        record="case",
        name="sign_report",
        label=_("Sign the report"),
        will=_("Your signature stands under the newest version."),
        form=Confirm,
        action=inquiry.sign_report,
        rights=("investigate_case", "check_case"),
        event="case.report_signed",
        states=(CaseState.INVESTIGATING,),
        guard=_("The report has been written; only an appointed investigator signs."),
    ),
    Verb(
        record="case",
        name="submit_report",
        label=_("Submit the report"),
        will=_("The report goes to the approver and becomes a paper."),
        form=Confirm,
        action=inquiry.submit_report,
        rights=("handle_case", "investigate_case", "check_case"),
        event="case.report_submitted",
        guard=_(
            "Two investigators with recusal statements have signed; every respondent is covered; a full inquiry has plan, interview record and evidence list."
        ),
        needs=(Material.PLAN, Material.INTERVIEW, Material.EVIDENCE_LIST),
        papers=("check_sheet", "investigation_report"),
        limit="K4",
        tells=(Seat.APPROVER,),
    ),
    Verb(
        record="case",
        name="return_report",
        label=_("Return for supplementary inquiry"),
        will=_("The investigators look into the points; the limit goes on."),
        form=forms.Points,
        action=inquiry.return_report,
        rights=("approve_case",),
        event="case.report_returned",
        guard=_("At most twice; then conclude by your own findings, or ask the city."),
        needs=(Material.SUPPLEMENT,),
        limit="REPORT_REVIEW",
        tells=(Seat.OFFICER, Seat.INVESTIGATOR),
        approves="case.report_submitted",
    ),
    Verb(
        record="case",
        name="ask_recall",
        label=_("Ask the city to take the case over"),
        will=_("The city decides whether it recalls the case; until then it stays with you."),
        form=Reason,
        action=drafts.ask_recall,
        rights=("approve_case",),
        event="case.recall_asked",
        states=(CaseState.REPORTED,),
        guard=_("The report was returned twice."),
        needs=(Material.SUPPLEMENT,),
        tells=(Seat.CITY_APPROVER, Seat.CITY_INTAKE),
        approves="case.report_submitted",
    ),
)
