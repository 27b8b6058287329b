"""Names cleared 澄清正名, and an accusation recognised as false 诬告 by those who may."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Circle(models.TextChoices):
    """Who had heard of the matter and hears of the clearance."""

    PERSON = "person", _("The person alone")
    SECTION = "section", _("Colleagues of the subject or year")
    SCHOOL = "school", _("All staff of the school")
    PARENTS = "parents", _("Staff and parents")
    PUBLIC = "public", _("Wherever it was published")


class Way(models.TextChoices):
    """How the name is cleared."""

    MEETING = "meeting", _("Said at a meeting")
    LETTER = "letter", _("By letter")
    NOTICE = "notice", _("By a posted notice")
    VISIT = "visit", _("Told face to face")


class Clarification(models.Model):
    """One clearing of one name, in the circle that had heard of the matter (L1 art. 47; L2 art. 53)."""

    respondent = models.ForeignKey(
        "cases.Respondent", models.PROTECT, related_name="clarifications"
    )
    circle = models.CharField(_("circle"), max_length=10, choices=Circle.choices)
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    on = models.DateField(_("cleared on"))
    text = models.TextField(_("what was said"))
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_circle_display()} {self.on}"


class OrganLevel(models.TextChoices):
    """Who recognised it: from the prefecture upwards (domain reference §12.23)."""

    PREFECTURE = "prefecture", _("Prefecture")
    PROVINCE = "province", _("Province")
    NATION = "nation", _("Nation")


class FalseAccusation(models.Model):
    """诬告陷害, recognised by a higher organ. It names the accusation, never who made it."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="false_accusations")
    intent = models.TextField(_("what shows the intent"))
    fabrication = models.TextField(_("what was fabricated"))
    organ = models.CharField(_("approved by"), max_length=100)
    level = models.CharField(_("level"), max_length=12, choices=OrganLevel.choices)
    approval_number = models.CharField(_("number of the approval"), max_length=60)
    approved_on = models.DateField(_("approved on"))
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    entered_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(organ="") & ~models.Q(approval_number=""),
                name="cases_falseaccusation_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.approval_number}"
