"""One request for assistance as its two sides see it: the letter, its limit, the answer; never the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.models import Assistance, Case
from cases.sheets.dues import Due, due

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from people.models import User

TONES = {"asked": "waiting", "signed": "working", "answered": "review", "closed": "done"}
LABELS = {
    "asked": _("To be signed for"), "signed": _("To be answered"),
    "answered": _("Answered"), "closed": _("Closed"), "withdrawn": _("Withdrawn"),
}  # fmt: skip


@dataclass(frozen=True)
class AssistanceSheet:
    """``case`` only for the side that asks; ``answers`` whether the reader's bureau is the one asked."""

    record: Assistance
    state: str
    due: Due | None
    case: Case | None
    answers: bool

    @property
    def label(self) -> str | _StrPromise:
        """Where it stands, in words."""
        return LABELS[self.state]

    @property
    def tone(self) -> str:
        """The tone of that."""
        return TONES.get(self.state, "stopped")


def assistance_sheet(record: Assistance, reader: User) -> AssistanceSheet:
    """One request for a reader who may open it."""
    return assistance_rows([record], reader)[0]


def assistance_rows(records: Iterable[Assistance], reader: User) -> list[AssistanceSheet]:
    """Several, with two queries: who answers, and who sees the case."""
    rows = list(records)
    keys = [one.pk for one in rows]
    answered = set(
        Assistance.objects.asked_of(reader).filter(pk__in=keys).values_list("pk", flat=True)
    )
    asking = Assistance.objects.asking(reader).filter(pk__in=keys)
    cases = {one.case_id: one.case for one in asking.select_related("case")}
    return [_sheet(one, cases.get(one.case_id), answers=one.pk in answered) for one in rows]


def plain_sheet(record: Assistance) -> AssistanceSheet:
    """For the page of its case: where it stands."""
    return _sheet(record, None, answers=False)


def _sheet(record: Assistance, case: Case | None, *, answers: bool) -> AssistanceSheet:
    state = _state(record)
    limit = due(record.due_on) if state in ("asked", "signed") else None
    return AssistanceSheet(record, state, limit, case, answers)


def _state(record: Assistance) -> str:
    if record.withdrawn_on:
        return "withdrawn"
    if record.closed_on:
        return "closed"
    if record.answered_on:
        return "answered"
    return "signed" if record.signed_on else "asked"
