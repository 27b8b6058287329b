"""DossierItem 卷内材料: a required paper as a dated entry, until it exists as a paper of ours."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Material(models.TextChoices):
    """The kinds of papers that are entered by hand."""

    PLAN = "plan", _("Inquiry plan")
    INTERVIEW = "interview", _("Interview record")
    EVIDENCE_LIST = "evidence_list", _("Evidence list")
    SITE = "site", _("Site inspection record")
    PAYMENT = "payment", _("Payment vouchers")
    MONEY = "money", _("Money ledger")
    RECUSAL = "recusal", _("Recusal statement")
    SUPPLEMENT = "supplement", _("Points of supplementary inquiry")
    EXTENSION = "extension", _("Approval of the extension")
    SUSPENSION = "suspension", _("Approval of the suspension")
    FORMAL_OPENING = "formal_opening", _("Approval of formal opening")
    SERVICE = "service", _("Proof of service")
    DEFENCE = "defence", _("Record of statement and defence")
    OPINIONS = "opinions", _("Opinions of pupils, teachers and parents")
    HEARING = "hearing", _("Record of the hearing")
    MINUTES = "minutes", _("Extract of the minutes")
    LEGALITY = "legality", _("Legality opinion")
    TRANSFER = "transfer", _("Letter of transfer")
    REVIEW = "review", _("Application for review")
    REVIEW_RESULT = "review_result", _("Decision on the review")
    LIFTING = "lifting", _("Notice of lifting")
    COMPLETION = "completion", _("Completion report")
    DANGER_REPORT = "danger_report", _("Report to the police")
    INTERIM_ANSWER = "interim_answer", _("Interim answer")
    RULING = "ruling", _("Ruling with its reason")
    OTHER = "other", _("Other material")


class DossierQuerySet(models.QuerySet["DossierItem"]):
    """Entries of one record."""

    def of_kind(self, kind: str) -> Self:
        """Entries of one kind."""
        return self.filter(kind=kind)


class DossierItem(models.Model):
    """One dated entry of a case, a proceeding of it, or a complaint."""

    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, blank=True, related_name="dossier"
    )
    proceeding = models.ForeignKey(
        "cases.Proceeding", models.PROTECT, null=True, blank=True, related_name="dossier"
    )
    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, null=True, blank=True, related_name="dossier"
    )
    round = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=Material.choices)
    on = models.DateField(_("dated"))
    text = models.TextField(_("content"))
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    paper = models.OneToOneField(
        "notifications.Paper", models.PROTECT, null=True, blank=True, related_name="entry"
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) ^ models.Q(complaint__isnull=False),
                name="cases_dossieritem_has_one_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
