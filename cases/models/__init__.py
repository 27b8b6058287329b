"""The records of the closed loop, one module each."""

from .accountability import AccountableLeader, LeaderOpinion, LeaderPost
from .assistance import Assistance
from .batch import BatchRow, BatchState, IntakeBatch, RowResult
from .bulk_deed import BulkDeed
from .case import Case
from .case_file import CaseFile, FileUse
from .clearance import Circle, Clarification, FalseAccusation, OrganLevel, Way
from .clock import Clock
from .complaint import Channel, Complaint, Doubt
from .contact import Contact, ContactAttempt, ContactUse, Means
from .course import Allegation, ReportDraft, SupplementPoint, Suspension
from .decision import Decision, Service
from .designation import Designation
from .dispatch_order import DispatchMode, DispatchOrder
from .dossier import DossierItem, Material
from .effect import Effect, FileRecord, Refund
from .entrustment import Entrustment
from .evidence import Evidence, EvidenceState, FileKind, Scan, Verdict
from .handover import (
    Handover,
    HandoverItem,
    HandoverSignature,
    HandoverState,
    ItemKind,
    LeavingReason,
    UnheldNotice,
)
from .handover import (
    Part as HandoverPart,
)
from .holiday import HolidayYear
from .identity import GrantState, IdentityGrant
from .likeness import Commonplace, Likeness, Tie, WakeCall
from .link import CaseLink, LinkKind
from .list_export import ExportState, ListExport
from .paper_approval import PaperApproval, PaperApprovalState
from .payment import Payment
from .person_change import ChangeKind, PersonChange
from .proceeding import Proceeding
from .referral import Referral, ReferralKind
from .remark import Remark, RemarkKind
from .report import InvestigationReport, Investigator, ReportOpinion, ReportSignature
from .reporter import RealName, Reporter
from .respondent import Respondent
from .retaliation import Retaliation
from .retaliation_watch import OrganTold, RetaliationWatch
from .rights import (
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    ComplaintGroupObjectPermission,
    ComplaintUserObjectPermission,
    Recusal,
)
from .saved_view import ListKind, SavedView
from .screening import Refusal, Screening, Transmittal
from .slip import Rung, Slip, SlipState
from .team import Loan, Origin, RecusalRequest
from .upward import (
    Instruction,
    InstructionKind,
    InstructionState,
    OpinionReport,
    PublicOpinion,
)
from .witness import NameOpening, OpeningState, Part, Witness
from .words import CaseWords, ComplaintWords

__all__ = [
    "AccountableLeader",
    "Allegation",
    "Assistance",
    "BatchRow",
    "BatchState",
    "BulkDeed",
    "Case",
    "CaseFile",
    "CaseGroupObjectPermission",
    "CaseLink",
    "CaseUserObjectPermission",
    "CaseWords",
    "ChangeKind",
    "Channel",
    "Circle",
    "Clarification",
    "Clock",
    "Commonplace",
    "Complaint",
    "ComplaintGroupObjectPermission",
    "ComplaintUserObjectPermission",
    "ComplaintWords",
    "Contact",
    "ContactAttempt",
    "ContactUse",
    "Decision",
    "Designation",
    "DispatchMode",
    "DispatchOrder",
    "DossierItem",
    "Doubt",
    "Effect",
    "Entrustment",
    "Evidence",
    "EvidenceState",
    "ExportState",
    "FalseAccusation",
    "FileKind",
    "FileRecord",
    "FileUse",
    "GrantState",
    "Handover",
    "HandoverItem",
    "HandoverPart",
    "HandoverSignature",
    "HandoverState",
    "HolidayYear",
    "IdentityGrant",
    "Instruction",
    "InstructionKind",
    "InstructionState",
    "IntakeBatch",
    "InvestigationReport",
    "Investigator",
    "ItemKind",
    "LeaderOpinion",
    "LeaderPost",
    "LeavingReason",
    "Likeness",
    "LinkKind",
    "ListExport",
    "ListKind",
    "Loan",
    "Material",
    "Means",
    "NameOpening",
    "OpeningState",
    "OpinionReport",
    "OrganLevel",
    "OrganTold",
    "Origin",
    "PaperApproval",
    "PaperApprovalState",
    "Part",
    "Payment",
    "PersonChange",
    "Proceeding",
    "PublicOpinion",
    "RealName",
    "Recusal",
    "RecusalRequest",
    "Referral",
    "ReferralKind",
    "Refund",
    "Refusal",
    "Remark",
    "RemarkKind",
    "ReportDraft",
    "ReportOpinion",
    "ReportSignature",
    "Reporter",
    "Respondent",
    "Retaliation",
    "RetaliationWatch",
    "RowResult",
    "Rung",
    "SavedView",
    "Scan",
    "Screening",
    "Service",
    "Slip",
    "SlipState",
    "SupplementPoint",
    "Suspension",
    "Tie",
    "Transmittal",
    "UnheldNotice",
    "Verdict",
    "WakeCall",
    "Way",
    "Witness",
]
