"""Papers between units: who was designated, what a school is entrusted with, what a neighbour is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import holiday
from cases.paper_sheets import parts

if TYPE_CHECKING:
    from datetime import date

    from cases.models import Assistance, Case, Designation, Entrustment
    from cases.paper_sheets import Sheet

MARK = "内部资料"


def designation_notice(case: Case, designation: Designation) -> Sheet:
    """《指定办理通知书》: both views, the unit designated, why."""
    others = [one["unit"] for one in designation.views if one["unit"] != designation.unit.name]
    return {
        "bureau": case.city.name,
        "mark": MARK,
        "to": designation.unit.name,
        "copies_to": "、".join(others),
        "body": {
            "case_number": case.number,
            "city": case.city.name,
            "unit": designation.unit.name,
            "matter": parts.matter(case),
            "views": designation.views,
            "reason": designation.reason,
        },
    }


def entrustment_order(case: Case, entrustment: Entrustment) -> Sheet:
    """委托核查单: the redacted lead summary and nothing else; to be signed where there is no computer."""
    served_by = entrustment.served_by
    return {
        "bureau": parts.handling_bureau(case),
        "mark": MARK,
        "body": {
            "unit": entrustment.unit.name,
            "served_by": served_by.name if served_by else "",
            "people": [one.full_name for one in entrustment.people.order_by("pk")],
            "lead_summary": entrustment.lead_summary,
            "requirements": entrustment.requirements,
            "issued_on": entrustment.entrusted_on,
            "due": _day(entrustment.due_on),
        },
    }


def assistance_letter(request: Assistance) -> Sheet:
    """协查函: what is known, what is asked for, by when; no name of the case, no paper of it."""
    return {
        "bureau": request.asking_unit.name,
        "mark": MARK,
        "to": request.unit.name,
        "body": {
            "background": request.background,
            "asked": request.asked,
            "contact": request.asked_by.full_name,
            "phone": request.asked_by.mobile,
            "due": _day(request.due_on),
        },
    }


def _day(on: date) -> Sheet:
    return {"on": on, "is_provisional": not holiday.known().is_covered(on)}
