"""What is kept of a month: its report, made once, and the newest draft of one that is not over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications import claims
from reports.month import Month

if TYPE_CHECKING:
    from reports.frozen import Frozen

FIRST_DAY = Q(month__day=1)


class ReportState(models.TextChoices):
    """Where the making of the PDF stands."""

    QUEUED = claims.QUEUED, _("Waiting to be made")
    MAKING = "making", _("Being made")
    MADE = "made", _("Made")
    FAILED = claims.FAILED, _("Could not be made")


class Made(claims.Claimable):
    """A PDF of one month, with the figures that it was made from."""

    WORKING = ReportState.MAKING
    DONE = ReportState.MADE
    FOLDER: ClassVar[str]

    month = models.DateField(_("month"), unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.QUEUED
    )
    figures = models.JSONField(_("figures"), encoder=DjangoJSONEncoder, default=dict)
    file = models.FileField(_("file"), blank=True, max_length=200, editable=False)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True, editable=False)
    pages = models.PositiveSmallIntegerField(_("pages"), default=0, editable=False)
    made_on = models.DateField(_("made on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(Month.of(self.month))

    @property
    def of_month(self) -> Month:
        """The month as such."""
        return Month.of(self.month)

    @property
    def subject(self) -> str:
        """The key under which the reading of its paper is recorded."""
        return f"report:{self.of_month}"

    @property
    def frozen(self) -> Frozen:
        """The figures as they were when the paper was made."""
        return cast("Frozen", self.figures)

    @property
    def is_made(self) -> bool:
        """Whether there is a paper to read."""
        return self.state == ReportState.MADE


MADE_IS_WHOLE = ~Q(state=ReportState.MADE) | (
    ~Q(file="") & ~Q(sha256="") & ~Q(figures={}) & Q(pages__gt=0, made_on__isnull=False)
)


class MonthlyReport(Made):
    """月报 of a month that is over: made once, never made again."""

    FOLDER = "reports"
    objects = claims.ClaimableQuerySet["MonthlyReport"].as_manager()

    class Meta:
        verbose_name = _("monthly report")
        constraints = [
            models.CheckConstraint(condition=FIRST_DAY, name="reports_monthlyreport_is_of_a_month"),
            models.CheckConstraint(
                condition=MADE_IS_WHOLE, name="reports_monthlyreport_made_is_whole"
            ),
        ]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("report", args=[self.of_month])


class Draft(Made):
    """草稿 of a month that is not over: asked for by somebody, replaced by the next, gone with the report."""

    FOLDER = "drafts"
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    objects = claims.ClaimableQuerySet["Draft"].as_manager()

    class Meta:
        verbose_name = _("draft of a monthly report")
        constraints = [
            models.CheckConstraint(condition=FIRST_DAY, name="reports_draft_is_of_a_month"),
            models.CheckConstraint(condition=MADE_IS_WHOLE, name="reports_draft_made_is_whole"),
        ]
