"""Orders of the hotline 12345: interim answers, returns and extensions, on the hotline's own clock (K16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import clocks
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import DossierItem, Material

if TYPE_CHECKING:
    from datetime import date

    from cases.models import Complaint
    from people.models import User

ORDER = "K16"


def answer_interim(complaint: Complaint, *, text: str, by: User) -> None:
    """阶段性答复: what was done so far goes back through the hotline; nothing is closed by it."""
    with step(complaint, "complaint.answered_interim", by=by) as fresh:
        fresh.check_is_order()
        _keep(fresh, Material.INTERIM_ANSWER, text, by)


def return_order(complaint: Complaint, *, reason: str, by: User) -> None:
    """退单: not ours to deal with; back to the hotline, whose clock ends for us."""
    today = timezone.localdate()
    with step(complaint, "complaint.order_returned", by=by, note=reason) as fresh:
        fresh.return_order(reason=reason, on=today)
        clocks.stop(fresh, "K2", ORDER, on=today)
        _keep(fresh, Material.RULING, reason, by)


def extend_order(complaint: Complaint, *, due_on: date, reason: str, by: User) -> None:
    """The hotline has granted another last day: a new clock takes the place of the old one."""
    today = timezone.localdate()
    with step(complaint, "complaint.order_extended", by=by, note=reason) as fresh:
        fresh.check_is_order()
        running = clocks.running(fresh, ORDER)
        if running is None:
            raise NotAllowed(_("No limit of the hotline runs."))
        if due_on <= running.due_on:
            raise NotAllowed(_("The new last day must lie behind the old one."))
        clocks.set_due(fresh, ORDER, due_on=due_on, on=today)


def _keep(complaint: Complaint, kind: str, text: str, by: User) -> None:
    DossierItem.objects.create(
        complaint=complaint, kind=kind, on=timezone.localdate(), text=text, entered_by=by
    )
