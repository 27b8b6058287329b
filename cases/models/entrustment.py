"""Entrustment 委托核查: a school that is not accused makes a simple check for its county."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from people.models import User


class EntrustmentQuerySet(models.QuerySet["Entrustment"]):
    """Entrustments, of which some have been taken back."""

    def in_force(self) -> Self:
        """Those that give rights today."""
        return self.filter(ended_on=None)

    def with_person(self, user: User) -> Self:
        """Those in force under which this person works."""
        return self.in_force().filter(people=user)


class Entrustment(models.Model):
    """One school, its people who check, and what they were told. A 教学点 is served by another school."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="entrustments")
    number = models.CharField(_("number"), max_length=40)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    served_by = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    people = models.ManyToManyField("people.User", related_name="+", blank=True)
    lead_summary = models.TextField(_("lead summary"))
    requirements = models.TextField(_("requirements"), blank=True)
    due_on = models.DateField(_("to be answered by"))
    entrusted_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    entrusted_on = models.DateField()
    entered_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_on = models.DateField(_("entered for the school on"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = EntrustmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "case", "unit", condition=Q(ended_on=None), name="cases_entrustment_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(entered_on=None) | Q(entered_by__isnull=False),
                name="cases_entrustment_entered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.number
