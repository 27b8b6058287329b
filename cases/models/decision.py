"""Decision 处理决定: draft, legality check, collective decision, issue, service, and what ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotAllowed

if TYPE_CHECKING:
    from datetime import date


class Service(models.TextChoices):
    """How a paper was served (domain reference §12.11)."""

    PERSONAL = "personal", _("In person")
    REFUSED = "refused", _("Refused, with witnesses")
    LEFT = "left", _("Left at the residence")
    POST = "post", _("By post")
    PUBLIC = "public", _("By public notice")


class Decision(models.Model):
    """One decision on one person: a sanction, other measures, or both. In effect from its day."""

    proceeding = models.ForeignKey("cases.Proceeding", models.PROTECT, related_name="decisions")
    catalogue = models.CharField(max_length=1, blank=True)
    sanction = models.CharField(_("sanction"), max_length=4, blank=True)
    measures = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    months = models.PositiveSmallIntegerField(
        _("months of disqualification"), null=True, blank=True
    )
    facts = models.TextField(_("facts and evidence"))
    basis = models.TextField(_("basis"))
    drafted_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    legality_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    legality_on = models.DateField(null=True, blank=True)
    legality_opinion = models.TextField(_("legality opinion"), blank=True)
    met_on = models.DateField(_("collective decision on"), null=True, blank=True)
    minutes = models.TextField(_("extract of the minutes"), blank=True)
    decided_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    office_number = models.CharField(_("office's document number"), max_length=40, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    disqualified_until = models.DateField(_("disqualified until"), null=True, blank=True)
    served_on = models.DateField(_("served on"), null=True, blank=True)
    service = models.CharField(max_length=10, choices=Service.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_told_on = models.DateField(null=True, blank=True)  # told that its term ends soon, once

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "proceeding", condition=Q(decided_on__isnull=False, ended_on=None),
                name="cases_decision_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None)
                | Q(
                    decided_by__isnull=False, legality_on__isnull=False,
                    met_on__isnull=False, starts_on__isnull=False,
                    starts_on=models.F("decided_on"),
                ),
                name="cases_decision_decided_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(sanction="") | ~Q(measures=[]), name="cases_decision_says_something"
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("drafted_by")),
                name="cases_decision_drafter_does_not_issue",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.proceeding}: {self.sanction} {' '.join(self.measures)}"

    def check_is_ready(self) -> None:
        """Checked for legality and decided collectively (domain reference §9.3, S9)."""
        if self.legality_on is None:
            raise NotAllowed(_("The legality check is missing."))
        if self.met_on is None:
            raise NotAllowed(_("The collective decision has not been recorded."))

    def check_term_has_ended(self, on: date) -> None:
        """Raise while the term runs, or where there is none."""
        last = self.ends_on if self.sanction else self.disqualified_until
        if last is None:
            raise NotAllowed(_("This decision has no term."))
        if on <= last:
            raise NotAllowed(_("The term runs until %(day)s.") % {"day": last.isoformat()})
