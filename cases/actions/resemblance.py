"""Narratives made comparable: when a report is announced, and all of them anew on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cases import likeness
from cases.models import Commonplace, Complaint, Likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.models.complaint import ComplaintQuerySet

ENOUGH = 500  # narratives from which on it can be told what every report says
LEARNT_FROM = 5_000  # the newest narratives
BATCH = 500


def expect(complaint: Complaint) -> None:
    """Note that a report is to be compared; the worker does it. Twice is once."""
    Likeness.objects.bulk_create([Likeness(complaint=complaint)], ignore_conflicts=True)


def commonplaces() -> frozenset[int]:
    """What every report says, as it was learnt last; nothing before the first time."""
    newest = Commonplace.objects.order_by("-pk").values_list("runs", flat=True).first()
    return frozenset(newest or ())


def fill(row: Likeness, narrative: str, common: frozenset[int]) -> Likeness:
    """The telling runs of a narrative and their bands."""
    row.runs = sorted(likeness.runs(narrative) - common)
    row.bands = likeness.bands(row.runs)
    return row


def learn() -> bool:
    """Learn anew what every report says, once there are enough and twice as many as the last time."""
    known = Complaint.objects.trusted()[: 2 * LEARNT_FROM].count()
    last = Commonplace.objects.order_by("-pk").first()
    if known < max(ENOUGH, 2 * last.narratives if last else 0):
        return False
    narratives = Complaint.objects.trusted().order_by("-pk").values_list("narrative", flat=True)
    runs = likeness.commonest(narratives[:LEARNT_FROM].iterator(BATCH))
    Commonplace.objects.create(
        made_on=timezone.localdate(), narratives=min(known, LEARNT_FROM), runs=runs
    )
    return True


def renew() -> Iterator[int]:
    """Make every narrative comparable anew, yielding how many after each batch of one transaction.

    One that still waits to be compared goes on waiting; interrupted, begin again.
    """
    common, last = commonplaces(), 0
    while batch := list(_announced().filter(pk__gt=last).order_by("pk")[:BATCH]):
        with transaction.atomic():
            _renew(batch, common)
        last = batch[-1].pk
        yield len(batch)


def _announced() -> ComplaintQuerySet:
    return Complaint.objects.exclude(announced_on=None).only("pk", "narrative")


def _renew(batch: list[Complaint], common: frozenset[int]) -> None:
    today = timezone.localdate()
    rows = [fill(Likeness(complaint=one, met_on=today), one.narrative, common) for one in batch]
    Likeness.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["complaint"], update_fields=["runs", "bands"]
    )


def learn_and_renew() -> None:
    """Each night: where there is enough to learn from, learn, and compare all by it from now on."""
    if learn():
        for _done in renew():
            pass
