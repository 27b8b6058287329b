"""时限, counted in 项: which limits were met, which had passed, which come next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q

from cases.models import Clock
from reports.counts.tally import number_of
from reports.frozen import Coming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.models.clock import ClockQuerySet
    from reports.counts.tally import Numbers
    from reports.month import Month

OF_THE_PERSON = "NOTICE_REPLY"  # the days in which a person may answer: nobody of ours is late
OF_THE_CITY = ("K2", "K11", "DISPATCH", "SHELVED_REVIEW", "SUPERIOR")
SHOWN_NEXT = 5


def ours() -> ClockQuerySet:
    """Limits that bind an office."""
    return Clock.objects.filter(is_ours=True).exclude(limit=OF_THE_PERSON)


def of_month_end(month: Month, **narrow: Any) -> ClockQuerySet:
    """Our limits that ran at the end of the month: begun, not stopped, paused or replaced by then.

    ``narrow`` are further conditions. A limit that is put off is put off before it has passed, and its
    successor bears the same first day; only a successor that began after the month leaves the old one
    standing at its end. Each of the three ways there has an index of its own: as one condition they
    would be looked for among all limits that ever were.
    """
    begun = ours().filter(month.not_yet("paused_on"), started_on__lte=month.last_day, **narrow)
    stopped = begun.filter(superseded_by=None, stopped_on__gt=month.last_day)
    replaced = begun.filter(
        month.not_yet("stopped_on"), superseded_by__started_on__gt=month.last_day
    )
    ways = [one.order_by().values("pk") for one in (begun.running(), stopped, replaced)]
    return Clock.objects.filter(pk__in=ways[0].union(*ways[1:], all=True))


def overdue(month: Month, **narrow: Any) -> ClockQuerySet:
    """Those of them that had passed: due on or before the last whole day of the month so far."""
    return of_month_end(month, due_on__lte=month.counted_to, **narrow)


def by_office(month: Month) -> dict[tuple[int | None, bool], Numbers]:
    """For each office, by (its unit, whether the limit is one of the city's own). Two queries.

    ``met``: stopped in the month; ``in_time``: of these, on or before the day they were due;
    ``late``: overdue at its end; ``next``: due in the month after. Nobody is measured by how much
    was reported in his county (domain reference §12.27).
    """
    stopped = ours().filter(month.holds("stopped_on"), superseded_by=None)
    kept = {"met": Count("*"), "in_time": number_of(Q(stopped_on__lte=F("due_on")))}
    at_end = of_month_end(month, due_on__lte=month.after.last_day)
    late, coming = Q(due_on__lte=month.counted_to), month.after.holds("due_on")
    ends = {"late": number_of(late), "next": number_of(coming)}
    found: dict[tuple[int | None, bool], Numbers] = {}
    for rows, columns in ((stopped, kept), (at_end, ends)):
        for office, numbers in _grouped(rows, columns):
            found.setdefault(office, dict.fromkeys((*kept, *ends), 0)).update(numbers)
    return found


def _grouped(
    rows: ClockQuerySet, columns: dict[str, Count]
) -> Iterator[tuple[tuple[int | None, bool], Numbers]]:
    places = {"office": F("case__handling_unit"), "is_city": Q(limit__in=OF_THE_CITY)}
    grouped = rows.order_by().values(**places).annotate(**columns)
    for office, is_city, *numbers in grouped.values_list("office", "is_city", *columns):
        yield (office, is_city), dict(zip(columns, numbers, strict=True))


def coming(month: Month) -> list[Coming]:
    """The first few limits that end in the month after, by day and kind. One query."""
    running = of_month_end(month, due_on__range=(month.after.first_day, month.after.last_day))
    days = running.order_by("due_on", "limit").values_list("due_on", "limit", "name")
    return [
        Coming(on=day.isoformat(), name=name, number=number)
        for day, _limit, name, number in days.annotate(number=Count("*"))[:SHOWN_NEXT]
    ]
