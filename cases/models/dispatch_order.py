"""DispatchOrder 交办单: which unit shall look into a case, by when, knowing what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotAllowed
from people.models.units import BUREAUS


class DispatchMode(models.TextChoices):
    """Why this unit was chosen (domain reference §12.8)."""

    ORDINARY = "ordinary", _("To the unit responsible")
    RAISED = "raised", _("Raised to the city (提级办理)")
    REASSIGNED = "reassigned", _("Reassigned to another unit (改派)")
    ELSEWHERE = "elsewhere", _("To a unit elsewhere (异地交办)")
    DESIGNATED = "designated", _("Designated by the superior (指定管辖)")


RECALLS = (DispatchMode.RAISED, DispatchMode.REASSIGNED, DispatchMode.ELSEWHERE)


class DispatchOrder(models.Model):
    """Proposed by intake, approved by another person; ended by objection, recall or reopening."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="orders")
    number = models.CharField(_("number"), max_length=40, blank=True)
    mode = models.CharField(
        max_length=12, choices=DispatchMode.choices, default=DispatchMode.ORDINARY
    )
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    lead_summary = models.TextField(_("lead summary"))
    requirements = models.TextField(_("requirements"), blank=True)
    due_on = models.DateField(_("to be concluded by"))
    proposed_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    issued_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    objection = models.TextField(_("objection"), blank=True)
    objected_on = models.DateField(null=True, blank=True)
    overridden_because = models.TextField(_("why not the unit proposed"), blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recalled_as = models.CharField(max_length=12, choices=DispatchMode.choices, blank=True)
    recalled_because = models.TextField(_("why it was recalled"), blank=True)

    class Meta:
        indexes = [models.Index("issued_on", name="cases_dispatchorder_by_issue")]
        constraints = [
            models.UniqueConstraint(
                "case", condition=Q(ended_on=None), name="cases_dispatchorder_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | ~Q(number=""),
                name="cases_dispatchorder_issued_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.pk)

    def check_unit_is_fit(self) -> None:
        """The unit has authority and is not itself accused (§9.3, S1; petitions art. 30)."""
        if self.unit.kind not in BUREAUS:
            raise NotAllowed(_("A case is dispatched to an education bureau."))
        if self.unit_id == self.case.school_id or self._is_a_respondents_unit():
            raise NotAllowed(_("The unit accused does not handle its own case."))

    def _is_a_respondents_unit(self) -> bool:
        unit = self.unit
        return self.case.respondents.filter(
            Q(teacher__establishment_unit=unit) | Q(teacher__teaching_unit=unit)
        ).exists()
