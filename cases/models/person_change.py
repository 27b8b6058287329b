"""PersonChange 人员变化: what happened to a respondent while his case was under way."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    """Why a respondent is another, elsewhere, or no longer there (domain reference §8, 8 and 9)."""

    WRONGLY_NAMED = "wrongly_named", _("Wrongly named, cleared")
    SPLIT_OFF = "split_off", _("Dealt with in another case")
    MOVED = "moved", _("Moved to another school")
    RETIRED = "retired", _("Retired")
    LEFT = "left", _("Left the service")
    DIED = "died", _("Died")


GONE = (ChangeKind.WRONGLY_NAMED, ChangeKind.SPLIT_OFF)  # no longer a person of this case


class PersonChangeQuerySet(models.QuerySet["PersonChange"]):
    """Changes, of which some were taken back."""

    def in_force(self) -> Self:
        """Those that count today."""
        return self.filter(ended_on=None)


class PersonChange(models.Model):
    """One change, with its day and its reason. It is ended, never deleted."""

    respondent = models.ForeignKey("cases.Respondent", models.PROTECT, related_name="changes")
    kind = models.CharField(_("kind"), max_length=16, choices=ChangeKind.choices)
    on = models.DateField(_("since"))
    reason = models.TextField(_("reason"))
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("new school"),
    )  # fmt: skip
    replaced_by = models.ForeignKey(
        "cases.Respondent", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("in whose place"),
    )  # fmt: skip
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    entered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = PersonChangeQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "respondent", "kind",
                condition=models.Q(ended_on=None) & ~models.Q(kind=ChangeKind.MOVED),
                name="cases_personchange_once_a_kind",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
