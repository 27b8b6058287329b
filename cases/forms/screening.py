"""Forms of screening and of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.screening import Matter
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.forms.persons import PersonsMixin
from cases.models import Case
from cases.states import Kind
from people.models import Unit

if TYPE_CHECKING:
    from cases.models import Complaint


class Danger(VerbForm):
    """When and how the police were told."""

    on = DayField(label=_("Reported on"))
    text = TextField(label=_("To whom, how, and what they answered"))


class Accept(PersonsMixin, VerbForm):
    """What the inquiry is about, and about whom."""

    title = forms.CharField(label=_("Short title of the matter"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    reporting_unit = forms.ModelChoiceField(Unit.objects.none(), label=_("County or zone"))

    field_order = ["title", "kind", "reporting_unit", "school", "teachers", "clues"]

    def prepare(self) -> None:
        """What the complaint says already is filled in."""
        complaint = self.record
        field: Any = self.fields["reporting_unit"]
        field.queryset = Unit.objects.reporting()
        self.suggest({
            "title": _neutral_title(complaint), "kind": complaint.kind,
            "reporting_unit": complaint.reporting_unit, "school": complaint.school_name,
        })  # fmt: skip

    @property
    def arguments(self) -> dict[str, Any]:
        """The matter."""
        return {"matter": Matter(**self.cleaned_data)}

    def clean(self) -> dict[str, Any]:
        """Somebody must be named, or described."""
        cleaned = super().clean() or {}
        nobody = not cleaned.get("teachers") and not cleaned.get("clues")
        if nobody and "teachers" not in self.errors:
            self.add_error("teachers", _("Name a teacher, or say what is known of the person."))
        return cleaned


def _neutral_title(complaint: Complaint) -> str:
    """School and kind as we know them: the reporter's own words go no further."""
    place = complaint.school or complaint.reporting_unit
    return f"{place.name if place else ''}{complaint.get_kind_display()}"


class Refer(Reason):
    """Which authority, and why."""

    authority = forms.CharField(label=_("Authority"), max_length=100)

    field_order = ["authority", "reason"]


class Merge(Reason):
    """Which case it follows."""

    case = forms.CharField(
        label=_("Number of the case"), max_length=20, help_text=_("As in the address: 2026-00001")
    )

    field_order = ["case", "reason"]

    def clean_case(self) -> Case:
        """A case that the person may see; what he may not see does not exist."""
        found = Case.objects.visible_to(self.user).filter(slug=self.cleaned_data["case"]).first()
        if found is None:
            raise forms.ValidationError(_("There is no case of this number."))
        return found


class Answer(VerbForm):
    """What the reporter will read."""

    answer = TextField(
        label=_("Answer"),
        help_text=_("Whether it was verified and that it was handled by the rules; no names."),
    )
