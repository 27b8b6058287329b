"""Forms of a referral to another authority, and of what came back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.referrals import Answer
from cases.forms.base import DayField, TextField, VerbForm
from cases.models import Referral, ReferralKind


class Refer(VerbForm):
    """Which authority, and what it must know."""

    kind = forms.ChoiceField(
        label=_("Track"), choices=ReferralKind.choices, widget=forms.RadioSelect
    )
    authority = forms.CharField(label=_("Authority"), max_length=100)
    matter = TextField(
        label=_("Facts and clues referred"), rows=6,
        help_text=_("As the inquiry found them; never the words of a report."),
    )  # fmt: skip
    sent_on = DayField(label=_("Sent on"))


class RecordReferral(VerbForm):
    """Receipt first, result later; both may come at once."""

    referral = forms.ModelChoiceField(Referral.objects.none(), label=_("Referral"))
    receipt = forms.CharField(label=_("Receipt"), max_length=100, required=False)
    received_on = DayField(label=_("Received on"), required=False, initial=None)
    result = TextField(label=_("Result"), rows=3, required=False)
    penalty_number = forms.CharField(
        label=_("Number of the penalty"), max_length=60, required=False
    )
    result_on = DayField(label=_("Result of"), required=False, initial=None)

    def prepare(self) -> None:
        """Those without a result."""
        field: Any = self.fields["referral"]
        field.queryset = self.record.referrals.filter(result="")

    def clean(self) -> dict[str, Any]:
        """A receipt or a result, each with its day."""
        cleaned = super().clean() or {}
        if not cleaned.get("receipt") and not cleaned.get("result"):
            self.add_error("receipt", _("Enter the receipt or the result."))
        for name, day in [("receipt", "received_on"), ("result", "result_on")]:
            if cleaned.get(name) and not cleaned.get(day) and day not in self.errors:
                self.add_error(day, _("Say on which day."))
        return cleaned

    @property
    def arguments(self) -> dict[str, Any]:
        """The referral, and what came back."""
        own = {name: value for name, value in self.cleaned_data.items() if name != "referral"}
        return {"referral": self.cleaned_data["referral"], "answer": Answer(**own)}
