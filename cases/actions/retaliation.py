"""Retaliation 打击报复 that a reporter told of: watched until an officer has recorded what he did (§2.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import RetaliationWatch
from cases.permissions import Seat

if TYPE_CHECKING:
    from cases.models import Complaint
    from people.models import User

EVERY = timedelta(days=7)  # discipline supervision is told again as often, until somebody has acted


def watch(complaint: Complaint) -> None:
    """It was told of, for the first time or again: open from today, and discipline knows."""
    today = timezone.localdate()
    open_ = {"told_on": today, "overseen_on": today, "settled_on": None}
    RetaliationWatch.objects.update_or_create(complaint=complaint, defaults=open_)
    letters.oversee(complaint)


def settle(complaint: Complaint, *, done: str, organ: str, by: User) -> None:
    """Record what was done and which organ was told; the flag says so from now on."""
    with step(complaint, "complaint.retaliation_settled", by=by, note=done, organ=organ) as fresh:
        waiting = RetaliationWatch.objects.filter(complaint=fresh, settled_on=None)
        said = {"done": done, "organ": organ, "settled_by": by}
        if not waiting.update(settled_on=timezone.localdate(), **said):
            raise NotAllowed(_("No retaliation waits to be acted on."))
        letters.tell(fresh, "complaint.retaliation_settled", Seat.DISCIPLINE, link="")


def oversee_again() -> int:
    """Tell discipline supervision weekly of what nobody has acted on; how many. Safe to repeat."""
    long_ago = timezone.localdate() - EVERY
    waiting = RetaliationWatch.objects.to_oversee(since=long_ago).select_related("complaint")
    return sum(_oversee(one) for one in waiting.order_by("pk"))


@transaction.atomic
def _oversee(one: RetaliationWatch) -> int:
    mine = RetaliationWatch.objects.to_oversee(since=timezone.localdate() - EVERY)
    won = mine.filter(pk=one.pk).update(overseen_on=timezone.localdate())
    if won:
        letters.oversee(one.complaint)
    return won
