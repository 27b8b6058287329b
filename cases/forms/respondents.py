"""Forms about the people of an inquiry: added, identified, cleared, and what happens to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.persons import Change
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.forms.persons import PersonsMixin, SchoolField, find_teachers
from cases.models import ChangeKind, Respondent
from cases.models.person_change import GONE

if TYPE_CHECKING:
    from people.models import Teacher


class AddRespondent(PersonsMixin, VerbForm):
    """Another person of the case."""

    def prepare(self) -> None:
        """At the same school, most often."""
        self.suggest({"school": self.record.school.name if self.record.school else ""})

    def clean(self) -> dict[str, Any]:
        """Somebody must be named, or described."""
        cleaned = super().clean() or {}
        nobody = not cleaned.get("teachers") and not cleaned.get("clues")
        if nobody and not self.errors:
            self.add_error("teachers", _("Name a teacher, or say what is known of the person."))
        return cleaned

    @property
    def arguments(self) -> dict[str, Any]:
        """The school only helped to find the teachers."""
        return {name: self.cleaned_data[name] for name in ("teachers", "clues")}


class IdentifyRespondent(VerbForm):
    """Which unknown person is which teacher."""

    respondent = forms.ModelChoiceField(Respondent.objects.none(), label=_("Person not yet known"))
    school = SchoolField(label=_("School"), required=False, max_length=100)
    teacher = forms.CharField(label=_("Teacher"), max_length=60)

    def prepare(self) -> None:
        """Those without a name."""
        field: Any = self.fields["respondent"]
        field.queryset = self.record.respondents.filter(teacher=None)
        self.suggest({"school": self.record.school.name if self.record.school else ""})

    def clean_teacher(self) -> Teacher:
        """One teacher."""
        found = find_teachers(self.cleaned_data["teacher"], self.cleaned_data.get("school"))
        if len(found) != 1:
            raise forms.ValidationError(_("Name one teacher."))
        return found[0]

    @property
    def arguments(self) -> dict[str, Any]:
        """The school only helped to find the teacher."""
        return {name: self.cleaned_data[name] for name in ("respondent", "teacher")}


class ClearRespondent(PersonsMixin, Reason):
    """Who was wrongly named, why it is not he, and who takes his place."""

    respondent = forms.ModelChoiceField(Respondent.objects.none(), label=_("Wrongly named"))

    field_order = ["respondent", "reason", "school", "teachers", "clues"]

    def prepare(self) -> None:
        """Those without a finding; what is said of another may stay empty."""
        fields: Any = self.fields
        fields["respondent"].queryset = self.record.respondents.without_finding()
        fields["reason"].label = _("Why it is not this person")
        fields["teachers"].label = _("The teacher meant instead")
        fields["clues"].label = _("Clues to the person meant, where no name is known")
        self.suggest({"school": self.record.school.name if self.record.school else ""})

    def clean_teachers(self) -> list[Teacher]:
        """One at most."""
        found = super().clean_teachers()
        if len(found) > 1:
            raise forms.ValidationError(_("Name one teacher."))
        return found

    @property
    def arguments(self) -> dict[str, Any]:
        """The person, the reason, and who takes his place."""
        cleaned = self.cleaned_data
        return {
            "respondent": cleaned["respondent"], "reason": cleaned["reason"],
            "teacher": next(iter(cleaned["teachers"]), None), "clues": cleaned["clues"],
        }  # fmt: skip


class RecordChange(VerbForm):
    """Who, what happened, since when, and where to."""

    respondent = forms.ModelChoiceField(Respondent.objects.none(), label=_("Person"))
    kind = forms.ChoiceField(
        label=_("What happened"), widget=forms.RadioSelect,
        choices=[(one, one.label) for one in ChangeKind if one not in GONE],
    )  # fmt: skip
    on = DayField(label=_("Since"))
    unit = SchoolField(label=_("New school, where somebody moved"), required=False, max_length=100)
    reason = TextField(label=_("Source of this, and anything to be known"), rows=3)

    def prepare(self) -> None:
        """The known people of the case."""
        field: Any = self.fields["respondent"]
        field.queryset = self.record.respondents.standing().filter(teacher__isnull=False)

    def clean(self) -> dict[str, Any]:
        """Whoever moved, moved somewhere."""
        cleaned = super().clean() or {}
        moved = cleaned.get("kind") == ChangeKind.MOVED
        if moved and not cleaned.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Say which school the person has moved to."))
        if not moved:
            cleaned["unit"] = None
        return cleaned

    @property
    def arguments(self) -> dict[str, Any]:
        """The person and the change."""
        own = {name: self.cleaned_data[name] for name in ("kind", "on", "reason", "unit")}
        return {"respondent": self.cleaned_data["respondent"], "change": Change(**own)}
