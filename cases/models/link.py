"""CaseLink 关联: cases that belong together, though each goes its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cases.models.case import Case


class LinkKind(models.TextChoices):
    """Why two cases belong together."""

    SEE_ALSO = "see_also", _("See also")
    SPLIT = "split", _("Split off: part of what was reported")
    FOUND = "found", _("Came to light in the inquiry")
    RETALIATION = "retaliation", _("Retaliation for a report")


class CaseLinkQuerySet(models.QuerySet["CaseLink"]):
    """Links, from either end."""

    def of(self, case: Case) -> Self:
        """Those of one case."""
        return self.filter(Q(first=case) | Q(second=case))


class CaseLink(models.Model):
    """Two cases: ``second`` came out of ``first`` where it was split off."""

    first = models.ForeignKey("cases.Case", models.PROTECT, related_name="links_out")
    second = models.ForeignKey("cases.Case", models.PROTECT, related_name="links_in")
    kind = models.CharField(_("kind"), max_length=12, choices=LinkKind.choices)
    reason = models.TextField(_("reason"))
    on = models.DateField()
    made_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    objects = CaseLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("first", "second", name="cases_caselink_once"),
            models.CheckConstraint(
                condition=~Q(first=models.F("second")), name="cases_caselink_of_two_cases"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"
