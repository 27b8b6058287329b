"""提示单, 提示函, 督办单, and what follows an order that was not met (domain reference §9.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import Rung, holiday

if TYPE_CHECKING:
    from cases.models import Slip
    from cases.paper_sheets import Sheet

MARK = "内部资料"
TITLES: dict[str, str] = {
    Rung.REMINDER: "提示单", Rung.LETTER: "提示函", Rung.ORDER: "督办单",
    Rung.TALK: "约谈通知书", Rung.CIRCULAR: "通报批评决定", Rung.LISTED: "挂牌督办通知书",
}  # fmt: skip


def sheet(slip: Slip) -> Sheet:
    """Facts, requirement, day of the answer; the case by its number alone."""
    return {
        "bureau": slip.city.name,
        "mark": MARK,
        "to": slip.unit.name,
        "body": {
            "unit": slip.unit.name,
            "responsible": slip.responsible,
            "case_number": slip.case.number if slip.case else "",
            "before": slip.after.number if slip.after else "",
            "matter": slip.matter,
            "requirement": slip.requirement,
            "issued_on": slip.issued_on,
            "issued_by": slip.issued_by.full_name if slip.issued_by else "",
            "due": {
                "on": slip.reply_by,
                "is_provisional": not holiday.known().is_covered(slip.reply_by),
            },
        },
    }
