"""An approval signed on paper, while it is being entered: what history and papers then say besides.

Whoever decides is the approver, so that every rule about two persons asks about him; the officer who
entered it stands beside him. Set by the machinery of verbs alone (docs/decisions/0011).
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cases.paper_sheets import Sheet


@dataclass(frozen=True)
class OnPaper:
    """Who signed when, who entered it, and the fingerprint of the scan."""

    approver: str
    signed_on: date
    entered_by: str
    entered_key: str
    sha256: str


_now: ContextVar[OnPaper | None] = ContextVar("signed_on_paper", default=None)


@contextmanager
def entering(one: OnPaper) -> Iterator[None]:
    """Everything recorded and issued inside was approved on paper."""
    before = _now.set(one)
    try:
        yield
    finally:
        _now.reset(before)


def facts() -> dict[str, object]:
    """What an event says besides; nothing where nobody signed on paper."""
    one = _now.get()
    if one is None:
        return {}
    return {
        "entered_by": one.entered_by, "entered_key": one.entered_key,
        "signed_on": one.signed_on.isoformat(), "scan": one.sha256,
    }  # fmt: skip


def on_sheet(audience: str) -> Sheet:
    """What a paper between units says at its end; papers for people outside do not tell of our desk."""
    one = _now.get()
    if one is None or audience != "unit":
        return {}
    day = f"{one.signed_on.year}年{one.signed_on.month}月{one.signed_on.day}日"
    return {"on_paper": f"批准人{one.approver}，{day}纸质审批，由{one.entered_by}补录"}
