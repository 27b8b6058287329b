"""Forms of the inquiry: team, respondents, report and conclusion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.forms.base import Reason, VerbForm
from people.models import Appointment, User
from people.models.teachers import Category
from people.roles import Role


class Appoint(VerbForm):
    """Investigators of the unit, of its schools, or of the city."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Investigators"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Two at least, and nobody who has an interest in the matter."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Who holds the role today and has not been recused."""
        case = self.record
        unit = case.handling_unit
        near = Q(unit=unit) | Q(unit__parent=unit) | Q(unit=case.city)
        held = Appointment.objects.current().filter(near, role=Role.INVESTIGATOR)
        held = held.exclude(unit__in=self._units_passed_over())
        people = User.objects.filter(pk__in=held.values("user"), is_active=True)
        field: Any = self.fields["people"]
        field.queryset = people.exclude(pk__in=case.recusals.in_force().values("user")).order_by(
            "pk"
        )
        units = dict(held.values_list("user", "unit__name"))
        field.label_from_instance = lambda one: f"{one.full_name}（{units[one.pk]}）"

    def _units_passed_over(self) -> list[int]:
        """Where a school's leader is accused his school gets nothing (domain reference §8, 12)."""
        led = self.record.respondents.filter(teacher__category=Category.MANAGER)
        return [
            unit
            for one in led.select_related("teacher")
            if one.teacher
            for unit in one.teacher.unit_ids
        ]


class Release(Reason):
    """Who leaves the team."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Investigator"))

    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """The team of today."""
        team = self.record.investigators.filter(left_on=None)
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=team.values("user")).order_by("pk")
        field.label_from_instance = lambda one: one.full_name
