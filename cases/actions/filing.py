"""入档: decisions onto personnel files, the dossier sealed; later 归档."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from cases import letters
from cases.actions import clocks
from cases.actions.step import step
from cases.models import Case, Decision, FileRecord
from cases.permissions import Seat

if TYPE_CHECKING:
    from datetime import date

    from people.models import User


def record(case: Case, *, on: date, place: str, receipt: str = "", by: User) -> None:
    """File every decision of the case, and make the dossier (办法 art. 9)."""
    with step(case, "case.recorded", by=by, place=place) as fresh:
        fresh.record(on=on)
        in_force = Decision.objects.filter(
            proceeding__case=fresh, decided_on__isnull=False, ended_on=None, file_records=None
        )
        FileRecord.objects.bulk_create(
            FileRecord(case=fresh, decision=one, place=place, receipt=receipt, filed_on=on)
            for one in in_force
        )
        clocks.stop(fresh, "FILE", "K4", on=on)
        letters.dossier(fresh)
        letters.tell(fresh, "case.recorded", Seat.OFFICER, Seat.APPROVER)


def archive(case: Case, *, place: str, by: User) -> None:
    """归档: read-only from here on."""
    today = timezone.localdate()
    with step(case, "case.archived", by=by, place=place) as fresh:
        fresh.archive(on=today)
        FileRecord.objects.create(case=fresh, place=place, filed_on=today)
