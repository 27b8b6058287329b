"""Forms of filing, of the outcome's application, and of completion."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.refunds import EFFECT
from cases.forms.base import DayField, TextField, VerbForm
from cases.models import Effect, Respondent


class Record(VerbForm):
    """Where and when the decisions were filed."""

    on = DayField(label=_("Filed on"))
    place = forms.CharField(
        label=_("Filed in"), max_length=100, initial="人事档案、教师管理信息系统"
    )
    receipt = forms.CharField(label=_("Receipt"), max_length=200, required=False)


class CarryOutEffects(VerbForm):
    """Which consequences are in force, and the proof."""

    effects = forms.ModelMultipleChoiceField(
        Effect.objects.none(), label=_("Effects"), widget=forms.CheckboxSelectMultiple
    )
    on = DayField(label=_("Carried out on"))
    proof = TextField(label=_("Proof"), rows=3)

    def prepare(self) -> None:
        """Those that wait, refunds aside."""
        waiting = self.record.effects.waiting().exclude(code=EFFECT)
        field: Any = self.fields["effects"]
        field.queryset = waiting.select_related("decision__proceeding__respondent__teacher")
        field.label_from_instance = lambda one: (
            f"{one.decision.proceeding.respondent.shown_name} · {one.name}"
        )


class RecordRefund(VerbForm):
    """Who gave back how much."""

    respondent = forms.ModelChoiceField(Respondent.objects.none(), label=_("Person"))
    amount = forms.DecimalField(
        label=_("Amount in yuan"), min_value=Decimal("0.01"), max_digits=12, decimal_places=2
    )
    on = DayField(label=_("Refunded on"))
    proof = TextField(
        label=_("Proof"), rows=3, help_text=_("Receipts of all who had paid, not of one alone.")
    )

    def prepare(self) -> None:
        """Those who took money."""
        field: Any = self.fields["respondent"]
        takers = self.record.respondents.at_fault().filter(amount_taken__gt=0)
        field.queryset = takers.select_related("teacher")


class Completion(VerbForm):
    """办结报告."""

    text = TextField(label=_("Completion report"), rows=6)


class Archive(VerbForm):
    """Where the dossier lies."""

    place = forms.CharField(label=_("Archive and shelf mark"), max_length=100)
