"""The records of the closed loop, one module each."""

from .batch import BatchRow, BatchState, IntakeBatch, RowResult
from .bulk_deed import BulkDeed
from .case import Case
from .case_file import CaseFile, FileUse
from .clock import Clock
from .complaint import Channel, Complaint, Doubt
from .contact import Contact, ContactAttempt, ContactUse, Means
from .decision import Decision, Service
from .dispatch_order import DispatchMode, DispatchOrder
from .dossier import DossierItem, Material
from .effect import Effect, FileRecord, Refund
from .evidence import Evidence, EvidenceState, FileKind, Scan, Verdict
from .identity import GrantState, IdentityGrant
from .payment import Payment
from .list_export import ExportState, ListExport
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
from .witness import NameOpening, OpeningState, Part, Witness

__all__ = [
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
    "DispatchMode",
    "DispatchOrder",
    "DossierItem",
    "Doubt",
    "Effect",
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
    "ListExport",
    "ListKind",
    "Material",
    "Means",
    "NameOpening",
    "OpeningState",
    "Part",
    "Payment",
    "Proceeding",
    "RealName",
    "Recusal",
    "Refund",
    "Remark",
    "RemarkKind",
    "ReportOpinion",
    "ReportSignature",
    "Reporter",
    "Respondent",
    "RowResult",
    "SavedView",
    "Scan",
    "Service",
    "Verdict",
    "Witness",
]
