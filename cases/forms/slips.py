"""The forms of the ladder: a draft, its issue, an answer, an opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.slips import Words
from cases.forms.base import DayField, TextField
from cases.models import Case, Rung
from people.models import Unit
from people.models.units import BUREAUS, UnitKind

if TYPE_CHECKING:
    from datetime import date

    from cases.models import Slip
    from people.models import User


def lies_ahead(day: date) -> None:
    """A day by which something is to be done comes after today."""
    if day <= timezone.localdate():
        raise forms.ValidationError(_("The day of the answer must lie ahead."))


class WordsForm(forms.Form):
    """What a slip says."""

    matter = TextField(
        label=_("Facts"), rows=5,
        help_text=_("Numbers and days. No name of a reporter, nothing of what he wrote."),
    )  # fmt: skip
    requirement = TextField(label=_("What is required"), rows=3)
    responsible = forms.CharField(
        label=_("Person responsible"), max_length=60, required=False,
        help_text=_("Who answers for it at the unit"),
    )  # fmt: skip
    reply_by = DayField(
        label=_("To be answered by"), has_happened=False, initial=None, validators=[lies_ahead]
    )

    @property
    def words(self) -> Words:
        """What was typed."""
        names = ("matter", "requirement", "reply_by", "responsible")
        return Words(**{name: self.cleaned_data[name] for name in names})

    @classmethod
    def of(cls, slip: Slip, *, auto_id: str) -> WordsForm:
        """The form with the draft's own words."""
        names = ("matter", "requirement", "responsible", "reply_by")
        return cls(initial={name: getattr(slip, name) for name in names}, auto_id=auto_id)


class DraftForm(WordsForm):
    """A slip by hand: which form, to whom, about which case."""

    rung = forms.ChoiceField(label=_("Form"), choices=Rung.choices[:3])
    unit = forms.ModelChoiceField(
        Unit.objects.filter(kind__in=[kind for kind in BUREAUS if kind != UnitKind.CITY]),
        label=_("To"), empty_label=_("Please choose"),
    )  # fmt: skip
    number = forms.CharField(
        label=_("About the case"),
        required=False,
        max_length=30,
        help_text=_("Its number, for example 2026-00001; empty when it is about the unit itself"),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=50)
    field_order = ["rung", "unit", "number"]

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader

    def clean_number(self) -> Case | None:
        """A case that this person may open."""
        typed = self.cleaned_data["number"].strip()
        if not typed:
            return None
        found = Case.objects.visible_to(self.reader).filter(slug=typed).first()
        if found is None:
            raise forms.ValidationError(_("There is no case of this number on your desk."))
        return found

    def clean(self) -> dict[str, Any]:
        """The case is the unit's own."""
        said = super().clean() or self.cleaned_data
        case, unit = said.get("number"), said.get("unit")
        if case and unit and case.handling_unit_id != unit.pk:
            self.add_error("number", _("This unit does not handle that case."))
        return said


class StepUpForm(WordsForm):
    """A graver form after one that was not met."""

    rung = forms.ChoiceField(label=_("Form"))
    field_order = ["rung"]

    def __init__(self, *args: Any, slip: Slip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rung"].choices = [(one.value, one.label) for one in slip.graver_rungs]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the unit has done."""

    answer = TextField(label=_("What was done"), rows=6)


class OpinionForm(forms.Form):
    """Why it ends."""

    opinion = TextField(label=_("Opinion"), rows=3)


class ReturnForm(OpinionForm):
    """Why the answer is not enough, and by when the next is due."""

    reply_by = DayField(
        label=_("To be answered by"), has_happened=False, initial=None, validators=[lies_ahead]
    )
