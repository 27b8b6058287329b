"""Appointments: a role at a unit, from a day, to a day."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.units import Unit
from people.roles import Role


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by day."""

    def current(self, on: datetime.date | None = None) -> Self:
        """Those that count on the day; the first and the last day count."""
        day = on or timezone.localdate()
        lasting = models.Q(ends_on=None) | models.Q(ends_on__gte=day)
        return self.filter(lasting, starts_on__lte=day)


class Appointment(models.Model):
    """Somebody's role at a unit. The group *(unit, role)* holds the rights on records."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="appointments")
    stands_in_for = models.ForeignKey(  # AB角: whose chair it is while he is away
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="deputies"
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="people_appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(stands_in_for=None) | models.Q(ends_on__isnull=False),
                name="people_appointment_a_deputy_ends",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=models.Q(ends_on=None),
                name="people_appointment_one_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} at {self.unit_id}"
