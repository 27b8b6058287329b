"""An export: one list as one person saw it, made by the worker, sealed, and destroyed after a week."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models.saved_view import ListKind
from notifications import claims


class ExportState(models.TextChoices):
    """How far an export has come."""

    QUEUED = claims.QUEUED, pgettext_lazy("spreadsheet", "Waiting")
    MAKING = "making", _("Being made")
    DONE = "done", pgettext_lazy("spreadsheet", "Ready")
    FAILED = claims.FAILED, pgettext_lazy("spreadsheet", "Could not be made")


class ListExportQuerySet(claims.ClaimableQuerySet["ListExport"]):
    """Exports, claimed by workers."""


class ListExport(claims.Claimable):
    """Who took which list out, as whom, how many rows. The row stays when the file is destroyed."""

    WORKING: ClassVar[str] = ExportState.MAKING
    DONE: ClassVar[str] = ExportState.DONE

    state = models.CharField(
        _("state"), max_length=10, choices=ExportState.choices, default=ExportState.QUEUED
    )
    number = models.CharField(_("number"), max_length=40, unique=True)
    owner = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    token = models.CharField(max_length=64)  # of the form: the same one twice is one export
    kind = models.CharField(_("list"), max_length=12, choices=ListKind.choices)
    query = models.JSONField(default=dict)
    columns = ArrayField(models.CharField(max_length=20), default=list)
    chosen = ArrayField(models.CharField(max_length=16), null=True, blank=True)  # numbers
    held = ArrayField(models.CharField(max_length=16), null=True, blank=True)  # numbers in the file
    asked_at = models.DateTimeField(default=timezone.now)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    is_cut = models.BooleanField(default=False)
    file = models.OneToOneField(
        "ledger.SealedFile", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)  # bytes
    expires_on = models.DateField(null=True, blank=True)  # the last day

    objects = ListExportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint("owner", "token", name="cases_listexport_form_once"),
        ]
        indexes = [
            models.Index(
                fields=["expires_on"], name="cases_listexport_kept", condition=Q(file__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """Its page: progress, then the file."""
        return reverse("export", args=[self.pk])

    @property
    def percent(self) -> int:
        """How far it has come."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_moving(self) -> bool:
        """Whether it waits for a worker, or one is at it."""
        return self.state in (ExportState.QUEUED, ExportState.MAKING)
