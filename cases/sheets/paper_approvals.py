"""Approvals entered from paper, as rows: what, whose, how long it has waited, and the month's counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from cases.models import PaperApproval, PaperApprovalState, holiday
from cases.sheets.materials import OPENS_AS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cases.models.paper_approval import PaperApprovalQuerySet
    from people.models import User

TONES = {PaperApprovalState.WAITING: "waiting", PaperApprovalState.CONFIRMED: "done"}


@dataclass(frozen=True)
class PaperRow:
    """One approval; ``days`` are the working days that it has waited."""

    record: PaperApproval
    days: int
    is_mine: bool

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return TONES.get(PaperApprovalState(self.record.state), "danger")

    @property
    def scan_as(self) -> str:
        """The form in which the scan is handed out; empty while it is checked."""
        return OPENS_AS.get(self.record.scan.verdict, "")


@dataclass(frozen=True)
class MonthCount:
    """One month: how many were entered, and what became of them."""

    month: date
    entered: int
    confirmed: int
    disputed: int

    @property
    def waiting(self) -> int:
        """Those not answered yet."""
        return self.entered - self.confirmed - self.disputed


def paper_rows(found: Iterable[PaperApproval], reader: User) -> list[PaperRow]:
    """The lines of the list."""
    known, today = holiday.known(), timezone.localdate()
    return [
        PaperRow(one, known.working_days_between(one.entered_on, today), one.approver == reader)
        for one in found
    ]


def month_counts(visible: PaperApprovalQuerySet, months: int = 12) -> list[MonthCount]:
    """The newest months first. One query."""
    rows = visible.order_by().annotate(month=TruncMonth("entered_on")).values("month")
    counted = rows.annotate(
        entered=Count("pk"), confirmed=Count("pk", filter=Q(state=PaperApprovalState.CONFIRMED)),
        disputed=Count("pk", filter=Q(state=PaperApprovalState.DISPUTED)),
    )  # fmt: skip
    return [MonthCount(**one) for one in counted.order_by("-month")[:months]]
