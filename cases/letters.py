"""One function for each letter and paper. A paper's sheet is frozen here; the worker prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.permissions import Seat, people_in
from notifications import outbox, papers

if TYPE_CHECKING:
    from cases.models import (
        Case,
        Complaint,
        Decision,
        DispatchOrder,
        InvestigationReport,
        Proceeding,
        Respondent,
    )

TITLES = {
    "acceptance_notice": "举报受理告知书",
    "result_notice": "办理结果告知书",
    "dispatch_order": "交办单",
    "check_sheet": "核查情况表",
    "investigation_report": "核查报告",
    "proposed_notice": "拟处理告知书",
    "decision": "处理决定书",
    "conclusion_notice": "核查结论告知书",
    "dossier": "卷宗",
}


def tell(record: Case | Complaint, event: str, *seats: Seat) -> None:
    """One inbox letter to everybody in these seats: that something waits, and where."""
    people = {one.pk: one for seat in seats for one in people_in(record, seat)}
    outbox.queue(
        event, to=people.values(), title=_("Something is waiting for you"),
        body=record.number, link=record.get_absolute_url(),
    )  # fmt: skip


def acceptance_notice(complaint: Complaint) -> None:
    """举报受理告知书, for a named reporter."""
    papers.issue(
        "acceptance_notice", subject=complaint.subject, title="举报受理告知书",
        audience="reporter", number=complaint.number, sheet={},
    )  # fmt: skip


def result_notice(complaint: Complaint) -> None:
    """办理结果告知书, for a named reporter."""
    papers.issue(
        "result_notice", subject=complaint.subject, title="办理结果告知书",
        audience="reporter", number=complaint.number, sheet={"answer": complaint.answer_text},
    )  # fmt: skip


def dispatch_order(case: Case, order: DispatchOrder) -> None:
    """交办单 with the redacted lead summary, never the complaint."""
    papers.issue(
        "dispatch_order", subject=case.subject, title="交办单", audience="unit",
        number=order.number, sheet={"lead_summary": order.lead_summary},
    )  # fmt: skip


def check_sheet(case: Case, report: InvestigationReport) -> None:
    """核查情况表: one page, two signatures."""
    papers.issue(
        "check_sheet", subject=case.subject, title="核查情况表", audience="unit",
        number=case.number, sheet={"facts": report.facts},
    )  # fmt: skip


def investigation_report(case: Case, report: InvestigationReport) -> None:
    """核查报告."""
    papers.issue(
        "investigation_report", subject=case.subject, title="核查报告", audience="unit",
        number=case.number, sheet={"facts": report.facts},
    )  # fmt: skip


def proposed_notice(proceeding: Proceeding) -> None:
    """拟处理告知书: facts, basis, intended handling, rights."""
    papers.issue(
        "proposed_notice", subject=proceeding.case.subject, title="拟处理告知书",
        audience="respondent", number=proceeding.number, sheet={"grounds": proceeding.grounds},
    )  # fmt: skip


def decision(proceeding: Proceeding, decided: Decision) -> None:
    """处理决定书 (办法 art. 8)."""
    papers.issue(
        "decision", subject=proceeding.case.subject, title="处理决定书", audience="respondent",
        number=decided.office_number or proceeding.number, sheet={"facts": decided.facts},
    )  # fmt: skip


def conclusion_notice(case: Case, respondent: Respondent) -> None:
    """核查结论告知书, for a person who was cleared."""
    papers.issue(
        "conclusion_notice", subject=case.subject, title="核查结论告知书",
        audience="respondent", number=case.number, sheet={"name": respondent.shown_name},
    )  # fmt: skip


def dossier(case: Case) -> None:
    """卷宗: everything about the case, in order."""
    papers.issue(
        "dossier", subject=case.subject, title="卷宗", audience="unit", number=case.number, sheet={}
    )
