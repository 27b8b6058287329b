"""Forms of referral: the letter to another authority, its receipt, its return, what came of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import leads
from cases.actions.transmittals import Letter
from cases.catalogues import destinations
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.sheets.narratives import Narrative

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTER = ("authority", "addressee", "matter", "is_watched")


class Refer(Reason):
    """To whom, and the matter without its reporter; beside it the report with its marks."""

    authority = forms.ChoiceField(label=_("Authority"))
    addressee = forms.CharField(
        label=_("Addressee in full"), max_length=100,
        help_text=_("The office of the place concerned, as its letters name it."),
    )  # fmt: skip
    matter = TextField(
        label=_("Matter"), rows=6, max_length=3000,
        help_text=_("What is to be looked into. Nothing that shows who reported it."),
    )  # fmt: skip
    is_watched = forms.BooleanField(
        label=_("A teacher in service may be involved: watch what comes of it"),
        required=False,
        widget=forms.CheckboxInput(attrs={"value": "on"}),
    )
    looked_at = forms.BooleanField(
        label=_("None of the places marked shows who reported"), required=False
    )

    field_order = [*LETTER, "reason", "looked_at"]

    def prepare(self) -> None:
        """The authorities of today; the report's words with the marks blanked out, if wished."""
        today = timezone.localdate()
        field: Any = self.fields["authority"]
        field.choices = [("", _("Please choose")), *destinations.choices(today)]
        self.fields["reason"].label = _("Why it is theirs")
        draft = self.narrative.draft if self.initial.get("draft") == self.record.slug else ""
        self.suggest({"matter": draft})
        if not self.places:
            del self.fields["looked_at"]

    @cached_property
    def narrative(self) -> Narrative:
        """The report, marked."""
        return Narrative(self.record, (self.record.teacher_name,))

    @cached_property
    def places(self) -> Sequence[str]:
        """What is marked in the matter as it was typed, one sentence a place."""
        typed = self.data.get("matter", "")[:3000] if self.is_bound else ""
        found = leads.marks(
            typed, exposing=self.record.exposing, concerned=[self.record.teacher_name]
        )
        return [
            _("line %(line)s: “%(text)s” (%(kind)s)")
            % {"line": hit.line, "text": hit.text, "kind": hit.kind.label}
            for hit in leads.hits(typed, found)
        ]

    def clean(self) -> None:
        """What is marked goes out only when somebody has looked at it."""
        super().clean()
        if self.places and not self.cleaned_data.get("looked_at"):
            places = _("; ").join(str(one) for one in self.places)
            self.add_error("looked_at", _("Please look at %(places)s") % {"places": places})

    @property
    def arguments(self) -> dict[str, Any]:
        """The letter, and the reason for the file."""
        letter = Letter(**{name: self.cleaned_data[name] for name in LETTER})
        return {"letter": letter, "reason": self.cleaned_data["reason"]}


class RecordReceipt(VerbForm):
    """When it arrived, and who signed for it."""

    on = DayField(label=_("Received on"))
    received_by = forms.CharField(
        label=_("Received by"),
        max_length=100,
        help_text=_("Name or office, number of the receipt."),
    )


class RecordReturn(Reason):
    """When it came back, and why."""

    on = DayField(label=_("Sent back on"))

    field_order = ["on", "reason"]

    def prepare(self) -> None:
        """The reason is theirs."""
        self.fields["reason"].label = _("The authority's reason")


class SettleReferral(VerbForm):
    """What the authority found about teachers in service."""

    outcome = TextField(
        label=_("What came of it"),
        help_text=_(
            "Where a teacher was found to take part, register a report of its own as well."
        ),
    )
