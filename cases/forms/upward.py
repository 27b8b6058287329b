"""Forms of what is asked from above, and of public opinion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.upward import Asked
from cases.forms.base import DayField, TextField, VerbForm
from cases.forms.materials import SealedUpload
from cases.models import Instruction, InstructionKind


class EnterInstruction(VerbForm):
    """An order of a superior, or what a leader wrote on a paper."""

    kind = forms.ChoiceField(
        label=_("Who asked"), choices=InstructionKind.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(label=_("Organ or leader"), max_length=100)
    number = forms.CharField(
        label=_("Its number"), max_length=60, required=False,
        help_text=_("Of a superior's order; it is quoted in the report back."),
    )  # fmt: skip
    text = TextField(label=_("What was written"), rows=4)
    task = TextField(label=_("What is to be done"), rows=3)
    received_on = DayField(label=_("Received on"))
    due_on = DayField(label=_("To be reported by"), has_happened=False, initial=None)
    scan = SealedUpload(label=_("Scan of the paper"), required=False)

    def clean(self) -> dict[str, Any]:
        """A superior's order bears a number; the limit ends after it came."""
        said = super().clean() or self.cleaned_data
        if said.get("kind") == InstructionKind.SUPERIOR and not said.get("number"):
            self.add_error("number", _("Enter the number of the superior's order."))
        came, due = said.get("received_on"), said.get("due_on")
        if came and due and due < came:
            self.add_error("due_on", _("The limit cannot end before the instruction came."))
        return said

    @property
    def arguments(self) -> dict[str, Any]:
        """What was asked, and its scan."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "scan"}
        return {"asked": Asked(**said), "scan": self.cleaned_data["scan"] or None}


class OfInstruction(VerbForm):
    """Chooses one instruction of the case, in the state that the deed needs."""

    STATE = "open"
    instruction = forms.ModelChoiceField(Instruction.objects.none(), label=_("Instruction"))

    def prepare(self) -> None:
        """Offer those in this state; the only one is chosen already."""
        rows = self.record.instructions.filter(state=self.STATE)
        field: Any = self.fields["instruction"]
        field.queryset = rows
        if len(rows) == 1:
            self.suggest({"instruction": rows[0].pk})


class ReportBack(OfInstruction):
    """What has been done."""

    report = TextField(
        label=_("Report"), rows=8, help_text=_("How the case stands. No name of a reporter.")
    )


class TakeBackReport(OfInstruction):
    """Why the superior returned it, and until when."""

    STATE = "reported"
    reason = TextField(label=_("Why it came back"), rows=3)
    due_on = DayField(label=_("To be reported by"), has_happened=False, initial=None)


class CloseOffInstruction(OfInstruction):
    """By which paper."""

    STATE = "reported"
    paper = forms.CharField(label=_("Paper that closes it off"), max_length=100)
    on = DayField(label=_("Closed off on"))


class FlagOpinion(VerbForm):
    """Where it spreads, and the first report."""

    where = forms.CharField(label=_("Where it spreads"), max_length=200)
    noticed_on = DayField(label=_("Noticed on"))
    informed = forms.CharField(
        label=_("Informed"), max_length=100, required=False,
        help_text=_("For example the publicity department, the cyberspace office"),
    )  # fmt: skip
    report = TextField(label=_("First report"), rows=5)


class ReportOpinion(VerbForm):
    """What is new."""

    report = TextField(label=_("Further report"), rows=5)


class WordOpinion(VerbForm):
    """What is said outside."""

    wording = TextField(
        label=_("Wording for answers"), rows=5,
        help_text=_("No name, no detail that leads to the reporter or to a child."),
    )  # fmt: skip

    def prepare(self) -> None:
        """The present wording, to be mended."""
        opinion = getattr(self.record, "opinion", None)
        if opinion:
            self.suggest({"wording": opinion.wording})
