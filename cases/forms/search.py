"""The box to search with: what was typed is kept, and what cannot be looked for gets a sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.search import query


class SearchField(forms.CharField):
    """Numbers, names, words. Longer than anybody can search for, it is still kept on the page."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Search"))
        super().__init__(required=False, **kwargs)
        self.validators = []  # a sign that no text holds is a reason of ours, beside the others

    def clean(self, value: Any) -> str:
        """What was typed. Raises ``ValidationError`` with the reason why nothing is looked for."""
        typed: str = super().clean(value)
        if refusal := query.parse(typed).refusal:
            raise ValidationError(refusal)
        return typed.replace("\0", " ")


class SearchForm(forms.Form):
    """One box, one page."""

    q = SearchField()

    @property
    def words(self) -> str:
        """What to look for; empty where there is nothing to."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""
