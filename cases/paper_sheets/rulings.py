"""Papers of screening: refused, handed on, shelved. What the reporter wrote stands in none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.catalogues import destinations, rules
from cases.paper_sheets import parts, words
from cases.paper_sheets.reporters import READER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.catalogues.refusals import Ground
    from cases.models import Clock, Complaint, Transmittal
    from cases.paper_sheets import Sheet
    from people.models import User

MISSING = {
    "person": "被反映人不明",
    "school": "学校不明",
    "time": "时间不明",
    "place": "地点不明",
    "facts": "无具体事实",
    "contact": "无法联系反映人",
}


def refusal_notice(complaint: Complaint, ground: Ground) -> Sheet:
    """不予受理告知书: the ground and its article."""
    return _to_reporter(complaint) | {
        "notice": ground.notice,
        "law": rules.cite(ground.rule, ground.article),
        "refused_on": complaint.ended_on,
    }


def referral_notice(complaint: Complaint, sent: Transmittal) -> Sheet:
    """转办告知书: which authority has it now."""
    return _to_reporter(complaint) | {
        "addressee": sent.addressee,
        "referred_on": sent.referred_on,
    }


def _to_reporter(complaint: Complaint) -> Sheet:
    return {
        "bureau": complaint.city.name,
        "to": READER,
        "matter": words.MATTERS[complaint.kind],  # type: ignore[index]
        "received_on": complaint.received_on,
    }


def referral_letter(complaint: Complaint, sent: Transmittal, receipt: Clock) -> Sheet:
    """转办函: the matter as the officer described it, never who reported it."""
    place = destinations.get(sent.authority, sent.referred_on)
    return {
        "bureau": complaint.city.name,
        "mark": "内部资料",
        "to": sent.addressee,
        "body": {
            "matter": sent.matter,
            "received_on": complaint.received_on,
            "law": rules.cite(place.rule, place.article),
            "due": parts.clock(receipt),
            "is_watched": sent.is_watched,
            "child_may_be_in_danger": complaint.minor_risk,
            "contact": sent.referred_by.full_name,
        },
    }


def shelving_sheet(
    complaint: Complaint, missing: Sequence[str], review: Clock, approver: User
) -> Sheet:
    """暂存待查审批表."""
    return {
        "bureau": complaint.city.name,
        "mark": "内部资料",
        "body": {
            "matter": words.MATTERS[complaint.kind],  # type: ignore[index]
            "received_on": complaint.received_on,
            "county": complaint.reporting_unit.name if complaint.reporting_unit else "",
            "school": complaint.school.name if complaint.school else "",
            "missing": [MISSING[one] for one in missing],
            "reason": complaint.ruling,
            "approver": approver.full_name,
            "approved_on": review.started_on,
            "review": parts.clock(review),
        },
    }
