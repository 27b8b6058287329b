"""The reports of a case beside the lead summary: their own words, with what could show who reported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cases import leads
from cases.models import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.models import Case
    from people.models import User

MOST = 20  # reports of one case that are shown at once, the first first


@dataclass(frozen=True)
class Narrative:
    """One report's own words, marked. ``concerned`` are those whom the case is about."""

    record: Complaint
    concerned: tuple[str, ...]

    @cached_property
    def marks(self) -> list[leads.Mark]:
        """What is marked in it."""
        record = self.record
        return leads.marks(record.narrative, exposing=record.exposing, concerned=self.concerned)

    @property
    def pieces(self) -> list[leads.Piece]:
        """Its words, cut at the marks."""
        return leads.pieces(self.record.narrative, self.marks)

    @property
    def kinds(self) -> list[leads.Kind]:
        """What kinds of marks it bears, in their order."""
        found = {mark.kind for mark in self.marks}
        return [kind for kind in leads.Kind if kind in found]

    @property
    def draft(self) -> str:
        """A lead summary to begin with: its words, the marks blanked out."""
        return leads.blanked(self.record.narrative, self.marks)


def of(case: Case, reader: User) -> list[Narrative]:
    """The reports of the case that this reader may open. Three queries."""
    rows = Complaint.objects.visible_to(reader).filter(case=case).order_by("pk")[:MOST]
    concerned = _concerned(case)
    return [Narrative(one, (*concerned, one.teacher_name)) for one in rows]


def _concerned(case: Case) -> tuple[str, ...]:
    return tuple(case.respondents.exclude(teacher=None).values_list("teacher__name", flat=True))


def hits(text: str, beside: Iterable[Narrative]) -> list[leads.Hit]:
    """What in a text for the unit must be looked at, the reporters' wishes included."""
    exposing = "\n".join(one.record.exposing for one in beside)
    concerned = [name for one in beside for name in one.concerned]
    return leads.hits(text, leads.marks(text, exposing=exposing, concerned=concerned))
