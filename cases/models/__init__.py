"""The records of the closed loop, one module each."""

from .case import Case
from .clock import Clock
from .complaint import Channel, Complaint
from .decision import Decision, Service
from .dispatch_order import DispatchMode, DispatchOrder
from .dossier import DossierItem, Material
from .effect import Effect, FileRecord, Refund
from .proceeding import Proceeding
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
    "Case",
    "CaseGroupObjectPermission",
    "CaseUserObjectPermission",
    "Channel",
    "Clock",
    "Complaint",
    "ComplaintGroupObjectPermission",
    "ComplaintUserObjectPermission",
    "Decision",
    "DispatchMode",
    "DispatchOrder",
    "DossierItem",
    "Effect",
    "FileRecord",
    "InvestigationReport",
    "Investigator",
    "Material",
    "Proceeding",
    "RealName",
    "Recusal",
    "Refund",
    "ReportOpinion",
    "ReportSignature",
    "Reporter",
    "Respondent",
    "Service",
]
