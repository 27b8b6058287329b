"""处理决定: what was decided on whom, what is on file, and which consequences were carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from cases.models import Decision, Effect, FileRecord
from reports.counts.tally import Tally, number_of

if TYPE_CHECKING:
    from reports.month import Month

SANCTIONS = ("W", "D", "MD", "PL", "DG", "RM", "X")  # of both tables, as the return orders them
MEASURES = ("CRIT", "TALK", "SELF", "NOTICE", "DISQ", "END", "BEN")
PERSON = "proceeding__respondent__teacher"


def tally(month: Month) -> Tally:
    """Decisions that stand at the end of the month and were not on file when it began.

    Decisions (份): ``decided_on`` in the month, and not replaced or revoked by its end. People by
    sanction and by measure (人): each teacher once in each; one person can
    have several measures. To be filed (份): decided by the end of the month and not filed before
    it; filed: of these, ``filed_on`` by the end of the month.
    """
    filed_before = FileRecord.objects.filter(decision=OuterRef("pk"), filed_on__lt=month.first_day)
    rows = Decision.objects.filter(
        month.not_yet("ended_on"), ~Exists(filed_before), decided_on__lte=month.last_day
    )
    filed = FileRecord.objects.filter(decision=OuterRef("pk"), filed_on__lte=month.last_day)
    columns = {
        "decisions": number_of(month.holds("decided_on")),
        **_people(month),
        "to_file": number_of(Q()),
        "filed": number_of(Exists(filed)),
    }
    return Tally(rows, "proceeding__case__reporting_unit", columns)


def _people(month: Month) -> dict[str, Count]:
    made = month.holds("decided_on")
    conditions = {
        **{f"sanction_{code}": Q(sanction=code) for code in SANCTIONS},
        **{f"measure_{code}": Q(measures__contains=[code]) for code in MEASURES},
    }
    return {
        name: Count(PERSON, distinct=True, filter=made & condition)
        for name, condition in conditions.items()
    }


def effects(month: Month) -> Tally:
    """Consequences (项). Applied: ``done_on`` in the month. Waiting: of decisions that stand, not done by its end."""
    rows = Effect.objects.filter(month.lasts("done_on"), decision__decided_on__lte=month.last_day)
    stands = month.not_yet("decision__ended_on")
    columns = {
        "effects_applied": number_of(month.holds("done_on")),
        "effects_waiting": number_of(stands & month.not_yet("done_on")),
    }
    return Tally(rows, "case__reporting_unit", columns)
