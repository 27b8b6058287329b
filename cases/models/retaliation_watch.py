"""Retaliation told of by a reporter: open until an officer has recorded what he did about it (§2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import date


class OrganTold(models.TextChoices):
    """Who else was told of retaliation (regulation on petitions, art. 18 and 46)."""

    DISCIPLINE = "discipline", _("Discipline organ")
    POLICE = "police", _("Police")
    BUREAU = "bureau", _("Leaders of the education bureau")
    NONE = "none", _("Nobody; the reason is given")


class RetaliationWatchQuerySet(models.QuerySet["RetaliationWatch"]):
    """Watches, by whether somebody has acted."""

    def to_oversee(self, *, since: date) -> models.QuerySet[RetaliationWatch]:
        """Open ones of which discipline supervision was told last on ``since`` or before."""
        return self.filter(settled_on=None, overseen_on__lte=since)


class RetaliationWatch(models.Model):
    """One a complaint. Told of again after it was settled, it is open again. Dates only."""

    complaint = models.OneToOneField(
        "cases.Complaint", models.PROTECT, primary_key=True, related_name="retaliation_watch"
    )
    told_on = models.DateField(default=timezone.localdate)
    overseen_on = models.DateField(default=timezone.localdate)  # discipline was told last
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organ = models.CharField(
        _("organ that was told"), max_length=12, choices=OrganTold.choices, blank=True
    )
    done = models.TextField(_("what was done"), blank=True)

    objects = RetaliationWatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_on=None)
                | (models.Q(settled_by__isnull=False) & ~models.Q(organ="") & ~models.Q(done="")),
                name="cases_retaliationwatch_settled_says_what_was_done",
            )
        ]
        indexes = [
            models.Index(
                fields=["overseen_on"],
                name="cases_retaliationwatch_open",
                condition=models.Q(settled_on=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.told_on}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has recorded yet what was done."""
        return self.settled_on is None
