"""Evidence 证据材料: a file that somebody gave, kept as it came, and what may be shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications import claims

if TYPE_CHECKING:
    from datetime import date

    from cases.models.case import Case
    from cases.models.complaint import Complaint


class EvidenceState(models.TextChoices):
    """Where a file stands on its way to an officer's eyes."""

    ARRIVING = "arriving", _("Arriving")
    QUEUED = claims.QUEUED, _("In quarantine")
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Checked")
    FAILED = claims.FAILED, _("Could not be checked")


class Verdict(models.TextChoices):
    """What came of the check."""

    COPY = "copy", _("A copy without hidden data was made")
    ORIGINAL_ONLY = "original_only", _("Only the original exists: no copy can be made of this kind")
    REFUSED = "refused", _("Not shown: this kind of file may do harm")
    INFECTED = "infected", _("Not shown: the virus scanner found something")


class Scan(models.TextChoices):
    """What the virus scanner said. "Clean" is a word that nobody can promise."""

    NOT_SCANNED = "not_scanned", _("Not scanned")
    NOTHING_FOUND = "nothing_found", _("Scanned, nothing found")
    INFECTED = "infected", _("Infected")


class FileKind(models.TextChoices):
    """What a file is, by its content."""

    IMAGE = "image", _("Picture")
    PDF = "pdf", _("PDF")
    OFFICE = "office", _("Office document")
    AUDIO = "audio", _("Sound")
    VIDEO = "video", _("Film")
    TEXT = "text", _("Text")
    OTHER = "other", _("Other")


class EvidenceQuerySet(claims.ClaimableQuerySet["Evidence"]):
    """Files, as they belong to a report or to a form still being written."""

    def of_form(self, submission_hash: str) -> Self:
        """Those sent with a form that has not made a report yet."""
        return self.filter(submission_hash=submission_hash, complaint=None, case_file=None)

    def never_sent(self, *, before: date) -> Self:
        """Those of forms that made no report, begun before this day."""
        mine = self.filter(complaint=None, case_file=None, paper_approval=None, on__lt=before)
        return mine.select_related("original", "copy", "preview")

    def passed_to(self, case: Case) -> Self:
        """The copies that the inquiry may look at, in the order in which they were passed on."""
        passed = self.filter(complaint__case=case, passed_on__isnull=False)
        return passed.order_by("passed_on", "pk")

    def can_be_passed(self, complaint: Complaint) -> Self:
        """Checked copies that do not show who reported, and are not passed on yet."""
        return self.filter(
            complaint=complaint, copy__isnull=False, shows_reporter=False, passed_on=None
        ).order_by("number")

    def whole(self) -> Self:
        """Those whose last byte has arrived."""
        return self.exclude(state=EvidenceState.ARRIVING)


class Evidence(claims.Claimable):
    """One file. What a name of a file could betray is sealed; everybody else sees a made-up one."""

    WORKING: ClassVar[str] = EvidenceState.CHECKING
    DONE: ClassVar[str] = EvidenceState.READY

    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    remark = models.ForeignKey(
        "cases.Remark", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    submission_hash = models.CharField(max_length=64, blank=True, db_index=True)
    given_by = models.ForeignKey(  # none: the reporter
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField(default=0)  # within the complaint: 证据1, 证据2 …
    on = models.DateField(default=timezone.localdate)
    sealed_name = models.BinaryField()  # the name it came with, under the server's key
    state = models.CharField(
        _("state"), max_length=10, choices=EvidenceState.choices, default=EvidenceState.ARRIVING
    )
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict.choices, blank=True)
    reason = models.CharField(max_length=60, blank=True)  # a code for the words beside the verdict
    scan = models.CharField(
        _("virus scan"), max_length=14, choices=Scan.choices, default=Scan.NOT_SCANNED
    )
    kind = models.CharField(_("kind"), max_length=8, choices=FileKind.choices, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    original = models.OneToOneField("ledger.SealedFile", models.PROTECT, related_name="+")
    copy = models.OneToOneField(
        "ledger.SealedFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    preview = models.OneToOneField(
        "ledger.SealedFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    shows_reporter = models.BooleanField(_("shows who reported"), default=False)
    passed_on = models.DateField(_("passed to the inquiry on"), null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["lease_until"],
                name="cases_evidence_unfinished",
                condition=models.Q(state__in=["queued", "checking"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(passed_on=None) | models.Q(copy__isnull=False),
                name="cases_evidence_passed_on_has_copy",
            ),
            models.CheckConstraint(
                condition=models.Q(passed_on=None) | models.Q(shows_reporter=False),
                name="cases_evidence_passed_on_hides_reporter",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
