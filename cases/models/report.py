"""InvestigationReport 核查报告 (or 核查情况表): versions, opinions on each person, signatures."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotAllowed
from cases.states import Finding

SIGNATURES_NEEDED = 2


class Investigator(models.Model):
    """One person appointed to an inquiry, with the recusal statement."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="investigators")
    user = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    appointed_on = models.DateField()
    no_conflict_on = models.DateField(_("declared no conflict on"), null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "case", "user", condition=models.Q(left_on=None),
                name="cases_investigator_once_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.user.full_name


class InvestigationReport(models.Model):
    """One version of the report of one round."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="reports")
    round = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    facts = models.TextField(_("facts found"))
    evidence = models.TextField(_("evidence"))
    opinion = models.TextField(_("opinion on handling"))
    written_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    written_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "round", "version", name="cases_report_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} v{self.version}"

    def check_was_not_returned(self) -> None:
        """What was returned comes back in a new version only (domain reference §8, 14)."""
        if self.returned_on:
            raise NotAllowed(_("This version was returned: write a new one first."))

    def check_is_signed(self) -> None:
        """Two investigators, each with a recusal statement, have signed (2023 rule; §12.19)."""
        signed = self.signatures.values_list("user", flat=True)
        fit = self.case.investigators.filter(
            left_on=None, no_conflict_on__isnull=False, user__in=signed
        )
        if fit.count() < SIGNATURES_NEEDED:
            raise NotAllowed(
                _("Two investigators with recusal statements must have signed the report.")
            )

    def check_covers_everybody(self) -> None:
        """There is somebody to report about, and an opinion on each."""
        respondents = self.case.respondents.standing()
        covered = set(self.opinions.values_list("respondent", flat=True))
        left_out = [str(r.shown_name) for r in respondents if r.pk not in covered]
        if left_out:
            raise NotAllowed(
                _("The report says nothing about: %(names)s") % {"names": "、".join(left_out)}
            )
        if not covered:
            raise NotAllowed(_("The case has no respondent yet."))


class ReportSignature(models.Model):
    """One investigator's name under one version."""

    report = models.ForeignKey(InvestigationReport, models.PROTECT, related_name="signatures")
    user = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("report", "user", name="cases_signature_once_a_version"),
        ]

    def __str__(self) -> str:
        return self.user.full_name


class ReportOpinion(models.Model):
    """What one version proposes about one respondent."""

    report = models.ForeignKey(InvestigationReport, models.PROTECT, related_name="opinions")
    respondent = models.ForeignKey("cases.Respondent", models.PROTECT, related_name="+")
    finding = models.CharField(_("finding"), max_length=16, choices=Finding.choices)
    violations = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    facts = models.TextField(_("facts"), blank=True)
    amount_taken = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))

    class Meta:
        constraints = [
            models.UniqueConstraint("report", "respondent", name="cases_opinion_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.respondent}: {self.get_finding_display()}"
