"""Rows of cases whose reader was merely asked to make a check: they say no more than the check's own page.

The matter as the county typed it, the school, the kind and the channel may tell who reported. So such a
row keeps its number, state and next step, and nothing that is asked about the rest finds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from cases.models import Entrustment

if TYPE_CHECKING:
    from cases.models import Case
    from cases.models.case import CaseQuerySet
    from people.models import User

OPEN = frozenset({"number", "matter", "state", "next", "due"})  # of the columns
CHECK = _("A check that your school is entrusted with")


def marked(rows: CaseQuerySet, reader: User) -> CaseQuerySet:
    """Each with ``checked_until``: by when this reader's school answers; None where he does not merely check."""
    mine = Entrustment.objects.with_person(reader).filter(case=OuterRef("pk"))
    return rows.annotate(checked_until=Subquery(mine.values("due_on")[:1]))


def others(rows: CaseQuerySet, reader: User) -> CaseQuerySet:
    """Without those he merely checks: to be found by a word is to be told that it stands there."""
    return rows.exclude(pk__in=Entrustment.objects.with_person(reader).values("case"))


def is_open(record: Any, column: str) -> bool:
    """Whether the row of this record shows what stands in a column; raises where it was not ``marked``."""
    return column in OPEN or record.checked_until is None


def matter(case: Any) -> str:
    """What it is about, and the school concerned; of a case merely checked only that."""
    if case.checked_until is not None:
        return str(CHECK)
    return _named(case)


def _named(case: Case) -> str:
    school = case.school.name if case.school else ""
    return case.title if school in case.title else f"{case.title} · {school}"
