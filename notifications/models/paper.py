"""One official paper: the frozen sheet it is made from, and the PDF once it is made."""

from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications import claims


class PaperState(models.TextChoices):
    QUEUED = claims.QUEUED, _("Waiting to be made")
    MAKING = "making", _("Being made")
    MADE = "made", _("Made")
    FAILED = claims.FAILED, _("Could not be made")


class PaperQuerySet(claims.ClaimableQuerySet["Paper"]):
    def of(self, subject: str) -> Self:
        """The papers of one complaint, case or proceeding, oldest first."""
        return self.filter(subject=subject).order_by("pk")

    def made(self) -> Self:
        return self.filter(state=PaperState.MADE)


class Paper(claims.Claimable):
    """``audience`` says whose sheet was frozen; who may open the paper is asked in ``cases``."""

    WORKING = PaperState.MAKING
    DONE = PaperState.MADE

    kind = models.SlugField(_("kind"), max_length=60, db_index=False)
    subject = models.CharField(_("subject"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    audience = models.CharField(_("made for"), max_length=60)
    number = models.CharField(_("number"), max_length=60, blank=True)
    sheet = models.JSONField(_("sheet"), encoder=DjangoJSONEncoder, editable=False)
    issued_on = models.DateField(_("issued on"), default=timezone.localdate, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=PaperState, default=PaperState.QUEUED
    )
    file = models.FileField(_("file"), blank=True, max_length=200, editable=False)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True, editable=False)
    pages = models.PositiveSmallIntegerField(_("pages"), default=0, editable=False)
    made_on = models.DateField(_("made on"), null=True, blank=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(
                name="notifications_paper_state_is_known", condition=Q(state__in=PaperState.values)
            ),
            models.CheckConstraint(
                name="notifications_paper_made_has_file",
                condition=~Q(state=PaperState.MADE)
                | (~Q(file="") & ~Q(sha256="") & Q(pages__gt=0, made_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="notifications_paper_only_open_is_leased",
                condition=~Q(state__in=[PaperState.MADE, PaperState.FAILED]) | Q(lease_until=None),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "id"], name="notifications_paper_subject"),
            models.Index(
                fields=["id"],
                name="notifications_paper_waiting",
                condition=Q(state__in=[PaperState.QUEUED, PaperState.MAKING]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    @property
    def is_made(self) -> bool:
        return self.state == PaperState.MADE
