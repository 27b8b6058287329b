"""What befell an inquiry on its way, as one reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from cases.catalogues import accountability, suspensions
from cases.models import (
    Case,
    CaseLink,
    Clarification,
    DispatchMode,
    PersonChange,
    Retaliation,
    SupplementPoint,
)
from cases.states import CaseState

if TYPE_CHECKING:
    from datetime import date

    from cases.models import (
        AccountableLeader,
        Allegation,
        FalseAccusation,
        LeaderOpinion,
        Referral,
        Respondent,
        Suspension,
    )
    from people.models import User

OVERSEES = frozenset(
    {"handle_case", "approve_case", "propose_dispatch", "dispatch_case", "review_case"}
)
CITY = frozenset({"propose_dispatch", "dispatch_case", "review_case"})
DELIBERATE = (DispatchMode.ELSEWHERE, DispatchMode.RAISED)  # another's people on purpose
UNDER_WAY = (CaseState.DISPATCHED, CaseState.INVESTIGATING, CaseState.SUSPENDED, CaseState.REPORTED)


@dataclass(frozen=True)
class LeaderSheet:
    """One leader held to account, in words."""

    record: AccountableLeader
    situations: tuple[str, ...]
    measure: str


@dataclass(frozen=True)
class Tie:
    """One linked case that the reader may open."""

    label: str
    case: Case
    reason: str


@dataclass(frozen=True)
class Course:
    """Changes of persons, allegations, rests, referrals, links, opinions. ``astray``: not this unit's people."""

    changes: tuple[PersonChange, ...]
    astray: tuple[Respondent, ...]
    allegations: tuple[Allegation, ...]
    rest: Suspension | None
    ground: str
    points: tuple[SupplementPoint, ...]
    draft_on: date | None
    opinion: LeaderOpinion | None
    leaders: tuple[LeaderSheet, ...]
    referrals: tuple[Referral, ...]
    ties: tuple[Tie, ...]
    clarifications: tuple[Clarification, ...]
    false_accusations: tuple[FalseAccusation, ...]
    retaliation: Retaliation | None


def course_of(case: Case, reader: User, rights: frozenset[str]) -> Course:
    """About eight queries, however long the case is."""
    rest = case.suspensions.running().first() if case.state == CaseState.SUSPENDED else None
    opinion = case.leader_opinions.filter(round=case.round).first() if case.concluded_on else None
    return Course(
        changes=_changes(case),
        astray=_astray(case),
        allegations=tuple(case.allegations.all()),
        rest=rest,
        ground=suspensions.get(rest.ground, rest.on).name if rest else "",
        points=_points(case),
        draft_on=_draft_on(case, reader),
        opinion=opinion,
        leaders=tuple(_leader(one, opinion.given_on) for one in opinion.leaders.all())
        if opinion
        else (),
        referrals=tuple(case.referrals.all()),
        ties=_ties(case, reader),
        clarifications=_clarifications(case),
        false_accusations=_false_accusations(case, rights),
        retaliation=_retaliation(case, rights),
    )


def _changes(case: Case) -> tuple[PersonChange, ...]:
    rows = PersonChange.objects.in_force().filter(respondent__case=case)
    return tuple(rows.select_related("respondent__teacher", "unit", "replaced_by__teacher"))


def _astray(case: Case) -> tuple[Respondent, ...]:
    """Those over whom the handling unit has no authority any more (domain reference §8, 8)."""
    unit = case.handling_unit
    if unit is None or unit == case.city or case.state not in UNDER_WAY:
        return ()
    known = case.respondents.standing().filter(teacher__isnull=False)
    theirs = Q(teacher__establishment_unit=unit) | Q(teacher__establishment_unit__parent=unit)
    found = tuple(known.exclude(theirs).select_related("teacher__establishment_unit"))
    order = case.order if found else None
    return () if order and order.mode in DELIBERATE else found


def _points(case: Case) -> tuple[SupplementPoint, ...]:
    """What the report last came back with, while it is with the investigators."""
    if case.state != CaseState.INVESTIGATING:
        return ()
    report = case.report
    return tuple(report.points.all()) if report and report.returned_on else ()


def _draft_on(case: Case, reader: User) -> date | None:
    """The day of the reader's own draft, while a report is to be written."""
    if case.state != CaseState.INVESTIGATING:
        return None
    draft = case.report_drafts.filter(author=reader, round=case.round).first()
    return draft.saved_on if draft else None


def _leader(one: AccountableLeader, on: date) -> LeaderSheet:
    names = dict(accountability.situation_choices(on))
    return LeaderSheet(
        one, tuple(names[code] for code in one.situations), accountability.get(one.measure, on).name
    )


def _ties(case: Case, reader: User) -> tuple[Tie, ...]:
    """Linked cases; one that the reader may not open is not there."""
    links = CaseLink.objects.of(case)
    others = {one.second_id if one.first_id == case.pk else one.first_id: one for one in links}
    if not others:
        return ()
    visible = Case.objects.visible_to(reader).filter(pk__in=others)
    return tuple(
        Tie(others[one.pk].get_kind_display(), one, others[one.pk].reason) for one in visible
    )


def _clarifications(case: Case) -> tuple[Clarification, ...]:
    rows = Clarification.objects.filter(respondent__case=case)
    return tuple(rows.select_related("respondent__teacher"))


def _false_accusations(case: Case, rights: frozenset[str]) -> tuple[FalseAccusation, ...]:
    return () if rights.isdisjoint(OVERSEES) else tuple(case.false_accusations.all())


def _retaliation(case: Case, rights: frozenset[str]) -> Retaliation | None:
    """What protects the reporter; the unit is not told which report it was."""
    if rights.isdisjoint(CITY):
        return None
    return Retaliation.objects.filter(case=case).select_related("complaint").first()
