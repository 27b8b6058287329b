"""The filters of the lists. A value that makes no sense filters nothing, and is said beside its field."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Channel
from cases.states import CaseState, ComplaintState, Kind
from people.models import Unit
from people.models.units import BUREAUS

ANY = ("", _("All"))
DUE = [ANY, ("overdue", _("Overdue")), ("soon", _("Within three days")), ("later", _("Later"))]
OPEN = ("open", _("Not closed yet"))
KEY = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,15})", re.ASCII)


class Filter(forms.Form):
    """Search words, and the key after which the page begins."""

    q = forms.CharField(label=_("Search"), required=False, max_length=50)
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def value(self, name: str) -> Any:
        """A valid value; empty where there is none."""
        self.is_valid()  # a list is shown whatever was typed
        return self.cleaned_data.get(name) or ""

    @property
    def is_filtering(self) -> bool:
        """Whether the list shows a part only."""
        return any(self.value(name) for name in self.fields if name != "after")


class CaseFilter(Filter):
    """State, unit, kind, due date."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ANY, OPEN, *CaseState.choices]
    )
    unit = forms.ModelChoiceField(
        Unit.objects.filter(kind__in=[*BUREAUS, "direct"]).order_by("region_code", "pk"),
        label=_("Unit"), required=False, empty_label=_("All"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Kind.choices])
    due = forms.ChoiceField(label=_("Due"), required=False, choices=DUE)

    field_order = ["state", "unit", "kind", "due"]

    def clean_after(self) -> tuple[date, int] | None:
        """The due date and key of the last case seen; anything else means the first page."""
        found = KEY.fullmatch(self.cleaned_data["after"])
        if found is None:
            return None
        try:
            return date.fromisoformat(found[1]), int(found[2])
        except ValueError:
            return None


class ComplaintFilter(Filter):
    """State, kind, channel, and whether a machine may have sent it."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ANY, *ComplaintState.choices]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Kind.choices])
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=[ANY, *Channel.choices])
    apart = forms.ChoiceField(
        label=_("Held apart"), required=False, choices=[("", _("No")), ("yes", _("Yes"))]
    )

    field_order = ["state", "kind", "channel", "apart"]

    def clean_after(self) -> int | None:
        """The key of the last complaint seen; anything else means the first page."""
        typed = self.cleaned_data["after"]
        return int(typed) if re.fullmatch(r"\d{1,18}", typed, re.ASCII) else None
