"""Forms of screening: accepting, refusing, shelving, merging, a child in danger, the answer."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.screening import Danger, Findings, Matter
from cases.catalogues import protectors, refusals, scenes
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.forms.persons import PersonsMixin, teachers_at
from cases.models.rights import rights_of
from cases.sheets.beside import Beside, beside
from cases.states import Kind
from people.models import Unit

if TYPE_CHECKING:
    from cases.models import Complaint

FINDINGS = ("scene", "place", "happened", "evidence")
CHECKS = ("duplicates_seen", "no_conflict")
MISSING = [
    ("person", _("Who it was is not known")),
    ("school", _("The school is not known")),
    ("time", _("When it was is not known")),
    ("place", _("Where it was is not known")),
    ("facts", _("No fact is told that could be checked")),
    ("contact", _("Nobody can be asked")),
]


class ReportDanger(VerbForm):
    """Who was told, when, by whom, and what he said."""

    to = forms.ChoiceField(label=_("Reported to"))
    office = forms.CharField(
        label=_("Office that took it"), max_length=100, required=False,
        help_text=_("The police station, for example."),
    )  # fmt: skip
    on = DayField(label=_("Reported on"))
    at = forms.TimeField(
        label=_("At what time"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    told_by = forms.CharField(label=_("Reported by"), max_length=50)
    number = forms.CharField(
        label=_("Number of the receipt"), max_length=60, required=False,
        help_text=_("As the authority gave it; without one, who took the call goes below."),
    )  # fmt: skip
    text = TextField(label=_("What was said, and what they answered"), max_length=2000)

    def prepare(self) -> None:
        """The police first; the officer who records it is the one who told."""
        field: Any = self.fields["to"]
        field.choices = protectors.choices(timezone.localdate())
        self.suggest({"to": "POLICE", "told_by": self.user.full_name})

    @property
    def arguments(self) -> dict[str, Any]:
        """The report made."""
        return {"danger": Danger(**self.cleaned_data)}


class BesideMixin(forms.Form):
    """What else was reported, as this person may see it."""

    record: Complaint
    user: Any

    @cached_property
    def beside(self) -> Beside:
        """Same teacher, same school, similar words, open inquiries."""
        return beside(self.record, self.user, rights_of(self.record, self.user))


class Accept(BesideMixin, PersonsMixin, VerbForm):
    """What the inquiry is about, about whom, and what screening found."""

    title = forms.CharField(label=_("Short title of the matter"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    scene = forms.ChoiceField(
        label=_("Form of tutoring"), required=False,
        help_text=_("Where the matter is paid tutoring."),
    )  # fmt: skip
    reporting_unit = forms.ModelChoiceField(Unit.objects.none(), label=_("County or zone"))
    place = forms.CharField(label=_("Place"), max_length=200, help_text=_("“Unknown”, if it is."))
    happened = forms.CharField(label=_("When"), max_length=200, help_text=_("“Unknown”, if it is."))
    evidence = TextField(label=_("Evidence at hand"), rows=2, max_length=1000)
    duplicates_seen = forms.BooleanField(
        widget=forms.CheckboxInput(attrs={"value": "on"}),
        label=_("I have looked at what stands beside: this report begins an inquiry of its own"),
        error_messages={"required": _("Look at the similar reports first; the same matter is merged.")},
    )  # fmt: skip
    no_conflict = forms.BooleanField(
        widget=forms.CheckboxInput(attrs={"value": "on"}),
        label=_("I am no party to it, and no relative of anybody concerned"),
        error_messages={"required": _("Whoever is concerned leaves it to a colleague.")},
    )  # fmt: skip

    field_order = [
        "title", "kind", "scene", "reporting_unit", "school", "teachers", "clues", *FINDINGS[1:], *CHECKS,
    ]  # fmt: skip

    def prepare(self) -> None:
        """What the complaint says already is filled in."""
        complaint = self.record
        field: Any = self.fields["reporting_unit"]
        field.queryset = Unit.objects.reporting()
        scene: Any = self.fields["scene"]
        scene.choices = [("", _("Please choose")), *scenes.choices(timezone.localdate())]
        unknown = str(_("Unknown"))
        self.suggest({
            "title": _neutral_title(complaint), "kind": complaint.kind,
            "reporting_unit": complaint.reporting_unit, "school": complaint.school_name,
            "place": complaint.place or unknown, "happened": complaint.happened or unknown,
            "evidence": _evidence_of(complaint), "teachers": _known_teacher(complaint),
        })  # fmt: skip

    @property
    def arguments(self) -> dict[str, Any]:
        """The matter with its findings."""
        typed = {name: one for name, one in self.cleaned_data.items() if name not in CHECKS}
        found = {name: typed.pop(name) for name in FINDINGS}
        return {
            "matter": Matter(
                **typed, findings=Findings(**found, duplicates=len(self.beside.reports))
            )
        }

    def clean(self) -> dict[str, Any]:
        """Somebody must be named, or described; tutoring has a form."""
        cleaned = super().clean() or {}
        nobody = not cleaned.get("teachers") and not cleaned.get("clues")
        if nobody and "teachers" not in self.errors:
            self.add_error("teachers", _("Name a teacher, or say what is known of the person."))
        if cleaned.get("kind") == Kind.TUTORING and not cleaned.get("scene"):
            self.add_error("scene", _("Say which form the tutoring takes; “other” is one of them."))
        return cleaned


def _neutral_title(complaint: Complaint) -> str:
    """School and kind as we know them: the reporter's own words go no further."""
    place = complaint.school or complaint.reporting_unit
    return f"{place.name if place else ''}{complaint.get_kind_display()}"


def _known_teacher(complaint: Complaint) -> str:
    """The name as it was reported, where exactly one teacher of that school bears it."""
    if complaint.school is None or not complaint.teacher_name:
        return ""
    found = teachers_at(complaint.school).filter(name=complaint.teacher_name)[:2]
    return complaint.teacher_name if len(found) == 1 else ""


def _evidence_of(complaint: Complaint) -> str:
    """How many files of which kind came with it."""
    kinds = Counter(one.get_kind_display() for one in complaint.evidence.only("kind"))
    counted = [_("%(kind)s: %(n)s") % {"kind": kind, "n": n} for kind, n in kinds.items() if kind]
    return "；".join(str(one) for one in counted) or str(_("None so far"))


class Decline(Reason):
    """On which ground of the law, and why it is met."""

    ground = forms.ChoiceField(
        label=_("Legal ground"), widget=forms.RadioSelect,
        help_text=_("That nobody is named is no ground. Lack of leads is none either: shelve it."),
    )  # fmt: skip

    field_order = ["ground", "reason"]

    def prepare(self) -> None:
        """The grounds of today."""
        field: Any = self.fields["ground"]
        field.choices = refusals.choices(timezone.localdate())
        self.fields["reason"].label = _("Why this ground is met")
        self.fields["reason"].help_text = _(
            "Kept in the file. The reporter reads the ground in plain words, not this."
        )

    def clean_ground(self) -> str:
        """What is not ours is no ground, but the sign of another way."""
        code: str = self.cleaned_data["ground"]
        if refusals.get(code, timezone.localdate()).instead:
            raise forms.ValidationError(
                _("What is not ours is referred: use “Refer to another authority”.")
            )
        return code


class Shelve(BesideMixin, Reason):
    """What is missing, and why nothing can be checked."""

    missing = forms.MultipleChoiceField(
        label=_("What is missing"), choices=MISSING, widget=forms.CheckboxSelectMultiple
    )

    field_order = ["missing", "reason"]

    def prepare(self) -> None:
        """What the report leaves blank is ticked."""
        complaint = self.record
        blank = {
            "person": not complaint.teacher_name, "school": not complaint.school_name,
            "time": not complaint.happened, "place": not complaint.place,
        }  # fmt: skip
        self.suggest({"missing": [name for name, is_blank in blank.items() if is_blank]})


class ReviewShelved(BesideMixin, Reason):
    """What was looked at; beside it the reports that may wake it."""

    def prepare(self) -> None:
        """The question of the review."""
        self.fields["reason"].label = _("What was looked at, and why nothing can be checked yet")


class Answer(VerbForm):
    """What the reporter will read."""

    answer = TextField(
        label=_("Answer"),
        help_text=_("Whether it was verified and that it was handled by the rules; no names."),
    )
