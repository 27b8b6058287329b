"""Who read what: written in the same transaction, before a byte leaves."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from ledger.actors import REPORTER, Actor
from ledger.models import Access


def record(subject: str, what: str, *, by: Actor) -> None:
    """Note that ``by`` reads ``what`` of the subject. A reporter's reading bears the date only."""
    _reading(subject, what, by).save(force_insert=True)


def record_all(readings: Iterable[tuple[str, str, Actor]]) -> None:
    """Note several readings, each a subject, what is read, and by whom. One statement."""
    Access.objects.bulk_create(_reading(*one) for one in readings)


def _reading(subject: str, what: str, by: Actor) -> Access:
    now = timezone.now()
    return Access(
        subject=subject,
        what=what,
        on=timezone.localdate(now),
        at=None if by.key == REPORTER.key else now,
        reader_key=by.key,
        reader_name=by.name,
        reader_unit=by.unit,
        reader_role=by.role,
    )


def of(subject: str) -> QuerySet[Access]:
    """Every reading of the subject, in order."""
    return Access.objects.filter(subject=subject).order_by("pk")
