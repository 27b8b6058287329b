"""《强制报告登记表》: that a child may be in danger, and who was told of it. Nothing of the report's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cases.catalogues import protectors, rules
from cases.paper_sheets import words

if TYPE_CHECKING:
    from datetime import date, time

    from cases.models import Complaint
    from cases.paper_sheets import Sheet

LAW = "R-MINOR"


class Told(Protocol):
    """What was done."""

    @property
    def on(self) -> date: ...
    @property
    def text(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def at(self) -> time | None: ...
    @property
    def told_by(self) -> str: ...
    @property
    def number(self) -> str: ...


def register(complaint: Complaint, told: Told) -> Sheet:
    """The form."""
    protector = protectors.get(told.to, told.on)
    return {
        "bureau": complaint.city.name,
        "mark": "内部资料",
        "body": {
            "matter": words.MATTERS[complaint.kind],  # type: ignore[index]
            "received_on": complaint.received_on,
            "school": complaint.school.name if complaint.school else "",
            "to": protector.label,
            "office": told.office,
            "on": told.on,
            "at": told.at.strftime("%H:%M") if told.at else "",
            "told_by": told.told_by,
            "number": told.number,
            "answer": told.text,
            "law": rules.cite(protector.rule, protector.article),
        },
    }


def in_words(told: Told) -> str:
    """The same as one entry of the file."""
    at = f" {told.at:%H:%M}" if told.at else ""
    office = f"（{told.office}）" if told.office else ""
    number = f"，受理编号{told.number}" if told.number else ""
    name = protectors.get(told.to, told.on).label
    return f"{told.on}{at}向{name}{office}报告，报告人{told.told_by}{number}。{told.text}"
