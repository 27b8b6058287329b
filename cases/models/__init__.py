"""The records of the closed loop, one module each."""

from .batch import BatchRow, BatchState, IntakeBatch, RowResult
from .case import Case
from .clock import Clock
from .complaint import Channel, Complaint, Doubt
from .contact import Contact, ContactAttempt, ContactUse, Means
from .decision import Decision, Service
from .dispatch_order import DispatchMode, DispatchOrder
from .dossier import DossierItem, Material
from .effect import Effect, FileRecord, Refund
from .evidence import Evidence, EvidenceState, FileKind, Scan, Verdict
from .identity import GrantState, IdentityGrant
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

__all__ = [
    "BatchRow",
    "BatchState",
    "Case",
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
    "FileKind",
    "FileRecord",
    "GrantState",
    "IdentityGrant",
    "IntakeBatch",
    "InvestigationReport",
    "Investigator",
    "Material",
    "Means",
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
    "Scan",
    "Service",
    "Verdict",
]
