"""The custodian's question: which reports one person made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.lookups import What, Why
from cases.search.bigrams import folded


class Lookup(forms.Form):
    """What is known of the person, on which occasion, and where that is on file."""

    what = forms.ChoiceField(label=_("What you know of the person"), choices=What.choices)
    text = forms.CharField(
        label=_("Number or name, whole"), max_length=100,
        help_text=_("It is compared without opening anything, and kept nowhere."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    why = forms.ChoiceField(
        label=_("Why you look for the person"), choices=Why.choices, widget=forms.RadioSelect
    )
    reference = forms.CharField(
        label=_("Where the occasion is on file"), max_length=80,
        help_text=_("A number of a letter or of a report. It is kept for good; name nobody."),
    )  # fmt: skip

    def clean_text(self) -> str:
        """Something that can be compared."""
        text: str = self.cleaned_data["text"]
        if not any(sign.isalnum() for sign in text):
            raise forms.ValidationError(_("Type the whole number or the whole name."))
        return text

    def clean(self) -> dict[str, Any]:
        """What is kept for good does not repeat what is kept nowhere."""
        cleaned = super().clean() or {}
        text, reference = folded(cleaned.get("text", "")), folded(cleaned.get("reference", ""))
        if text and text in reference:
            self.add_error("reference", _("Do not repeat here what you look for."))
        return cleaned
