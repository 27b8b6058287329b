"""Forms of the handling of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.decisions import catalogue_of, teacher_of
from cases.actions.outcomes import Penalty
from cases.catalogues import measures, sanctions
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.models import Service
from cases.states import ProceedingKind
from people.models import TeacherStatus

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

LEAST_MONTHS = 24
SANCTION = ProceedingKind.SANCTION


class OpenProceedings(Reason):
    """For each person at fault: sanction, measure, or transfer."""

    def prepare(self) -> None:
        """A simple check offers no sanction."""
        self.at_fault = list(self.record.respondents.to_be_handled().select_related("teacher"))
        kinds = [
            one
            for one in ProceedingKind.choices
            if not (self.record.is_simple and one[0] == ProceedingKind.SANCTION)
        ]
        for respondent in self.at_fault:
            teacher = respondent.teacher
            is_in_service = teacher is None or teacher.status == TeacherStatus.ACTIVE
            self.fields[f"kind_{respondent.pk}"] = forms.ChoiceField(
                label=respondent.shown_name, widget=forms.RadioSelect,
                choices=[one for one in kinds if is_in_service or one[0] != SANCTION],
            )  # fmt: skip

    @property
    def arguments(self) -> dict[str, Any]:
        """The kind by respondent."""
        kinds = {one.pk: self.cleaned_data[f"kind_{one.pk}"] for one in self.at_fault}
        return {"kinds": kinds, "reason": self.cleaned_data["reason"]}

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The people first, the reason last."""
        return [("", [*(self[f"kind_{one.pk}"] for one in self.at_fault), self["reason"]])]


class PenaltyForm(VerbForm):
    """A sanction of the person's catalogue, other measures, the months of 取消资格."""

    sanction = forms.ChoiceField(label=_("Sanction"), required=False)
    measures = forms.MultipleChoiceField(
        label=_("Other measures"), required=False, widget=forms.CheckboxSelectMultiple
    )
    months = forms.IntegerField(
        label=_("Months of disqualification"), required=False, min_value=LEAST_MONTHS,
        max_value=600, help_text=_("At least 24."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Only what the person's catalogue knows, and only what this path allows."""
        today = timezone.localdate()
        person = teacher_of(self.record)
        catalogue = catalogue_of(self.record, today)
        allowed = self.record.kind == ProceedingKind.SANCTION and catalogue
        offered = sanctions.choices(catalogue, today) if allowed else []
        fields: Any = self.fields
        fields["sanction"].choices = [("", _("None")), *offered]
        fields["measures"].choices = measures.choices(
            today, person.personnel_type, is_in_service=person.status == TeacherStatus.ACTIVE
        )

    def clean(self) -> dict[str, Any]:
        """Something is chosen, and a term goes with what has a term."""
        cleaned = super().clean() or {}
        chosen, today = cleaned.get("measures") or [], timezone.localdate()
        if not cleaned.get("sanction") and not chosen and "measures" not in self.errors:
            self.add_error("measures", _("Choose a sanction or a measure."))
        has_term = any(measures.get(code, today).least_months for code in chosen)
        if has_term and not cleaned.get("months") and "months" not in self.errors:
            self.add_error("months", _("Say for how many months."))
        if not has_term:
            cleaned["months"] = None
        return cleaned

    @property
    def penalty(self) -> Penalty:
        """What was chosen."""
        cleaned = self.cleaned_data
        return Penalty(cleaned["sanction"], tuple(cleaned["measures"]), cleaned["months"])


class Investigate(VerbForm):
    """The investigation after formal opening."""

    report = TextField(label=_("Investigation report"), rows=8)
    met_on = DayField(label=_("Facts put to the person on"))


class Notify(PenaltyForm):
    """What is intended, and why."""

    grounds = TextField(label=_("Facts, grounds and basis"), rows=8)

    def prepare(self) -> None:
        """The facts found are the first words."""
        super().prepare()
        self.suggest({"grounds": self.record.respondent.facts})

    @property
    def arguments(self) -> dict[str, Any]:
        """Penalty and grounds."""
        return {"penalty": self.penalty, "grounds": self.cleaned_data["grounds"]}


class Entry(VerbForm):
    """A day and what is to be kept of it."""

    on = DayField(label=_("On"))
    text = TextField(label=_("Content"))


class HoldHearing(Entry):
    """Who chaired it."""

    chair = forms.CharField(label=_("Chair of the hearing"), max_length=50)

    field_order = ["on", "chair", "text"]


class Hear(VerbForm):
    """The statement and defence, or the waiver."""

    on = DayField(label=_("Heard on"))
    defence = TextField(label=_("Statement and defence"), required=False, rows=6)
    has_waived = forms.BooleanField(label=_("The person has waived it"), required=False)
    opinions = TextField(label=_("Opinions of pupils, teachers and parents"), required=False)

    def clean(self) -> dict[str, Any]:
        """Nobody skips the defence."""
        cleaned = super().clean() or {}
        if not cleaned.get("defence") and not cleaned.get("has_waived"):
            self.add_error("defence", _("Record the statement and defence, or that it was waived."))
        return cleaned


class DraftDecision(PenaltyForm):
    """The decision as it shall be signed."""

    facts = TextField(label=_("Facts and evidence"), rows=8)
    basis = TextField(label=_("Basis"), rows=4)

    def prepare(self) -> None:
        """What the person was notified of is the first draft."""
        super().prepare()
        proceeding = self.record
        self.suggest({
            "sanction": proceeding.proposed_sanction, "measures": proceeding.proposed_measures,
            "months": proceeding.proposed_months, "facts": proceeding.grounds,
        })  # fmt: skip

    @property
    def arguments(self) -> dict[str, Any]:
        """Penalty, facts and basis."""
        cleaned = self.cleaned_data
        return {"penalty": self.penalty, "facts": cleaned["facts"], "basis": cleaned["basis"]}


class Change(DraftDecision):
    """The decision that replaces the old one."""

    on = DayField(label=_("Result of the review, dated"))

    @property
    def arguments(self) -> dict[str, Any]:
        """The new decision, and the day of the result."""
        return super().arguments | {"on": self.cleaned_data["on"]}


class Legality(VerbForm):
    """What the legal officer says."""

    opinion = TextField(label=_("Legality opinion"))


class Meeting(VerbForm):
    """The collective decision: only its extract."""

    on = DayField(label=_("Decided collectively on"))
    minutes = TextField(
        label=_("Extract of the minutes"),
        help_text=_("Who was present, who stepped aside, how they voted."),
    )


class Decide(VerbForm):
    """The number from the office's register, where it is known already."""

    office_number = forms.CharField(
        label=_("Document number of the office"), required=False, max_length=40
    )


class Serve(VerbForm):
    """The proof of service."""

    on = DayField(label=_("Served on"))
    service = forms.ChoiceField(
        label=_("Way of service"), choices=Service.choices, initial=Service.PERSONAL
    )
    text = TextField(label=_("Proof of service"), rows=3)

    def clean_on(self) -> Any:
        """Nothing is served before it was decided."""
        day, decision = self.cleaned_data["on"], self.record.decision
        if decision and day < decision.decided_on:
            raise forms.ValidationError(_("The decision was not made by then."))
        return day


class Transfer(Reason):
    """To whom."""

    authority_name = forms.CharField(label=_("Authority"), max_length=100)

    field_order = ["authority_name", "reason"]


class FileReview(Entry):
    """Who was asked to review."""

    body = forms.CharField(label=_("Body that reviews"), max_length=100)

    field_order = ["on", "body", "text"]


class Revoke(Reason):
    """The result of the review, dated."""

    on = DayField(label=_("Result of the review, dated"))

    field_order = ["on", "reason"]
