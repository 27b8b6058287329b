"""Forms of dispatch and recall."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.dispatching import Proposal, within_reach
from cases.forms.base import LONG, DayField, Reason, TextField, VerbForm
from cases.models import DispatchMode
from cases.sheets import narratives
from people.models import Unit, User
from people.models.units import BUREAUS, UnitKind

if TYPE_CHECKING:
    from cases.models import Complaint


SENT = ("lead_summary", "requirements")


class ProposeDispatch(VerbForm):
    """Unit, redacted lead summary, limit; beside it the reports themselves, with marks."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Handling unit"))
    lead_summary = TextField(
        label=_("Lead summary"), rows=6,
        help_text=_("What can be checked, without anything that shows who reported it."),
    )  # fmt: skip
    requirements = TextField(label=_("Requirements"), rows=2, required=False)
    due_on = DayField(label=_("To be concluded by"), has_happened=False)
    mode = forms.ChoiceField(
        label=_("Way of dispatch"), choices=DispatchMode.choices, initial=DispatchMode.ORDINARY
    )
    looked_at = forms.BooleanField(
        label=_("None of the places marked shows who reported"), required=False
    )

    def prepare(self) -> None:
        """The unit responsible and the limit of 60 days are proposed."""
        case = self.record
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.current().filter(kind__in=BUREAUS).order_by("region_code")
        row = case.reporting_unit
        clock = case.clocks.running().filter(limit="K4").first()
        self.suggest(
            {
                "unit": case.city if row.kind == UnitKind.DIRECT else row,
                "due_on": clock.due_on if clock else None,
                "lead_summary": self._draft() or case.lead_summary,
            }
        )
        self._prepare_tick()

    def _draft(self) -> str:
        """The report that was chosen to start from, with its marks blanked out."""
        chosen = self.initial.get("draft")
        drafts = [one.draft for one in self.narratives if one.record.slug == chosen]
        return drafts[0] if drafts else ""

    def _prepare_tick(self) -> None:
        """Asked for only where something is marked, and anew when something else is."""
        if not self.places:
            del self.fields["looked_at"]
            return
        self.seal_of_places = hashlib.sha256("\n".join(self.places).encode()).hexdigest()[:16]
        self.fields["looked_at"].widget.attrs["value"] = self.seal_of_places
        if self.data.get("looked_at") != self.seal_of_places:
            self.data = {key: one for key, one in self.data.items() if key != "looked_at"}

    @cached_property
    def narratives(self) -> list[narratives.Narrative]:
        """The reports that this person may read."""
        return narratives.of(self.record, self.user)

    @property
    def reads(self) -> list[Complaint]:
        """Each of them."""
        return [one.record for one in self.narratives]

    @cached_property
    def places(self) -> list[str]:
        """What is marked in what was typed, one sentence a place."""
        typed = [
            (self.fields[name].label, self.data.get(name, "")[:LONG]) for name in SENT
        ] * self.is_bound
        return [
            _("%(field)s, line %(line)s: “%(text)s” (%(kind)s)")
            % {"field": label, "line": hit.line, "text": hit.text, "kind": hit.kind.label}
            for label, text in typed
            for hit in narratives.hits(text, self.narratives)
        ]

    def clean(self) -> None:
        """What is marked goes out only when somebody has looked at it."""
        if self.places and not self.cleaned_data.get("looked_at"):
            places = _("; ").join(self.places)
            self.add_error("looked_at", _("Please look at %(places)s") % {"places": places})

    @property
    def arguments(self) -> dict[str, Any]:
        """The proposal."""
        chosen = {name: one for name, one in self.cleaned_data.items() if name != "looked_at"}
        return {"proposal": Proposal(**chosen)}

    def clean_due_on(self) -> Any:
        """A limit lies ahead."""
        day = self.cleaned_data["due_on"]
        today = timezone.localdate()
        if day <= today:
            raise forms.ValidationError(_("The limit must lie ahead."))
        clock = self.record.clocks.running().filter(limit="K4").first()
        if clock and today <= clock.due_on < day:
            raise forms.ValidationError(_("Not later than the limit of the whole inquiry."))
        return day


class Recall(Reason):
    """Why, and what becomes of the case."""

    mode = forms.ChoiceField(
        label=_("Way of recall"),
        choices=[one for one in DispatchMode.choices if one[0] != DispatchMode.ORDINARY],
    )

    field_order = ["mode", "reason"]


class Recuse(Reason):
    """Who steps aside."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """Everybody at the case's table; a unit cannot send the city away from it."""
        seated = {one.pk for one in within_reach(self.record, self.user)}
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=seated).order_by("full_name", "pk")
        field.label_from_instance = lambda one: one.full_name


class EndRecusal(Reason):
    """Who comes back, and why."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """Those who are recused now."""
        away = self.record.recusals.in_force().values("user")
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=away).order_by("full_name", "pk")
        field.label_from_instance = lambda one: one.full_name
