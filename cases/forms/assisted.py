"""The form in which an officer takes down what reached the bureau by another way than the web."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.intake import Arrival, Told
from cases.forms.base import DayField
from cases.forms.told import AmountField, LineField, PhoneField, StoryField, legible, told_of
from cases.models import Channel, Complaint
from cases.models.complaint import NARRATIVE_LIMIT
from cases.states import Kind
from people.identity_numbers import is_valid
from people.models import Unit

if TYPE_CHECKING:
    from datetime import date

    from django.forms.boundfield import BoundField
    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from people.models import User

TAKEN_DOWN = [one for one in Channel.choices if one[0] != Channel.WEB]
NO_REPORTER = {Channel.PATROL, Channel.MEDIA}
ORAL = {Channel.PHONE, Channel.VISIT}
WITH_NUMBER = {Channel.HOTLINE, Channel.ASSIGNED}


class AssistedForm(forms.Form):
    """One report, as it came by telephone, letter, visit, hotline or order."""

    channel = forms.ChoiceField(
        label=_("How it reached us"), choices=[("", _("Please choose")), *TAKEN_DOWN]
    )  # fmt: skip
    received_on = DayField(
        label=_("Received on"), help_text=_("The day it really came; the limits run from it."),
    )  # fmt: skip
    foreign_number = LineField(
        label=_("Number of the sender"), max_length=60, required=False,
        help_text=_("The order of 12345, the number of the superior, of the petition office."),
    )  # fmt: skip
    foreign_due_on = DayField(
        label=_("The sender's own limit"), required=False, has_happened=False, initial=None,
    )  # fmt: skip
    repeats = LineField(
        label=_("Repeats the order"), max_length=60, required=False,
        help_text=_("The number of the earlier order, where this one says that it was not settled."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What it is about"), choices=Kind.choices)
    narrative = StoryField(
        label=_("What was said or written"), max_length=NARRATIVE_LIMIT, rows=8,
        help_text=_("In the reporter's own words, without adding or leaving out."),
    )  # fmt: skip
    read_back = forms.BooleanField(
        label=_("I read it back to the caller, and he agreed"), required=False,
        help_text=_("Needed for what was told by telephone or on a visit."),
    )  # fmt: skip
    read_back_on = DayField(label=_("Read back on"), required=False)
    county = forms.ModelChoiceField(
        Unit.objects.none(), label=_("County or district"), required=False,
        empty_label=_("I do not know"),
    )  # fmt: skip
    school = LineField(label=_("School"), max_length=100, required=False)
    teacher = LineField(label=_("Teacher"), max_length=100, required=False)
    subject = LineField(label=_("Subject taught"), max_length=50, required=False)
    place = LineField(label=_("Where it happened"), max_length=200, required=False)
    happened = LineField(label=_("When it happened"), max_length=200, required=False)
    amount = AmountField(label=_("How much money"), required=False)
    minor_risk = forms.BooleanField(
        label=_("A child may be in danger of being hurt"), required=False
    )
    name = LineField(
        label=_("Reporter's name"), max_length=50, required=False,
        help_text=_("Sealed the moment you save, and shown to nobody again, you included. Empty: anonymous."),
    )  # fmt: skip
    phone = PhoneField(label=_("Telephone number"), max_length=50, required=False)
    id_number = LineField(label=_("Identity number"), max_length=30, required=False)
    address = LineField(label=_("Address"), max_length=200, required=False)
    exposing = StoryField(
        label=_("Details that would give the reporter away"), max_length=1000, rows=2,
        required=False, help_text=_("Ask the caller; these stay out of what is passed on."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, user: User) -> None:
        readable, self.mended = legible(data)
        super().__init__(readable)
        self.user = user
        field: Any = self.fields["county"]
        field.queryset = Unit.objects.reporting()
        field.label_from_instance = lambda unit: unit.shown_name

    def clean_id_number(self) -> str:
        """Eighteen signs whose last one fits, or none."""
        typed = str(self.cleaned_data["id_number"]).replace(" ", "").upper()
        if typed and not is_valid(typed):
            raise forms.ValidationError(_("Please check the identity number: it does not fit."))
        return typed

    def clean_repeats(self) -> Complaint | None:
        """The report of the earlier order, if this officer may open it."""
        number = self.cleaned_data["repeats"]
        if not number:
            return None
        mine = Complaint.objects.visible_to(self.user)
        found = mine.filter(foreign_number=number).order_by("-pk").first()
        if found is None:
            raise forms.ValidationError(_("No report of this number is here."))
        return found

    def clean(self) -> None:
        """What one channel needs and another cannot have."""
        said = self.cleaned_data
        channel = said.get("channel", "")
        if channel in WITH_NUMBER and not said.get("foreign_number"):
            self.add_error("foreign_number", _("An order has a number: please enter it."))
        if channel in ORAL and not said.get("read_back"):
            self.add_error(
                "read_back", _("What is told by word of mouth is read back and agreed to first.")
            )
        if channel in NO_REPORTER and said.get("name"):
            self.add_error("name", _("What we found ourselves has no reporter."))
        if not said.get("name") and any(said.get(one) for one in ("phone", "id_number", "address")):
            self.add_error("name", _("Please give the name too, or leave the other fields empty."))
        self._check_days(said.get("received_on"), said.get("foreign_due_on"))
        if said.get("read_back"):
            self._check_read_back(said.get("received_on"), said.get("read_back_on"))

    def _check_days(self, received: date | None, due: date | None) -> None:
        if received and due and due < received:
            self.add_error("foreign_due_on", _("The limit ends before the report came."))

    def _check_read_back(self, received: date | None, read: date | None) -> None:
        if read is None and not self.has_error("read_back_on"):
            self.add_error("read_back_on", _("Please enter the day on which it was read back."))
        if received and read and read < received:
            self.add_error("read_back_on", _("It cannot be read back before it came."))

    @property
    def sections(self) -> list[tuple[_StrPromise, list[BoundField]]]:
        """How it came, what was said, about whom, by whom."""
        return [
            (_("How it came"), self._bound(
                "channel", "received_on", "foreign_number", "foreign_due_on", "repeats")),
            (_("What was said"), self._bound(
                "kind", "narrative", "read_back", "read_back_on", "happened", "amount", "minor_risk")),
            (_("Where and who"), self._bound("county", "school", "teacher", "subject", "place")),
            (_("Who reported"), self._bound("name", "phone", "id_number", "address", "exposing")),
        ]  # fmt: skip

    def _bound(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names]

    @property
    def told(self) -> Told:
        """What was told."""
        return told_of(self.cleaned_data, self.cleaned_data["county"])

    @property
    def arrival(self) -> Arrival:
        """How it came."""
        said = self.cleaned_data
        return Arrival(
            channel=said["channel"], received_on=said["received_on"],
            foreign_number=said["foreign_number"], foreign_due_on=said["foreign_due_on"],
            repeats=said["repeats"], taken_by=self.user,
            read_back_on=said["read_back_on"] if said["read_back"] else None,
        )  # fmt: skip
