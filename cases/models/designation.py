"""Designation 指定管辖: two units have both declined, and their superior says who handles the case."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class DesignationQuerySet(models.QuerySet["Designation"]):
    """Designations, of which some have been overtaken by a recall."""

    def in_force(self) -> Self:
        """Those that bind the next dispatch."""
        return self.filter(ended_on=None)


class Designation(models.Model):
    """Which unit, after hearing which views (regulation on petitions, art. 24)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="designations")
    number = models.CharField(_("number"), max_length=40)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    views = models.JSONField(default=list)  # [{"unit": name, "view": text}], both sides
    reason = models.TextField(_("reason"))
    designated_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    designated_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number
