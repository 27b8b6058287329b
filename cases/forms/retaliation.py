"""What was done about retaliation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import TextField, VerbForm
from cases.models import OrganTold


class SettleRetaliation(VerbForm):
    """What was done, and who else was told."""

    done = TextField(
        label=_("What was done"), max_length=2000,
        help_text=_("Who was spoken to and when, what was forbidden or put right, how the family is protected from now on."),
    )  # fmt: skip
    organ = forms.ChoiceField(
        label=_("Organ that was told"), choices=OrganTold.choices, widget=forms.RadioSelect
    )
