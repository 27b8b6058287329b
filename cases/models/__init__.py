"""The records of the closed loop, one module each."""

from .assistance import Assistance, AssistanceFile
from .batch import BatchRow, BatchState, IntakeBatch, RowResult
from .bulk_deed import BulkDeed
from .case import Case
from .case_file import CaseFile, FileUse
from .clock import Clock
from .complaint import Channel, Complaint, Doubt
from .contact import Contact, ContactAttempt, ContactUse, Means
from .decision import Decision, Service
from .designation import Designation
from .dispatch_order import DispatchMode, DispatchOrder
from .dossier import DossierItem, Material
from .effect import Effect, FileRecord, Refund
from .entrustment import Entrustment
from .evidence import Evidence, EvidenceState, FileKind, Scan, Verdict
from .identity import GrantState, IdentityGrant
from .likeness import Likeness, Tie, WakeCall
from .list_export import ExportState, ListExport
from .payment import Payment
from .proceeding import Proceeding
from .remark import Remark, RemarkKind
from .report import InvestigationReport, Investigator, ReportOpinion, ReportSignature
from .reporter import RealName, Reporter
from .respondent import Respondent
from .rights import (
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    ComplaintGroupObjectPermission,
    ComplaintUserObjectPermission,
    Recusal,
)
from .saved_view import ListKind, SavedView
from .screening import Refusal, Screening, Transmittal
from .team import Loan, Origin, RecusalRequest
from .witness import NameOpening, OpeningState, Part, Witness

__all__ = [
    "Assistance",
    "AssistanceFile",
    "BatchRow",
    "BatchState",
    "BulkDeed",
    "Case",
    "CaseFile",
    "CaseGroupObjectPermission",
    "CaseUserObjectPermission",
    "Channel",
    "Clock",
    "Complaint",
    "ComplaintGroupObjectPermission",
    "ComplaintUserObjectPermission",
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
    "FileKind",
    "FileRecord",
    "FileUse",
    "GrantState",
    "IdentityGrant",
    "IntakeBatch",
    "InvestigationReport",
    "Investigator",
    "Likeness",
    "ListExport",
    "ListKind",
    "Loan",
    "Material",
    "Means",
    "NameOpening",
    "OpeningState",
    "Origin",
    "Part",
    "Payment",
    "Proceeding",
    "RealName",
    "Recusal",
    "RecusalRequest",
    "Refund",
    "Refusal",
    "Remark",
    "RemarkKind",
    "ReportOpinion",
    "ReportSignature",
    "Reporter",
    "Respondent",
    "RowResult",
    "SavedView",
    "Scan",
    "Screening",
    "Service",
    "Tie",
    "Transmittal",
    "Verdict",
    "WakeCall",
    "Witness",
]
