"""A spreadsheet of the hotline 12345, taken in row by row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notifications import claims


class BatchState(models.TextChoices):
    """How far a spreadsheet has come."""

    QUEUED = claims.QUEUED, pgettext_lazy("spreadsheet", "Waiting")
    TAKING = "taking", _("Being taken in")
    DONE = "done", _("Taken in")
    FAILED = claims.FAILED, _("Could not be taken in")


class BatchQuerySet(claims.ClaimableQuerySet["IntakeBatch"]):
    """Spreadsheets, claimed by workers."""


class IntakeBatch(claims.Claimable):
    """One file of many orders. Its rows say what became of each."""

    WORKING: ClassVar[str] = BatchState.TAKING
    DONE: ClassVar[str] = BatchState.DONE

    state = models.CharField(
        _("state"), max_length=10, choices=BatchState.choices, default=BatchState.QUEUED
    )
    channel = models.CharField(_("channel"), max_length=12)
    file = models.OneToOneField("ledger.SealedFile", models.PROTECT, related_name="+")
    brought_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField(default=0)  # rows below the headings
    done = models.PositiveIntegerField(default=0)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def percent(self) -> int:
        """How far it has come."""
        return 100 * self.done // self.total if self.total else 0


class RowResult(models.TextChoices):
    """What became of one row."""

    NEW = "new", _("Registered")
    KNOWN = "known", _("Was here already")
    REPEAT = "repeat", _("Registered as a repeat")
    REFUSED = "refused", _("Not taken in")


class BatchRow(models.Model):
    """One row of the spreadsheet and its result."""

    batch = models.ForeignKey(IntakeBatch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as the spreadsheet counts, from 1
    foreign_number = models.CharField(max_length=60, blank=True)
    result = models.CharField(_("result"), max_length=8, choices=RowResult.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("batch", "number", name="cases_batchrow_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"
