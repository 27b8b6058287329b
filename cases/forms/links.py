"""Forms of cases that come out of one another: allegations, parts, links, retaliation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.links import Incident, Part
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.forms.persons import PersonsMixin
from cases.models import Case, Respondent
from cases.states import Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet


class AddAllegation(VerbForm):
    """What else came to light."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    on = DayField(label=_("Came to light on"))
    text = TextField(label=_("What came to light"))


class Split(VerbForm):
    """What becomes a case of its own, and whose."""

    title = forms.CharField(label=_("Short title of the matter"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    was_reported = forms.TypedChoiceField(
        label=_("Where it comes from"), coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("It was part of what was reported: the limit goes on")),
            ("no", _("It came to light in the inquiry: a new limit begins")),
        ],
    )  # fmt: skip
    respondents = forms.ModelMultipleChoiceField(
        Respondent.objects.none(), label=_("People concerned"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    leaves = forms.TypedChoiceField(
        label=_("These people"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[
            ("no", _("Stay in this case too")),
            ("yes", _("Are dealt with in the new case only")),
        ],
    )  # fmt: skip
    lead_summary = TextField(
        label=_("Lead summary"), help_text=_("Never the words of a report, and nobody's name.")
    )

    def prepare(self) -> None:
        """Those with whom this case still deals."""
        field: Any = self.fields["respondents"]
        field.queryset = self.record.respondents.standing().filter(finding="")
        self.suggest({"kind": self.record.kind})

    @property
    def arguments(self) -> dict[str, Any]:
        """The part."""
        return {"part": Part(**self.cleaned_data)}


class Link(Reason):
    """Which other case, and why."""

    other = forms.CharField(
        label=_("Number of the case"), max_length=20, help_text=_("As in the address: 2026-00001")
    )

    field_order = ["other", "reason"]

    def clean_other(self) -> Case:
        """A case that this person may open; any other is as good as none."""
        visible: QuerySet[Case] = Case.objects.visible_to(self.user)
        found = visible.filter(slug=self.cleaned_data["other"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no such case."))
        return found


class OpenRetaliation(PersonsMixin, VerbForm):
    """Who took revenge, how, and what protects the reporter."""

    lead_summary = TextField(
        label=_("Lead summary"), help_text=_("Never the words of a report, and nobody's name.")
    )
    protection = TextField(label=_("Protection of the reporter"), rows=3)

    field_order = ["school", "teachers", "clues", "lead_summary", "protection"]

    def prepare(self) -> None:
        """At the school that was reported, most often."""
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
        """The incident."""
        return {"incident": Incident(**self.cleaned_data)}
