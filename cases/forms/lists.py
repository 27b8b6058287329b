"""The filters of the lists. A value that makes no sense filters nothing, and is said beside its field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cases.models import Channel
from cases.states import CaseState, ComplaintState, Kind
from people.models import Unit
from people.models.units import BUREAUS

ANY = ("", _("All"))
DUE = [ANY, ("overdue", _("Overdue")), ("soon", _("Within three days")), ("later", _("Later"))]


class Filter(forms.Form):
    """Search words and the key of the page."""

    q = forms.CharField(label=_("Search"), required=False, max_length=50)

    def value(self, name: str) -> Any:
        """A valid value; empty where there is none."""
        self.full_clean() if self._errors is None else None
        return self.cleaned_data.get(name) or ""


class CaseFilter(Filter):
    """State, unit, kind, due date."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *CaseState.choices])
    unit = forms.ModelChoiceField(
        Unit.objects.filter(kind__in=[*BUREAUS, "direct"]).order_by("region_code", "pk"),
        label=_("Unit"), required=False, empty_label=_("All"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Kind.choices])
    due = forms.ChoiceField(label=_("Due"), required=False, choices=DUE)
    after = forms.CharField(
        required=False, widget=forms.HiddenInput,
        validators=[RegexValidator(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)\.\d{1,15}$|^\d{4}-\d\d-3[01]\.\d{1,15}$")],
    )  # fmt: skip


class ComplaintFilter(Filter):
    """State, kind, channel."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ANY, *ComplaintState.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Kind.choices])
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=[ANY, *Channel.choices])
    after = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )
