"""CaseFile: a file that staff put into a case, checked and cleaned like any evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FileUse(models.TextChoices):
    """What a file of staff is for."""

    SITE_PHOTO = "site_photo", _("Photo or film of the site")
    BANK_SLIP = "bank_slip", _("Bank slip or transfer record")
    RECORDING = "recording", _("Recording of an interview")
    SIGNED = "signed", _("Signed and sealed paper")
    OTHER = "other_file", _("Other file")


class CaseFile(models.Model):
    """One file of a case; a signed scan is the original 正本 of its paper."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="case_files")
    evidence = models.OneToOneField("cases.Evidence", models.PROTECT, related_name="case_file")
    number = models.PositiveSmallIntegerField(_("number"))  # within the case
    use = models.CharField(_("kind"), max_length=10, choices=FileUse.choices)
    said = models.CharField(_("what it shows"), max_length=200, blank=True)
    paper = models.OneToOneField(
        "notifications.Paper", models.PROTECT, null=True, blank=True, related_name="signed"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="cases_casefile_number_once_a_case"),
            models.CheckConstraint(
                condition=Q(paper=None) | Q(use=FileUse.SIGNED),
                name="cases_casefile_paper_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
