"""时限, counted in 项: which limits were met, which had passed, which come next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from cases.models import Clock
from reports.counts.tally import number_of
from reports.frozen import Coming

if TYPE_CHECKING:
    from cases.models.clock import ClockQuerySet
    from reports.counts.tally import Numbers
    from reports.month import Month

OF_THE_PERSON = "NOTICE_REPLY"  # the days in which a person may answer: nobody of ours is late
OF_THE_CITY = ("K2", "K11", "DISPATCH", "SHELVED_REVIEW", "SUPERIOR")
SHOWN_NEXT = 5


def ours() -> ClockQuerySet:
    """Limits that bind an office."""
    return Clock.objects.filter(is_ours=True).exclude(limit=OF_THE_PERSON)


def standing(month: Month) -> Q:
    """The condition "ran at the end of the month": begun, not stopped, paused or replaced by then.

    A limit that is put off is put off before it has passed, and its successor bears the same first
    day; only a successor that began after the month leaves the old one standing at its end.
    """
    later = Clock.objects.filter(started_on__gt=month.last_day, supersedes__isnull=False)
    return (
        month.not_yet("stopped_on")
        & month.not_yet("paused_on")
        & (Q(superseded_by=None) | Q(pk__in=later.values("supersedes")))
        & Q(started_on__lte=month.last_day)
    )


def of_month_end(month: Month) -> ClockQuerySet:
    """Our limits that ran at the end of the month."""
    return ours().filter(standing(month))


def overdue(month: Month) -> ClockQuerySet:
    """Those of them that had passed: due on or before the last whole day of the month so far."""
    return of_month_end(month).filter(due_on__lte=month.counted_to)


def by_office(month: Month) -> dict[tuple[int | None, bool], Numbers]:
    """For each office, by (its unit, whether the limit is one of the city's own). One query.

    ``met``: stopped in the month; ``in_time``: of these, on or before the day they were due;
    ``late``: overdue at its end; ``next``: due in the month after. Nobody is measured by how much
    was reported in his county (domain reference §12.27).
    """
    met = month.holds("stopped_on") & Q(superseded_by=None)
    open_at_end = standing(month)
    columns = {
        "met": number_of(met),
        "in_time": number_of(met & Q(stopped_on__lte=F("due_on"))),
        "late": number_of(open_at_end & Q(due_on__lte=month.counted_to)),
        "next": number_of(open_at_end & month.after.holds("due_on")),
    }
    rows = ours().filter(Q(stopped_on=None) | Q(stopped_on__gte=month.first_day))
    grouped = (
        rows.order_by()
        .values(office=F("case__handling_unit"), is_city=Q(limit__in=OF_THE_CITY))
        .annotate(**columns)
        .values_list("office", "is_city", *columns)
    )
    return {
        (office, is_city): dict(zip(columns, numbers, strict=True))
        for office, is_city, *numbers in grouped
    }


def coming(month: Month) -> list[Coming]:
    """The first few limits that end in the month after, by day and kind. One query."""
    running = of_month_end(month).filter(month.after.holds("due_on"))
    days = running.order_by("due_on", "limit").values_list("due_on", "limit", "name")
    return [
        Coming(on=day.isoformat(), name=name, number=number)
        for day, _limit, name, number in days.annotate(number=Count("*"))[:SHOWN_NEXT]
    ]
