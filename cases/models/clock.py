"""Clock 时限: a limit that runs; frozen when set, paused and superseded, never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cases.models.case import Case
    from cases.models.complaint import Complaint


class ClockQuerySet(models.QuerySet["Clock"]):
    """Limits of one record, or of many."""

    def running(self) -> Self:
        """Those that count today."""
        return self.filter(stopped_on=None, superseded_by=None)

    def trusted(self) -> Self:
        """Without those of reports that a machine may have sent."""
        return self.exclude(
            ~Q(complaint__doubt=""), complaint__isnull=False, complaint__trusted_on=None
        )


class Clock(models.Model):
    """One limit of one case, complaint or proceeding."""

    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, blank=True, related_name="clocks"
    )
    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, null=True, blank=True, related_name="clocks"
    )
    proceeding = models.ForeignKey(
        "cases.Proceeding", models.PROTECT, null=True, blank=True, related_name="clocks"
    )
    limit = models.CharField(max_length=20)
    name = models.CharField(_("limit"), max_length=100)
    is_ours = models.BooleanField(default=True)  # a remedy's limit is the teacher's
    started_on = models.DateField()
    due_on = models.DateField(_("due on"))
    is_provisional = models.BooleanField(default=False)
    paused_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    is_named = models.BooleanField(db_default=False, default=False)  # a day that somebody named
    warned_on = models.DateField(null=True, blank=True)  # told that it ends soon, once
    late_on = models.DateField(null=True, blank=True)  # told that it has passed, once
    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        triggers = [
            pgtrigger.ReadOnly(
                name="frozen",
                exclude=["paused_on", "stopped_on", "superseded_by", "warned_on", "late_on"],
            )
        ]
        indexes = [
            models.Index("stopped_on", name="cases_clock_by_stop"),
            models.Index("started_on", name="cases_clock_by_start"),
            models.Index(
                "due_on", "id", condition=Q(stopped_on=None, superseded_by=None),
                name="cases_clock_running_by_due",
            ),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False) ^ Q(complaint__isnull=False),
                name="cases_clock_has_one_record",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("started_on")), name="cases_clock_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.due_on}"

    @property
    def record(self) -> Case | Complaint:
        """Whose limit it is; of a proceeding, its case."""
        if self.case:
            return self.case
        if self.complaint:
            return self.complaint
        raise LookupError("A constraint of the table forbids a clock of nothing")
