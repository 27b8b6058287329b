"""The form of one row of the money ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.money import Row
from cases.forms.base import DayField, VerbForm
from cases.models import CaseFile, Payment, Respondent


class RecordPayment(VerbForm):
    """Who took how much, from whom, when, and what went back."""

    respondent = forms.ModelChoiceField(Respondent.objects.none(), label=_("Taken by"))
    amount = forms.DecimalField(
        label=_("Taken, in yuan"), min_value=0, max_digits=12, decimal_places=2,
        help_text=_("0 where it was found that nothing was paid: free tutoring, one's own child."),
    )  # fmt: skip
    payer = forms.CharField(
        label=_("Paid by"), max_length=60, required=False,
        help_text=_("By code or number, such as 家长A or 12名学生家长; never by name."),
    )  # fmt: skip
    paid = forms.CharField(label=_("When"), max_length=60, required=False)
    way = forms.CharField(label=_("How it was paid"), max_length=60, required=False)
    returned = forms.DecimalField(
        label=_("Returned already, in yuan"), min_value=0, max_digits=12, decimal_places=2,
        required=False,
        help_text=_("Counts as a refund once the person is found at fault; nobody enters it again."),
    )  # fmt: skip
    returned_on = DayField(label=_("Returned on"), required=False, initial=None)
    proof = forms.CharField(
        label=_("Proof"), max_length=300,
        help_text=_("Transfer record, receipt, interview; also what shows that nothing was paid."),
    )  # fmt: skip
    file = forms.ModelChoiceField(CaseFile.objects.none(), label=_("File"), required=False)
    corrects = forms.ModelChoiceField(
        Payment.objects.none(), label=_("Corrects the row"), required=False,
        help_text=_("The earlier row stays to be read and no longer counts."),
    )  # fmt: skip

    def prepare(self) -> None:
        """People, files and standing rows of the case."""
        people: Any = self.fields["respondent"]
        people.queryset = self.record.respondents.select_related("teacher")
        files: Any = self.fields["file"]
        files.queryset = self.record.case_files.filter(paper=None)
        files.label_from_instance = lambda one: f"{one.number} {one.said}"
        rows: Any = self.fields["corrects"]
        rows.queryset = (
            Payment.objects.of(self.record).standing().select_related("respondent__teacher")
        )
        rows.label_from_instance = _row

    def clean(self) -> dict[str, Any]:
        """What was returned was taken, on a day."""
        cleaned = super().clean() or {}
        taken, returned = cleaned.get("amount"), cleaned.get("returned") or Decimal(0)
        if taken is not None and returned > taken:
            self.add_error("returned", _("No more can be returned than was taken."))
        if returned and not cleaned.get("returned_on") and "returned_on" not in self.errors:
            self.add_error("returned_on", _("Say on which day it was returned."))
        return cleaned

    @property
    def arguments(self) -> dict[str, Any]:
        """The row."""
        returned = self.cleaned_data["returned"] or Decimal(0)
        said = self.cleaned_data | {"returned": returned}
        if not returned:
            said["returned_on"] = None
        return {"row": Row(**said)}


def _row(one: Payment) -> str:
    return f"{one.respondent.shown_name} {one.amount} {one.payer} {one.paid}".strip()
