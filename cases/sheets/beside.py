"""What else was reported that may be the same matter: same teacher, same school, similar words.

Each question is one query, asked through ``visible_to``; of reports of the last three years. What
two narratives have in common is shown to those who screen and rule, who read them anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from cases import likeness
from cases.models import Case, Complaint, Likeness, WakeCall
from cases.states import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.models.complaint import ComplaintQuerySet
    from people.models import User

YEARS = 3
MOST = 8  # of each, the newest first
MOST_COMPARED = 2_000  # narratives that share a band
READERS = frozenset({"screen_complaint", "rule_complaint"})
OVER = (CaseState.CLOSED, CaseState.ARCHIVED)


@dataclass(frozen=True)
class Similar:
    """Another report, and the share of its telling words that stand in this one."""

    record: Complaint
    share: float

    @property
    def percent(self) -> int:
        """For the page."""
        return round(100 * self.share)


@dataclass(frozen=True)
class Beside:
    """What stands beside one report."""

    teacher: tuple[Complaint, ...] = ()
    school: tuple[Complaint, ...] = ()
    similar: tuple[Similar, ...] = ()
    cases: tuple[Case, ...] = ()
    callers: tuple[WakeCall, ...] = ()
    called: tuple[WakeCall, ...] = ()

    @property
    def reports(self) -> list[Complaint]:
        """Every report named here, each once, the newest first."""
        found = {
            one.pk: one for one in (*self.teacher, *self.school, *(s.record for s in self.similar))
        }
        return sorted(found.values(), key=lambda one: -one.pk)

    def __bool__(self) -> bool:
        return bool(self.reports or self.cases or self.callers or self.called)


def beside(complaint: Complaint, reader: User, rights: frozenset[str]) -> Beside:
    """What one reader may see beside a report. Six queries at most, and what ``visible_to`` asks."""
    if rights.isdisjoint(READERS):
        return Beside()
    visible = Complaint.objects.visible_to(reader).exclude(pk=complaint.pk)
    recent = visible.filter(received_on__gte=_since())
    teacher = tuple(_same_teacher(complaint, recent))
    school = _same_school(complaint, recent).exclude(pk__in=[one.pk for one in teacher])
    return Beside(
        teacher=teacher,
        school=tuple(school.order_by("-pk")[:MOST]),
        similar=tuple(similar(complaint, recent)),
        cases=tuple(_open_cases(complaint, reader)),
        callers=_calls("caller", visible, shelved=complaint),
        called=_calls("shelved", visible, caller=complaint),
    )


def _since() -> date:
    today = timezone.localdate()
    return date(today.year - YEARS, today.month, min(today.day, 28))


def _calls(side: str, visible: ComplaintQuerySet, **mine: Complaint) -> tuple[WakeCall, ...]:
    rows = WakeCall.objects.open().filter(**mine, **{f"{side}__in": visible.values("pk")})
    return tuple(rows.select_related(side)[:MOST])


def same_place(complaint: Complaint) -> Q | None:
    """The same school: the registered one, else the name as it was written; None where none is known."""
    if complaint.school_id:
        return Q(school=complaint.school_id)
    return Q(school=None, school_name=complaint.school_name) if complaint.school_name else None


def _same_school(complaint: Complaint, among: ComplaintQuerySet) -> ComplaintQuerySet:
    place = same_place(complaint)
    return among.none() if place is None else among.filter(place)


def _same_teacher(complaint: Complaint, among: ComplaintQuerySet) -> ComplaintQuerySet:
    if not complaint.teacher_name:
        return among.none()
    named = _same_school(complaint, among).filter(teacher_name=complaint.teacher_name)
    return named.order_by("-pk")[:MOST]


def _open_cases(complaint: Complaint, reader: User) -> Sequence[Case]:
    """Inquiries at the same school that are not over, the newest first."""
    if complaint.school_id is None:
        return ()
    here = Case.objects.visible_to(reader).filter(school=complaint.school_id)
    return list(here.exclude(state__in=OVER).order_by("-pk")[:MOST])


def similar(complaint: Complaint, among: ComplaintQuerySet) -> list[Similar]:
    """Reports whose narrative is alike, the most alike first. Two queries."""
    mine = Likeness.objects.filter(pk=complaint.pk).first()
    if mine is None or not mine.bands:
        return []
    met = Likeness.objects.filter(bands__overlap=mine.bands).exclude(pk=complaint.pk)
    rows = met.order_by("-pk").values_list("pk", "runs")[:MOST_COMPARED]
    shares = {pk: likeness.share(mine.runs, runs) for pk, runs in rows}
    best = sorted(
        (pk for pk, one in shares.items() if one >= likeness.ALIKE), key=lambda pk: -shares[pk]
    )
    found = among.in_bulk(best[: 4 * MOST])
    return [Similar(found[pk], shares[pk]) for pk in best if pk in found][:MOST]
