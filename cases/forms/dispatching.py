"""Forms of dispatch and recall."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.dispatching import Proposal, within_reach
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.models import DispatchMode
from people.models import Unit, User
from people.models.units import BUREAUS, UnitKind


class ProposeDispatch(VerbForm):
    """Unit, redacted lead summary, limit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Handling unit"))
    lead_summary = TextField(
        label=_("Lead summary"), rows=6,
        help_text=_("What can be checked, without anything that shows who reported it."),
    )  # fmt: skip
    requirements = TextField(label=_("Requirements"), rows=2, required=False)
    due_on = DayField(label=_("To be concluded by"), has_happened=False)
    mode = forms.ChoiceField(
        label=_("Way of dispatch"), choices=DispatchMode.choices, initial=DispatchMode.ORDINARY
    )

    def prepare(self) -> None:
        """The unit responsible and the limit of 60 days are proposed."""
        case = self.record
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.current().filter(kind__in=BUREAUS).order_by("region_code")
        row = case.reporting_unit
        clock = case.clocks.running().filter(limit="K4").first()
        self.suggest(
            {
                "unit": case.city if row.kind == UnitKind.DIRECT else row,
                "due_on": clock.due_on if clock else None,
                "lead_summary": case.lead_summary,
            }
        )

    @property
    def arguments(self) -> dict[str, Any]:
        """The proposal."""
        return {"proposal": Proposal(**self.cleaned_data)}

    def clean_due_on(self) -> Any:
        """A limit lies ahead."""
        day = self.cleaned_data["due_on"]
        today = timezone.localdate()
        if day <= today:
            raise forms.ValidationError(_("The limit must lie ahead."))
        clock = self.record.clocks.running().filter(limit="K4").first()
        if clock and today <= clock.due_on < day:
            raise forms.ValidationError(_("Not later than the limit of the whole inquiry."))
        return day


class Recall(Reason):
    """Why, and what becomes of the case."""

    mode = forms.ChoiceField(
        label=_("Way of recall"),
        choices=[one for one in DispatchMode.choices if one[0] != DispatchMode.ORDINARY],
    )

    field_order = ["mode", "reason"]


class Recuse(Reason):
    """Who steps aside."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """Everybody at the case's table; a unit cannot send the city away from it."""
        seated = {one.pk for one in within_reach(self.record, self.user)}
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=seated).order_by("full_name", "pk")
        field.label_from_instance = lambda one: one.full_name


class EndRecusal(Reason):
    """Who comes back, and why."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """Those who are recused now."""
        away = self.record.recusals.in_force().values("user")
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=away).order_by("full_name", "pk")
        field.label_from_instance = lambda one: one.full_name
