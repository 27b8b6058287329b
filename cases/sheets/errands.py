"""What a case waits for elsewhere: schools entrusted, bureaus asked, recusals asked for, an unsigned order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from cases.sheets.assistance import AssistanceSheet, plain_sheet
from cases.states import CaseState
from notifications import papers

if TYPE_CHECKING:
    from datetime import date

    from cases.models import Case, Entrustment, InvestigationReport, RecusalRequest
    from notifications.models import Paper
    from people.models import User

KNOW = frozenset(
    {"handle_case", "approve_case", "propose_dispatch", "dispatch_case", "investigate_case"}
)
CITY = frozenset({"propose_dispatch", "dispatch_case"})


@dataclass(frozen=True)
class Errands:
    """For those who handle or oversee the case; ``unsigned_since`` for the city alone."""

    entrustments: tuple[Entrustment, ...]
    assistances: tuple[AssistanceSheet, ...]
    recusals: tuple[RecusalRequest, ...]
    unsigned_since: date | None

    def __bool__(self) -> bool:
        return bool(self.entrustments or self.assistances or self.recusals or self.unsigned_since)


def errands_of(case: Case, rights: frozenset[str]) -> Errands:
    """Three queries, one more while the city waits for a signature; none for those who need not know."""
    if rights.isdisjoint(KNOW):
        return Errands((), (), (), None)
    asked = case.assistances.select_related("unit")
    return Errands(
        entrustments=tuple(case.entrustments.select_related("unit")),
        assistances=tuple(plain_sheet(one) for one in asked),
        recusals=tuple(case.recusal_requests.waiting().select_related("user")),
        unsigned_since=_unsigned_since(case, rights),
    )


def _unsigned_since(case: Case, rights: frozenset[str]) -> date | None:
    """The day by which the unit had to sign, once it has passed (domain reference §9.3, S2)."""
    if case.state != CaseState.DISPATCHED or rights.isdisjoint(CITY):
        return None
    late = case.clocks.running().filter(limit="SIGN", due_on__lt=timezone.localdate()).first()
    return late.due_on if late else None


CHECKER = frozenset({"view_case", "check_case"})


@dataclass(frozen=True)
class CheckPage:
    """All that a school sees of a case whose check it was entrusted with."""

    record: Case
    rights: frozenset[str]
    entrustments: tuple[Entrustment, ...]
    reports: tuple[InvestigationReport, ...]
    papers: tuple[Paper, ...]


def only_checks(rights: frozenset[str]) -> bool:
    """Whether somebody sees the redacted summary alone, because his school was entrusted."""
    return "check_case" in rights and rights <= CHECKER


def report_open_to(case: Case, reader: User, *, checks: bool) -> InvestigationReport | None:
    """The newest report of this round; to whoever ``checks`` for an entrusted school, his own alone."""
    if checks:
        own = case.reports.filter(round=case.round, written_by=reader)
        return own.order_by("-version").first()
    return case.report


def check_page(case: Case, reader: User, rights: frozenset[str]) -> CheckPage:
    """The reader's own entrustments, what his school wrote, the papers made for it."""
    mine = case.entrustments.with_person(reader).select_related("unit", "served_by")
    numbers = [one.number for one in mine]
    people = [one.pk for row in mine for one in row.people.all()]
    written = case.reports.filter(written_by__in=people).order_by("-pk")
    made = papers.of(case.subject).filter(kind="entrustment_order", number__in=numbers)
    return CheckPage(
        record=case, rights=rights, entrustments=tuple(mine), reports=tuple(written),
        papers=tuple(made),
    )  # fmt: skip
