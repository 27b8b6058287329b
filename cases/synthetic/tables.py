"""Every table that is filled, and what is gathered for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import (
    Case,
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    CaseWords,
    Clock,
    Complaint,
    ComplaintGroupObjectPermission,
    ComplaintWords,
    Contact,
    Decision,
    DispatchOrder,
    DossierItem,
    Effect,
    FileRecord,
    InvestigationReport,
    Investigator,
    Proceeding,
    Recusal,
    Refund,
    Reporter,
    ReportOpinion,
    ReportSignature,
    Respondent,
)
from cases.synthetic.copying import Rows
from ledger.models import Chain, Event, Payload

if TYPE_CHECKING:
    from django.db import models
    from django.db.backends.utils import CursorWrapper

KEYED: tuple[type[models.Model], ...]
KEYED = (
    Case, Complaint, Clock, Respondent, DispatchOrder, InvestigationReport, Proceeding, Decision,
    Event,
)  # fmt: skip
OTHERS: tuple[type[models.Model], ...]
OTHERS = (
    Reporter, Contact, Investigator, ReportSignature, ReportOpinion, DossierItem, Recusal, Effect,
    Refund, FileRecord, Payload, Chain, CaseGroupObjectPermission, CaseUserObjectPermission,
    ComplaintGroupObjectPermission, CaseWords, ComplaintWords,
)  # fmt: skip


class Tables:
    """The rows that wait, by model."""

    def __init__(self, cursor: CursorWrapper) -> None:
        self._rows = {model: Rows(cursor, model) for model in KEYED}
        self._rows |= {model: Rows(cursor, model, keyed=False) for model in OTHERS}

    def __getitem__(self, model: type[models.Model]) -> Rows:
        return self._rows[model]

    def write(self) -> int:
        """Send everything that waits; how many rows."""
        return sum(rows.write() for rows in self._rows.values())
