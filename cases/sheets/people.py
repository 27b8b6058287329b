"""The people of a case: what was found about each, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from cases.catalogues import measures, sanctions, violations
from cases.models import ChangeKind, PersonChange

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from cases.models import Case, Decision, Proceeding, Refund, Respondent


@dataclass(frozen=True)
class PersonSheet:
    """One respondent, with what was found and what follows."""

    pk: int
    name: str
    unit: str
    is_manager: bool
    is_named: bool
    is_identified: bool
    finding: str
    finding_label: str
    violations: tuple[str, ...]
    facts: str
    amount_taken: Decimal
    refund_missing: Decimal
    refunds: tuple[Refund, ...]
    told_on: date | None
    clarification: str
    proceedings: tuple[ProceedingSheet, ...]


@dataclass(frozen=True)
class ProceedingSheet:
    """One proceeding in short, for the page of its case."""

    record: Proceeding
    number: str
    slug: str
    kind_label: str
    state: str
    state_label: str
    outcome: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    disqualified_until: date | None


@dataclass(frozen=True)
class DecisionSheet:
    """One decision, issued or in preparation."""

    record: Decision
    outcome: tuple[str, ...]


def people_of(case: Case) -> tuple[PersonSheet, ...]:
    """The people of a case; whoever is dealt with in another case stands there."""
    elsewhere = PersonChange.objects.in_force().filter(kind=ChangeKind.SPLIT_OFF)
    here = case.respondents.exclude(pk__in=elsewhere.values("respondent"))
    rows = here.select_related("teacher__teaching_unit").prefetch_related(
        "proceedings__decisions", "refunds"
    )
    return tuple(person(one) for one in rows)


def person(respondent: Respondent) -> PersonSheet:
    """One respondent of a case."""
    teacher = respondent.teacher
    refunds = tuple(respondent.refunds.all())
    paid = sum(one.amount for one in refunds)
    return PersonSheet(
        pk=respondent.pk,
        name=respondent.shown_name,
        unit=teacher.teaching_unit.name if teacher else "",
        is_manager=bool(teacher and teacher.category == "manager"),
        is_named=respondent.is_named,
        is_identified=teacher is not None,
        finding=respondent.finding,
        finding_label=respondent.get_finding_display() if respondent.finding else "",
        violations=violation_names(respondent.violations),
        facts=respondent.facts,
        amount_taken=respondent.amount_taken,
        refund_missing=respondent.amount_taken - paid,
        refunds=refunds,
        told_on=respondent.told_on,
        clarification=respondent.clarification,
        proceedings=tuple(proceeding(one) for one in respondent.proceedings.all()),
    )


def violation_names(codes: Sequence[str]) -> tuple[str, ...]:
    """Violations as a reader knows them."""
    today = timezone.localdate()
    return tuple(violations.get(code, today).label for code in codes)


def proceeding(record: Proceeding) -> ProceedingSheet:
    """One proceeding in short; the decision in force is found among those loaded."""
    decided = [one for one in record.decisions.all() if one.decided_on and not one.ended_on]
    decision = decided[0] if decided else None
    return ProceedingSheet(
        record=record,
        number=record.number,
        slug=record.slug,
        kind_label=record.get_kind_display(),
        state=record.state,
        state_label=record.get_state_display(),
        outcome=outcome(decision) if decision else (),
        starts_on=decision.starts_on if decision else None,
        ends_on=decision.ends_on if decision else None,
        disqualified_until=decision.disqualified_until if decision else None,
    )


def decisions(record: Proceeding) -> tuple[DecisionSheet, ...]:
    """The decisions of one proceeding, the newest first."""
    rows = record.decisions.select_related("drafted_by", "legality_by", "decided_by").order_by(
        "-pk"
    )
    return tuple(DecisionSheet(one, outcome(one)) for one in rows)


def outcome(decision: Decision) -> tuple[str, ...]:
    """The names of what was decided, the sanction first."""
    day = decision.decided_on or timezone.localdate()
    return penalty_names(
        decision.sanction, decision.catalogue, decision.measures, decision.months, day
    )


def penalty_names(
    sanction: str, catalogue: str, codes: Sequence[str], months: int | None, day: date
) -> tuple[str, ...]:
    """Sanction and measures by name, terms included."""
    names = [sanctions.get(sanction, catalogue, day).label] if sanction else []
    for code in codes:
        measure = measures.get(code, day)
        names.append(f"{measure.name} {months}个月" if measure.least_months else measure.name)
    return tuple(names)
