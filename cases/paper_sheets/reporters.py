"""Papers to a reporter: that his report was accepted, and how it ended. No name, no finding, no sanction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.catalogues import limits
from cases.models.guards import LONGEST_EXTENSION
from cases.paper_sheets import parts, words
from cases.states import AT_FAULT, Finding

if TYPE_CHECKING:
    from cases.models import Case, Complaint
    from cases.paper_sheets import Sheet

READER = "反映人"  # his name is sealed
SOMEBODY = "被反映人"


def acceptance_notice(complaint: Complaint) -> Sheet:
    """举报受理告知书."""
    case = complaint.case
    due = case.clocks.running().filter(limit="K4").first() if case else None
    return _frame(complaint) | {
        "body": _known(complaint)
        | {
            "accepted_on": complaint.accepted_on,
            "due": parts.clock(due),
            "longest_extension": LONGEST_EXTENSION,
            "days_to_answer": limits.get("K11").amount,
        }
    }


def result_notice(complaint: Complaint) -> Sheet:
    """办理结果告知书: verified or not, and that it was dealt with by the rules (§2.3)."""
    case = complaint.case
    return _frame(complaint) | {
        "body": _known(complaint)
        | {
            "verdict": verdict(set(case.respondents.values_list("finding", flat=True)))
            if case
            else "",
            "answer": complaint.answer_text,
        }
    }


def _frame(complaint: Complaint) -> Sheet:
    return {"bureau": complaint.city.name, "to": READER}


def _known(complaint: Complaint) -> Sheet:
    return {
        "matter": words.MATTERS[complaint.kind],  # type: ignore[index]
        "received_on": complaint.received_on,
    }


def verdict(findings: set[str]) -> str:
    """ "true", "partly", "untrue" or "unproved", of the matter as a whole and of no person."""
    if findings & set(AT_FAULT):
        return "true" if findings == {Finding.SUBSTANTIATED} else "partly"
    return "unproved" if Finding.UNVERIFIABLE in findings else "untrue"


def without_names(text: str, case: Case | None) -> str:
    """An officer's answer, should he have named somebody in it."""
    respondents = case.respondents.select_related("teacher") if case else ()
    for one in sorted((r.shown_name for r in respondents), key=len, reverse=True):
        text = text.replace(one, SOMEBODY)
    return text
