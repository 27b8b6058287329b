"""Which school serves which teaching point."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.persons import SchoolField
from people.models import Unit


class NameField(forms.CharField):
    """The full name of a school; those of the registry are proposed."""

    widget = forms.TextInput(attrs=SchoolField.widget.attrs)


class PointForm(forms.Form):
    """One teaching point, and who acts for it."""

    bureau = forms.ModelChoiceField(
        Unit.objects.none(), label=_("County or zone"), empty_label=_("Please choose")
    )
    point = NameField(label=_("Teaching point"), max_length=100)
    centre = NameField(
        label=_("Served by"), max_length=100, required=False,
        help_text=_("The school whose people sign in for it. Empty: it acts for itself again."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bureau"]
        field.queryset = Unit.objects.reporting()

    def clean(self) -> dict[str, Any]:
        """Names made schools, below the bureau that was chosen."""
        said = super().clean() or {}
        schools = Unit.objects.current().schools().filter(parent=said.get("bureau"))
        for name in ("point", "centre") if said.get("bureau") else ():
            if typed := said.get(name):
                said[name] = found = schools.filter(name=typed).first()
                if found is None:
                    self.add_error(name, _("No registered school there bears this name."))
        return said
