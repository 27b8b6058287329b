"""What screening leaves behind: its findings 受理审查, refusals 不予受理 and letters to other authorities 转办函."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.states import Kind


class Screening(models.Model):
    """What an officer found before a report was accepted (domain reference §9.2, C2)."""

    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, related_name="screenings", verbose_name=_("complaint")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    scene = models.CharField(_("form of tutoring"), max_length=20, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    happened = models.CharField(_("when"), max_length=200, blank=True)
    evidence = models.TextField(_("evidence at hand"), blank=True)
    duplicates = models.PositiveSmallIntegerField(_("similar reports looked at"), default=0)
    checked_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.on}"


class Refusal(models.Model):
    """不予受理: on which ground of the catalogue, and why it is met here."""

    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, related_name="refusals", verbose_name=_("complaint")
    )
    ground = models.CharField(_("legal ground"), max_length=20)
    reason = models.TextField(_("reason"))
    on = models.DateField()
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.ground}"


class TransmittalQuerySet(models.QuerySet["Transmittal"]):
    """Letters of one complaint, or of many."""

    def standing(self) -> Self:
        """Those that the authority has not sent back."""
        return self.filter(returned_on=None)


class Transmittal(models.Model):
    """转办函: a matter handed to the authority that may act, its receipt, its return.

    ``is_watched``: a teacher in service may be involved, so that we ask what came of it (§8, 3).
    """

    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, related_name="transmittals", verbose_name=_("complaint")
    )
    authority = models.CharField(_("authority"), max_length=20)
    addressee = models.CharField(_("addressee"), max_length=100)
    matter = models.TextField(_("matter"))
    is_watched = models.BooleanField(_("a teacher in service may be involved"), default=False)
    referred_on = models.DateField()
    referred_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    received_on = models.DateField(_("received on"), null=True, blank=True)
    received_by = models.CharField(_("received by"), max_length=100, blank=True)
    returned_on = models.DateField(_("sent back on"), null=True, blank=True)
    return_reason = models.TextField(_("reason of the return"), blank=True)
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)

    objects = TransmittalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "complaint", condition=Q(returned_on=None), name="cases_transmittal_one_stands"
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None) | ~Q(return_reason=""),
                name="cases_transmittal_return_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("referred_on")),
                name="cases_transmittal_received_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.addressee}"
