"""The form that brings a spreadsheet."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class BringForm(forms.Form):
    """One .xlsx of at most 10 MB."""

    file = forms.FileField(
        label=_("Spreadsheet of orders"), widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("As the hotline exports it (.xlsx), at most 10 MB and 5,000 rows. Callers' names are sealed row by row."),
        error_messages={
            "required": _("Choose a spreadsheet of at most 10 MB."),
            "empty": _("This file is empty."),
        },
    )  # fmt: skip
