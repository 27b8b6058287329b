"""Retaliation 打击报复: an incident with a case of its own, because somebody had reported (§8, 28)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Retaliation(models.Model):
    """What makes a case one of retaliation: the report behind it, and how the reporter is protected."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="retaliation")
    complaint = models.ForeignKey("cases.Complaint", models.PROTECT, related_name="retaliations")
    protection = models.TextField(_("protection of the reporter"))
    opened_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.case} {self.on}"
