"""Clocks: set, stopped, paused and superseded; the due date of a record follows them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cases.catalogues import limits
from cases.models import Case, Clock, Complaint, Proceeding, holiday
from ledger import history
from ledger.actors import SYSTEM

if TYPE_CHECKING:
    from cases.calendar import Due
    from cases.models.clock import ClockQuerySet

NEVER = date(9999, 12, 31)


def first(
    record: Case | Complaint | Proceeding, code: str, *, on: date, is_ours: bool = True
) -> Clock:
    """Set the clock of one limit where none of it can run yet."""
    limit, due = limits.get(code), _end_of(code, on)
    return Clock.objects.create(
        **_owner(record), limit=code, name=limit.name, started_on=on, is_ours=is_ours,
        due_on=due.day, is_provisional=due.is_provisional,
    )  # fmt: skip


def start(
    record: Case | Complaint | Proceeding, code: str, *, on: date, is_ours: bool = True
) -> Clock:
    """Set the clock of one limit; it replaces one of the same limit that still runs."""
    new = first(record, code, on=on, is_ours=is_ours)
    for old in of(record).running().filter(limit=code).exclude(pk=new.pk)[:1]:
        _supersede(old, new)
    return new


def _owner(record: Case | Complaint | Proceeding) -> dict[str, Case | Complaint | Proceeding]:
    if isinstance(record, Proceeding):
        return {"case": record.case, "proceeding": record}
    return {"complaint" if isinstance(record, Complaint) else "case": record}


def of(record: Case | Complaint | Proceeding) -> ClockQuerySet:
    """The clocks of one record."""
    return Clock.objects.filter(**_owner(record))


def _supersede(old: Clock, new: Clock) -> None:
    old.superseded_by = new
    old.save(update_fields=["superseded_by"])


def stop(record: Case | Complaint | Proceeding, *codes: str, on: date) -> None:
    """The limits were met, or no longer count."""
    record.clocks.running().filter(limit__in=codes).update(stopped_on=on)


def running(record: Case | Complaint | Proceeding, code: str) -> Clock | None:
    """The clock of one limit, if it runs."""
    return record.clocks.running().filter(limit=code).first()


def last_day(code: str, *, on: date) -> date:
    """When a limit that starts on this day ends."""
    return _end_of(code, on).day


def _end_of(code: str, on: date) -> Due:
    return limits.due(limits.get(code), on, holiday.known())


def set_due(record: Case | Complaint, code: str, *, due_on: date, on: date) -> Clock:
    """Replace a running clock by one whose last day somebody names: an order, an extension."""
    old = running(record, code)
    new = Clock.objects.create(
        **_owner(record), limit=code, name=limits.get(code).name,
        started_on=old.started_on if old else on,
        due_on=due_on, is_provisional=not holiday.known().is_covered(due_on), is_named=True,
    )  # fmt: skip
    if old:
        _supersede(old, new)
    return new


def recount(record: Case | Complaint, old: Clock, due: Due) -> Clock:
    """The same limit with the last day that a notice fixed; its record follows, its history says so."""
    new = Clock.objects.create(
        case=old.case, complaint=old.complaint, proceeding=old.proceeding, limit=old.limit,
        name=old.name, is_ours=old.is_ours, started_on=old.started_on, paused_on=old.paused_on,
        is_named=old.is_named, due_on=due.day, is_provisional=due.is_provisional,
    )  # fmt: skip
    _supersede(old, new)
    renew_due(record)
    record.save(update_fields=_due_columns(record))
    history.record(
        "limit.recounted", record.subject, by=SYSTEM, dates_only=True,
        payload={"limit": old.name, "was": old.due_on, "is": due.day},
    )  # fmt: skip
    return new


def _due_columns(record: Case | Complaint) -> list[str]:
    only_case = ["next_due_is_provisional", "due_order"] if isinstance(record, Case) else []
    return ["next_due", *only_case]


def extend(case: Case, code: str, *, days: int) -> Clock:
    """A running clock gives way to one that ends so many days later, never on a day of rest."""
    old = case.clocks.running().get(limit=code)
    later = holiday.known().add_days(old.due_on, days).day
    return set_due(case, code, due_on=later, on=old.started_on)


def pause(case: Case, code: str, *, on: date) -> None:
    """The clock rests; the days until it resumes are added to it."""
    case.clocks.running().filter(limit=code, paused_on=None).update(paused_on=on)


def resume(case: Case, code: str, *, on: date) -> None:
    """The clock runs again: a new one, later by the days it rested."""
    old = case.clocks.running().filter(limit=code, paused_on__isnull=False).first()
    if old and old.paused_on:
        rested = (on - old.paused_on).days
        later = holiday.known().add_days(old.due_on, rested).day if rested else old.due_on
        set_due(case, code, due_on=later, on=on)


def renew_due(record: Case | Complaint | Proceeding) -> None:
    """Set the due date of the record (a proceeding's counts for its case) from its clocks."""
    if isinstance(record, Proceeding):
        renew_due(record.case)
        record.case.save(update_fields=_due_columns(record.case))
        return
    first = record.clocks.running().filter(is_ours=True, paused_on=None).first()
    record.next_due = first.due_on if first else None
    if isinstance(record, Case):
        record.next_due_is_provisional = bool(first and first.is_provisional)
        record.due_order = record.next_due or NEVER
