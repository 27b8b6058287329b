"""What every verb's form has: its record, its person, and the arguments of its action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.forms.boundfield import BoundField

    from cases.models import Complaint
    from people.models import User

LONG = 5000


def not_in_future(day: date) -> None:
    """Nothing is recorded before it happened."""
    if day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet."))


class DayField(forms.DateField):
    """A day, today unless said otherwise; never in the future when it records what happened."""

    def __init__(self, *, has_happened: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("initial", timezone.localdate)
        super().__init__(**kwargs)
        if has_happened:
            self.validators.append(not_in_future)


class TextField(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class VerbForm(forms.Form):
    """A form that knows the record and the person. ``arguments`` go to the verb's action."""

    def __init__(self, *args: Any, record: Any, user: User, **kwargs: Any) -> None:
        self.record, self.user = record, user
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.empty_label:
                field.empty_label = _("Please choose")
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the record."""

    def suggest(self, values: dict[str, Any]) -> None:
        """First values, where the caller gave none."""
        self.initial = {**values, **self.initial}

    @property
    def reads(self) -> Sequence[Complaint]:
        """The complaints whose own words are shown beside the form: each is a reading of its own."""
        return ()

    @property
    def arguments(self) -> dict[str, Any]:
        """What the action is called with, beside the record and ``by``."""
        return self.cleaned_data

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """Titled groups of fields, in order."""
        return [("", list(self))]


class Confirm(VerbForm):
    """Nothing to enter: the page says what will happen."""


class Reason(VerbForm):
    """A reason, and nothing else."""

    reason = TextField(label=_("Reason"))
