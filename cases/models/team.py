"""How a team comes about where an office is small or torn: people borrowed, recusals asked for."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Loan(models.Model):
    """借调: somebody of another unit investigates, with the agreement of that unit (§12.21)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="loans")
    user = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    agreed_by = models.CharField(_("agreed by"), max_length=50)
    agreed_on = models.DateField(_("agreed on"))
    note = models.TextField(_("how the agreement was given"))
    lent_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"


class Origin(models.TextChoices):
    """Who says that somebody should step aside."""

    SELF = "self", _("the person himself (self-declared)")
    PARTY = "party", _("a person concerned")
    UNIT = "unit", _("the unit")


class RecusalRequestQuerySet(models.QuerySet["RecusalRequest"]):
    """Requests, of which some have been decided."""

    def waiting(self) -> Self:
        """Those without a decision."""
        return self.filter(decided_on=None)


class RecusalRequest(models.Model):
    """回避申请: the inquiry goes on until the head decides, or for the head his superior (§8, 11)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="recusal_requests")
    user = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    origin = models.CharField(_("asked for by"), max_length=8, choices=Origin.choices)
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    is_granted = models.BooleanField(null=True)
    ruling = models.TextField(_("reason of the decision"), blank=True)

    objects = RecusalRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "case", "user", condition=Q(decided_on=None),
                name="cases_recusalrequest_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, is_granted=None)
                | Q(decided_on__isnull=False, is_granted__isnull=False),
                name="cases_recusalrequest_decided_says_how",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"
