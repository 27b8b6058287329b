"""The limit of an inquiry: extended once, resting on a ground, looked at again, running on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import clocks, reveals
from cases.actions.inquiry import keep
from cases.actions.step import step
from cases.catalogues import suspensions
from cases.exceptions import NotAllowed
from cases.models import Case, Material, Suspension, guards

if TYPE_CHECKING:
    from datetime import date

    from people.models import User


def extend(case: Case, *, days: int, reason: str, by: User) -> None:
    """延期: approved before expiry, once (regulation on petitions, art. 34)."""
    today = timezone.localdate()
    with step(case, "case.extended", by=by, note=reason, days=days) as fresh:
        clock = clocks.running(fresh, "K4")
        if clock is None:
            raise NotAllowed(_("No limit runs that could be extended."))
        guards.check_can_extend(fresh, days=days, on=today, due_on=clock.due_on)
        clocks.extend(fresh, "K4", days=days)
        fresh.extended_on = today
        keep(fresh, Material.EXTENSION, reason, on=today, by=by)


def suspend(case: Case, *, ground: str, reason: str, ends_by: date | None = None, by: User) -> None:
    """中止 on a ground of the catalogue: the 60 days rest, and a review every 30 days is due."""
    today = timezone.localdate()
    name = suspensions.get(ground, today).name
    with step(case, "case.suspended", by=by, note=reason, ground=name) as fresh:
        fresh.suspend()
        reveals.check_reveals_nobody(reason, fresh, where=_("Reason"))
        Suspension.objects.create(
            case=fresh, ground=ground, reason=reason, on=today, ends_by=ends_by, approved_by=by
        )
        clocks.pause(fresh, "K4", on=today)
        clocks.start(fresh, "SUSPENSION_REVIEW", on=today)
        keep(fresh, Material.SUSPENSION, f"{name}：{reason}", on=today, by=by)


def review_suspension(case: Case, *, reason: str, ends_by: date | None = None, by: User) -> None:
    """The ground is still there: the inquiry rests on, to be looked at again in 30 days."""
    today = timezone.localdate()
    with step(case, "case.suspension_reviewed", by=by, note=reason) as fresh:
        reveals.check_reveals_nobody(reason, fresh, where=_("Reason"))
        fresh.suspensions.running().update(reviewed_on=today, ends_by=ends_by)
        clocks.start(fresh, "SUSPENSION_REVIEW", on=today)
        keep(fresh, Material.SUSPENSION, reason, on=today, by=by)


def resume(case: Case, *, reason: str, by: User) -> None:
    """The inquiry goes on and its limit is later by the days it rested."""
    today = timezone.localdate()
    with step(case, "case.resumed", by=by, note=reason) as fresh:
        fresh.resume()
        fresh.suspensions.running().update(ended_on=today)
        clocks.stop(fresh, "SUSPENSION_REVIEW", on=today)
        clocks.resume(fresh, "K4", on=today)
