"""举报件, counted in 件: what came in, what became of it, what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Concat, Greatest
from django.db.models.lookups import In

from cases.models import Channel, Complaint, Respondent
from cases.states import AT_FAULT, Finding, Kind
from ledger.models import Event
from reports.counts import limits
from reports.counts.tally import Tally, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Count, QuerySet

    from reports.counts.tally import Numbers
    from reports.month import Month

KINDS = tuple(f"kind_{kind}" for kind in Kind.values)
CHANNELS = tuple(f"channel_{channel}" for channel in Channel.values)
NAMES = ("named", "anonymous")
CLOSED_ON = Coalesce("ended_on", "answered_on")
SETTLED_ON = Greatest("ended_on", "answered_on")  # of two days the later, of one day that one
SUBJECT = Concat(Value(f"{Complaint.SERIES}:"), "slug")  # the key under which history knows it
RESULTS = ("substantiated", "unfounded", "unverifiable", "referred", "declined")


def tally(month: Month) -> Tally:
    """Complaints that were open at some time of the month, under the county they are kept for.

    A complaint is closed 办结 on the day its reporter was answered, or earlier on the day it was
    referred or not accepted: ``closed_on = coalesce(ended_on, answered_on)``. Hence for every line
    ``opening + new = closed + open``. Neither a merged nor a shelved complaint is closed.
    """
    rows = Complaint.objects.annotate(closed_on=CLOSED_ON, settled_on=SETTLED_ON).filter(
        month.lasts("settled_on"), received_on__lte=month.last_day
    )
    columns = {**_flow(month), **_origins(month), **_results(month), **_open(month)}
    return Tally(rows, "reporting_unit", columns)


def _flow(month: Month) -> dict[str, Count]:
    """Opening: received before the month, not closed before it. New: received in it.

    Closed: ``closed_on`` in it. Open: received by its last day and not closed by then.
    Answered: ``answered_on`` in it, also where the complaint was closed before.
    """
    return {
        "opening": number_of(Q(received_on__lt=month.first_day) & month.lasts("closed_on")),
        "new": number_of(month.holds("received_on")),
        "closed": number_of(month.holds("closed_on")),
        "open": number_of(month.not_yet("closed_on")),
        "answered": number_of(month.holds("answered_on")),
    }


def _origins(month: Month) -> dict[str, Count]:
    """New ones by kind, by channel, and with or without a name; each group sums to ``new``."""
    new = month.holds("received_on")
    kinds = {f"kind_{one}": number_of(new & Q(kind=one)) for one in Kind.values}
    channels = {f"channel_{one}": number_of(new & Q(channel=one)) for one in Channel.values}
    names = {
        "named": number_of(new & Q(is_named=True)),
        "anonymous": number_of(new & Q(is_named=False)),
    }
    return {**kinds, **channels, **names}


def _results(month: Month) -> dict[str, Count]:
    """Closed ones by result; they sum to ``closed``.

    Substantiated: somebody of its case is at fault, wholly or partly. Unverifiable: nobody is, and
    something about somebody could not be verified. Unfounded: neither. Referred and declined end
    without an inquiry, on ``ended_on``; history tells which of the two it was.
    """
    closed = Q(closed_on__isnull=False) & month.holds(
        "closed_on"
    )  # of an open one no more is asked
    inquired = closed & Q(ended_on=None)
    ended = closed & Q(ended_on__isnull=False)
    at_fault, unverifiable = Q(_anybody(AT_FAULT)), Q(_anybody([Finding.UNVERIFIABLE]))
    referred = Q(Exists(_events("complaint.referred")))
    return {
        "substantiated": number_of(inquired & at_fault),
        "unfounded": number_of(inquired & ~at_fault & ~unverifiable),
        "unverifiable": number_of(inquired & ~at_fault & unverifiable),
        "referred": number_of(ended & referred),
        "declined": number_of(ended & ~referred),
    }


def _open(month: Month) -> dict[str, Count]:
    """Merged: joined to another's case in the month (history). Shelved: at rest at its end.

    Overdue: open at its end, and a limit of ours on the complaint or on its case had passed.
    """
    still = month.not_yet("closed_on")
    late = limits.overdue(month).order_by()
    shelved = limits.of_month_end(month, limit="SHELVED_REVIEW").order_by()
    # Asked for first: as questions within the question they would be put again for every complaint.
    late_complaints, late_cases, at_rest = (
        sorted(rows.filter(**{f"{one}__isnull": False}).values_list(one, flat=True))
        for rows, one in ((late, "complaint"), (late, "case"), (shelved, "complaint"))
    )
    overdue = Q(pk__in=late_complaints) | Q(case__in=late_cases)
    days = (month.first_day, month.last_day)
    merged = Event.objects.filter(kind="complaint.merged", refused=False, on__range=days)
    return {
        "merged": number_of(Q(In(SUBJECT, merged.values("subject")))),
        "shelved": number_of(still & Q(pk__in=at_rest)),
        "overdue": number_of(still & overdue),
    }


def _anybody(findings: Sequence[str]) -> Exists:
    """Somebody of the complaint's case has one of these findings."""
    return Exists(Respondent.objects.filter(case=OuterRef("case"), finding__in=findings))


def _events(kind: str) -> QuerySet[Event]:
    subject = Concat(Value(f"{Complaint.SERIES}:"), OuterRef("slug"))
    return Event.objects.filter(subject=subject, kind=kind, refused=False)


def anew(month: Month) -> Numbers:
    """To compare with: new and closed in the month itself, the month before, the year so far.

    Counted apart from the tally, over all complaints by their days alone. One query.
    """
    year = (month.first_day.replace(month=1), month.last_day)
    rows = Complaint.objects.annotate(closed_on=CLOSED_ON)
    return rows.aggregate(
        new=number_of(month.holds("received_on")),
        closed=number_of(month.holds("closed_on")),
        new_before=number_of(month.before.holds("received_on")),
        closed_before=number_of(month.before.holds("closed_on")),
        new_in_year=number_of(Q(received_on__range=year)),
        closed_in_year=number_of(Q(closed_on__range=year)),
    )
