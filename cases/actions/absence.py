"""AB角: whoever is away has a deputy in his chair until a day (domain reference §12.15).

The deputy gets the chair, not the person's cases: whom a case bars it bars in every chair, and whoever
investigated it does not approve it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.catalogues import titles
from cases.exceptions import NotAllowed, NotPermitted
from ledger import history
from notifications import outbox
from people import appointments
from people.models import Appointment, User
from people.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from people.models.appointments import AppointmentQuerySet

LONGEST = 180  # days
# A passphrase, a key or a watch over others is a person's own; an inquiry names its people.
OWN = (
    Role.CUSTODIAN, Role.AUDITOR, Role.SECADMIN, Role.SYSADMIN, Role.DISCIPLINE, Role.INVESTIGATOR,
)  # fmt: skip


@dataclass(frozen=True)
class Term:
    """From the first to the last day that count."""

    starts_on: date
    ends_on: date


def chairs_of(user: User) -> AppointmentQuerySet:
    """The chairs for which this person names deputies: his own, and as approver all of his unit."""
    held = Appointment.objects.current().filter(user=user)
    heads = held.filter(role=Role.APPROVER).values("unit")
    chairs = Appointment.objects.current().exclude(role__in=OWN).filter(stands_in_for=None)
    return (chairs.filter(user=user) | chairs.filter(unit__in=heads)).distinct()


def stand_in(chair: Appointment, *, deputy: User, term: Term, by: User) -> Appointment:
    """Put a deputy into the chair. Raises ``NotAllowed`` or ``NotPermitted``."""
    if not chairs_of(by).filter(pk=chair.pk).exists():
        raise NotPermitted(_("You have no right to do this."))
    _check_term(term)
    _check_deputy(chair, deputy)
    with transaction.atomic():
        try:
            made = appointments.appoint(
                deputy, chair.unit, chair.role, starts_on=term.starts_on, ends_on=term.ends_on,
                by=by.as_actor(),
            )  # fmt: skip
        except appointments.AlreadyAppointed as known:
            raise NotAllowed(str(known)) from known
        made.stands_in_for = chair
        made.save(update_fields=["stands_in_for"])
        about = {"for": chair.user.full_name, "until": term.ends_on.isoformat()}
        history.record(
            "absence.begun", f"person:{deputy.username}", by=by.as_actor(), payload=about
        )
        outbox.queue(
            "absence.begun", to=[deputy, chair.user], title=titles.LETTERS["absence.begun"],
            body=f"{term.starts_on} – {term.ends_on}", link=reverse("absence"),
        )  # fmt: skip
    return made


def _check_term(term: Term) -> None:
    if not timezone.localdate() <= term.starts_on <= term.ends_on:
        raise NotAllowed(_("The time begins today or later, and ends after it begins."))
    if (term.ends_on - term.starts_on).days > LONGEST:
        raise NotAllowed(_("A deputy stands in for at most 180 days; appoint somebody instead."))


def _check_deputy(chair: Appointment, deputy: User) -> None:
    held = Appointment.objects.current().filter(user=deputy, unit=chair.unit)
    if deputy == chair.user or not deputy.is_active or not held.exists():
        raise NotAllowed(_("The deputy is a colleague of the same unit."))


def come_back(deputy: Appointment, *, by: User) -> None:
    """The person is back: the deputy's time ends yesterday, or, begun today, today."""
    chair = deputy.stands_in_for
    if chair is None or not chairs_of(by).filter(pk=chair.pk).exists():
        raise NotPermitted(_("You have no right to do this."))
    today = timezone.localdate()
    last = max(today - timedelta(days=1), deputy.starts_on)
    if deputy.ends_on and deputy.ends_on > last:
        appointments.end(deputy, on=last, by=by.as_actor())
