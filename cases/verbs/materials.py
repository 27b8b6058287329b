"""Verbs of the inquiry's papers 核查材料: plan, talks, visits, lists, files, signed originals, coded names."""

from django.utils.translation import gettext_lazy as _

from cases.actions import interviews, materials, money, witnesses
from cases.forms import interviews as talks
from cases.forms import materials as forms
from cases.forms import money as payments
from cases.forms.base import Confirm
from cases.models import Material
from cases.permissions import Seat
from cases.states import CaseState
from cases.verb import Verb

INQUIRING = (CaseState.INVESTIGATING, CaseState.PROCEEDING)
TEAM = ("handle_case", "investigate_case")
SEALED = (
    CaseState.INVESTIGATING,
    CaseState.SUSPENDED,
    CaseState.REPORTED,
    CaseState.CONCLUDED,
    CaseState.PROCEEDING,
)
NOT_BEFORE_DISPATCH = (
    CaseState.DISPATCHED,
    *SEALED,
    CaseState.RECORDED,
    CaseState.APPLYING,
    CaseState.CLOSED,
)

VERBS = (
    Verb(
        record="case",
        name="declare_no_conflict",
        label=_("Declare no conflict of interest"),
        will=_(
            "You declare: no kinship and no interest in this matter, no part in it, not its witness. The statement is kept with its date and printed for your signature."
        ),
        form=Confirm,
        action=materials.declare_no_conflict,
        rights=("investigate_case", "check_case"),
        event="case.no_conflict_declared",
        states=(CaseState.INVESTIGATING, CaseState.CONCLUDED, CaseState.PROCEEDING),
        needs=(Material.RECUSAL,),
        papers=("recusal_statement",),
    ),
    Verb(
        record="case",
        name="write_plan",
        label=_("Write the inquiry plan"),
        will=_("The plan becomes a paper, to be approved and signed."),
        form=forms.WritePlan,
        action=materials.write_plan,
        rights=TEAM,
        event="case.plan_written",
        states=INQUIRING,
        needs=(Material.PLAN,),
        papers=("inquiry_plan",),
    ),
    Verb(
        record="case",
        name="record_interview",
        label=_("Record an interview"),
        will=_(
            "The record becomes a paper to be signed. Pupils, parents and other witnesses stand in it under a code; their names are sealed."
        ),
        form=talks.RecordInterview,
        action=interviews.record_interview,
        rights=TEAM,
        event="case.interview_recorded",
        states=INQUIRING,
        guard=_(
            "Two investigators with recusal statements; a child with a guardian present, never by the own school alone."
        ),
        needs=(Material.INTERVIEW,),
        papers=("interview",),
        template="desk/interview.html",
    ),
    Verb(
        record="case",
        name="record_site",
        label=_("Record a site inspection"),
        will=_("The record becomes a paper, to be signed."),
        form=forms.RecordSite,
        action=materials.record_site,
        rights=TEAM,
        event="case.site_inspected",
        states=INQUIRING,
        guard=_("Two investigators with recusal statements."),
        needs=(Material.SITE,),
        papers=("site_record",),
    ),
    Verb(
        record="case",
        name="record_payment",
        label=_("Enter into the money ledger"),
        will=_("The sum counts for the person until a later row corrects it."),
        form=payments.RecordPayment,
        action=money.record_payment,
        rights=TEAM,
        event="case.payment_recorded",
        states=INQUIRING,
    ),
    Verb(
        record="case",
        name="close_ledger",
        label=_("Print the money ledger"),
        will=_("The ledger as it stands becomes a paper, to be signed."),
        form=Confirm,
        action=money.close_ledger,
        rights=TEAM,
        event="case.ledger_made",
        states=INQUIRING,
        guard=_("There is a row in it."),
        needs=(Material.MONEY,),
        papers=("money_ledger",),
    ),
    Verb(
        record="case",
        name="attach_file",
        label=_("Attach a file"),
        will=_(
            "The file is sealed, checked and numbered; those who handle the case see a clean copy, the school concerned never."
        ),
        form=forms.AttachFile,
        action=materials.attach_file,
        rights=TEAM,
        event="case.file_attached",
        states=INQUIRING,
    ),
    Verb(
        record="case",
        name="list_evidence",
        label=_("Make the evidence list"),
        will=_("The list becomes a paper, with the fingerprint of every file."),
        form=forms.ListEvidence,
        action=materials.list_evidence,
        rights=TEAM,
        event="case.evidence_listed",
        states=INQUIRING,
        needs=(Material.EVIDENCE_LIST,),
        papers=("evidence_list",),
    ),
    Verb(
        record="case",
        name="add_material",
        label=_("Add material"),
        will=_("The entry is kept in the dossier with its date."),
        form=forms.AddMaterial,
        action=materials.add_material,
        rights=TEAM,
        event="case.material_added",
        states=(CaseState.INVESTIGATING,),
    ),
    Verb(
        record="case",
        name="attach_signed",
        label=_("Enter a signed original"),
        will=_(
            "The scan becomes the original of the paper; its fingerprint stands in the history, and our draft is no longer offered."
        ),
        form=forms.AttachSigned,
        action=materials.attach_signed,
        rights=(*TEAM, "propose_dispatch"),
        event="case.signed_attached",
        states=NOT_BEFORE_DISPATCH,
    ),
    Verb(
        record="case",
        name="ask_witness_name",
        label=_("Ask for the name of a witness"),
        will=_("The approver is told. Once approved, you alone can read it for 24 hours."),
        form=talks.AskName,
        action=witnesses.ask_name,
        rights=TEAM,
        event="case.witness_name_asked",
        states=SEALED,
        tells=(Seat.APPROVER,),
    ),
    Verb(
        record="case",
        name="rule_witness_name",
        label=_("Decide on a request for a name"),
        will=_(
            "Approved, the name is readable to whoever asked, for 24 hours; each reading is recorded."
        ),
        form=talks.RuleName,
        action=witnesses.rule_name,
        rights=("approve_case",),
        event="case.witness_name_ruled",
        states=SEALED,
        guard=_("Never one's own request."),
        in_person=True,
    ),
)
