"""Likeness 相似: what of a narrative is comparable, and which shelved report a new one may wake."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.complaint import Complaint


class LikenessQuerySet(models.QuerySet["Likeness"]):
    """Comparable narratives."""

    def waiting(self) -> Self:
        """Those not compared with the others yet; one held apart waits until it is trusted."""
        apart = Q(complaint__in=Complaint.objects.held_apart().values("pk"))
        return self.filter(~apart, met_on=None)


class Likeness(models.Model):
    """The telling runs of a narrative and their bands: two that are alike share one (cases/likeness).

    The row comes first, when the report is announced; the worker fills it (``met_on``).
    """

    complaint = models.OneToOneField(
        "cases.Complaint", models.PROTECT, primary_key=True, related_name="likeness"
    )
    runs = ArrayField(models.BigIntegerField(), default=list)
    bands = ArrayField(models.BigIntegerField(), default=list)
    met_on = models.DateField(null=True, blank=True)

    objects = LikenessQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["bands"], name="cases_likeness_by_band"),
            models.Index(
                fields=["complaint"], name="cases_likeness_waiting", condition=Q(met_on=None)
            ),
        ]

    def __str__(self) -> str:
        return str(self.complaint_id)


class Commonplace(models.Model):
    """What so many reports say that it tells nothing of a matter; the newest row counts."""

    made_on = models.DateField()
    narratives = models.PositiveIntegerField()
    runs = ArrayField(models.BigIntegerField(), default=list)

    def __str__(self) -> str:
        return f"{self.made_on}: {self.narratives}"


class Tie(models.TextChoices):
    """What a new report has in common with a shelved one."""

    PERSON = "person", _("Same school and same teacher")
    SCHOOL = "school", _("Same school, similar words")
    TEXT = "text", _("Similar words")


class WakeCallQuerySet(models.QuerySet["WakeCall"]):
    """Proposals to wake a shelved report."""

    def open(self) -> Self:
        """Those that nobody has looked at."""
        return self.filter(settled_on=None)


class WakeCall(models.Model):
    """A new report that may be the lead for which a shelved one waits (domain reference §8, 7)."""

    shelved = models.ForeignKey("cases.Complaint", models.PROTECT, related_name="wake_calls")
    caller = models.ForeignKey("cases.Complaint", models.PROTECT, related_name="calls_to_wake")
    tie = models.CharField(_("in common"), max_length=12, choices=Tie.choices)
    on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)

    objects = WakeCallQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("shelved", "caller", name="cases_wakecall_once"),
            models.CheckConstraint(
                condition=~Q(shelved=models.F("caller")), name="cases_wakecall_of_another"
            ),
        ]
        indexes = [
            models.Index(
                fields=["shelved"], name="cases_wakecall_open", condition=Q(settled_on=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caller_id} → {self.shelved_id}"
