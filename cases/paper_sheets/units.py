"""Papers inside the administration: the order, the check sheet, the report. No complaint, no reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import holiday
from cases.paper_sheets import parts, words

if TYPE_CHECKING:
    from cases.models import Case, DispatchOrder, InvestigationReport, ReportOpinion
    from cases.paper_sheets import Sheet

MARK = "内部资料"


def dispatch_order(case: Case, order: DispatchOrder) -> Sheet:
    """交办单 with the redacted lead summary."""
    issued_on = order.issued_on or order.proposed_on
    people = case.respondents.select_related("teacher__teaching_unit")
    return {
        "bureau": case.city.name,
        "mark": MARK,
        "body": {
            "case_number": case.number,
            "unit": order.unit.name,
            "matter": parts.matter(case),
            "people": parts.by_unit(people),
            "issued_on": issued_on,
            "mode": words.MODES[order.mode],  # type: ignore[index]
            "lead_summary": order.lead_summary,
            "requirements": order.requirements,
            "child_may_be_in_danger": case.minor_risk,
            "sign": parts.limit("SIGN", issued_on),
            "object": parts.limit("K3", issued_on),
            "due": {
                "on": order.due_on,
                "is_provisional": not holiday.known().is_covered(order.due_on),
            },
        },
    }


def check_sheet(case: Case, report: InvestigationReport) -> Sheet:
    """核查情况表: one page, two signatures."""
    return {"bureau": parts.handling_bureau(case), "mark": MARK, "body": _report(case, report)}


def investigation_report(case: Case, report: InvestigationReport) -> Sheet:
    """核查报告, with the materials that it rests on."""
    items = case.dossier.filter(round=case.round, proceeding=None)
    team = case.investigators.filter(left_on=None).select_related("user")
    return {
        "bureau": parts.handling_bureau(case),
        "mark": MARK,
        "to": parts.handling_bureau(case),
        "annexes": [words.MATERIALS[one.kind] for one in items],  # type: ignore[index]
        "body": _report(case, report)
        | {
            "title": _title(case),
            "team": [
                {"name": one.user.full_name, "no_conflict_on": one.no_conflict_on} for one in team
            ],
        },
    }


def _title(case: Case) -> str:
    """Two lines, broken where the sense allows it."""
    school = parts.place_of(case)
    return f"关于{school}\n{parts.matter(case).removeprefix(school)}的核查报告"


def _report(case: Case, report: InvestigationReport) -> Sheet:
    opinions = report.opinions.select_related("respondent__teacher__teaching_unit")
    signatures = report.signatures.select_related("user").order_by("pk")
    order = case.order
    return {
        "case_number": case.number,
        "unit": parts.handling_bureau(case),
        "school": case.school.name if case.school else "",
        "matter": parts.matter(case),
        "lead_summary": case.lead_summary,
        "dispatched_on": order.issued_on if order else None,
        "version": report.version,
        "written_on": report.written_on,
        "facts": report.facts,
        "evidence": report.evidence,
        "opinion": report.opinion,
        "people": [_opinion(one, at) for at, one in enumerate(opinions.order_by("respondent__pk"))],
        "signatures": [{"name": one.user.full_name, "on": one.on} for one in signatures],
    }


def _opinion(opinion: ReportOpinion, at: int) -> Sheet:
    return parts.person(opinion.respondent) | {
        "place": words.ordinal(at + 1),
        "finding": words.FINDINGS[opinion.finding],  # type: ignore[index]
        "broken": parts.broken(opinion.violations, opinion.report.written_on),
        "facts": opinion.facts,
        "amount": opinion.amount_taken or None,
    }
