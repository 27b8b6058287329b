"""What befalls an inquiry on its way: allegations added, points returned, drafts kept, rests."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.states import Kind


class Allegation(models.Model):
    """Another violation that came to light: it is looked into with the rest (§8, 22)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="allegations")
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("what came to light"))
    on = models.DateField()
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class SupplementPoint(models.Model):
    """One point with which a version of the report was returned 退回补充调查 (§8, 14)."""

    report = models.ForeignKey("cases.InvestigationReport", models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("report", "number", name="cases_supplementpoint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class ReportDraft(models.Model):
    """What somebody has written of a report and not handed in: his own, until he does."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="report_drafts")
    author = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    saved_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "author", "round", name="cases_reportdraft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.author}"


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    """Rests, of which at most one runs."""

    def running(self) -> Self:
        """The one that has not ended."""
        return self.filter(ended_on=None)


class Suspension(models.Model):
    """中止: why the inquiry rests, looked at again every 30 days (§8, 16)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="suspensions")
    ground = models.CharField(_("ground"), max_length=16)  # code of the catalogue
    reason = models.TextField(_("reason"))
    on = models.DateField()
    ends_by = models.DateField(_("expected to end by"), null=True, blank=True)
    approved_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "case", condition=models.Q(ended_on=None), name="cases_suspension_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.on}"
