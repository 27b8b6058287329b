"""What surrounds a report: drafts that outlive the browser, points it comes back with, the level above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, Material, ReportDraft, SupplementPoint, guards
from cases.permissions import Seat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cases.models import InvestigationReport
    from people.models import User


def draft_report(case: Case, *, answers: Mapping[str, object], by: User) -> None:
    """Keep what somebody has written so far; the next time it stands in his form."""
    with step(case, "case.report_drafted", by=by) as fresh:
        ReportDraft.objects.update_or_create(
            case=fresh, author=by, round=fresh.round,
            defaults={"answers": dict(answers), "saved_on": timezone.localdate()},
        )  # fmt: skip


def keep_points(report: InvestigationReport, points: list[str]) -> str:
    """The points of a return, numbered from 1; returns them as the dossier keeps them."""
    if not points:
        raise NotAllowed(_("Say what is to be looked into."))
    rows = [
        SupplementPoint(report=report, number=number, text=text)
        for number, text in enumerate(points, 1)
    ]
    SupplementPoint.objects.bulk_create(rows)
    return "\n".join(str(one) for one in rows)


def ask_recall(case: Case, *, reason: str, by: User) -> None:
    """Returned twice and still not enough: the city is asked to take the case over (§8, 14)."""
    with step(case, "case.recall_asked", by=by, note=reason) as fresh:
        if not guards.has_been_returned_enough(fresh):
            raise NotAllowed(_("The report can still be returned with points."))
        fresh.dossier.create(
            round=fresh.round, kind=Material.SUPPLEMENT, on=timezone.localdate(), text=reason,
            entered_by=by,
        )  # fmt: skip
        letters.tell(fresh, "case.recall_asked", Seat.CITY_APPROVER, Seat.CITY_INTAKE)
