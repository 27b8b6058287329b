"""Referral 案件线索移送: facts of a case that another authority has to act on, watched until it has."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralKind(models.TextChoices):
    """Which track begins elsewhere (domain reference §1.8; §8, 4 and 21)."""

    OFF_CAMPUS = "off_campus", _("Off-campus training: penalty")
    POLICE = "police", _("Suspected crime: to the police")
    DISCIPLINE = "discipline", _("To the discipline organ")
    OTHER = "other", _("To another authority")


class Referral(models.Model):
    """One letter to one authority, its receipt, and what became of it."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="referrals")
    kind = models.CharField(_("kind"), max_length=12, choices=ReferralKind.choices)
    authority = models.CharField(_("authority"), max_length=100)
    matter = models.TextField(_("facts and clues referred"))
    sent_on = models.DateField(_("sent on"))
    sent_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    receipt = models.CharField(_("receipt"), max_length=100, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)
    penalty_number = models.CharField(_("number of the penalty"), max_length=60, blank=True)
    result_on = models.DateField(_("result of"), null=True, blank=True)
    watched_until = models.DateField(_("watched until"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(result="") | models.Q(result_on__isnull=False),
                name="cases_referral_result_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} {self.sent_on}"
