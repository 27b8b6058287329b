"""Forms of dispatch and recall."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.actions import clocks, competence
from cases.actions.dispatching import Proposal
from cases.forms.base import LONG, DayField, Reason, TextField, VerbForm
from cases.models import DispatchMode
from cases.sheets import narratives
from people.models import Unit
from people.models.units import BUREAUS

if TYPE_CHECKING:
    from cases.models import Complaint


SENT = ("lead_summary", "requirements")


class Objection(Reason):
    """Why the unit does not take the case, and until when it may say so."""

    def prepare(self) -> None:
        """The last of the five working days."""
        order = self.record.order
        if order and order.issued_on:
            last = date_format(clocks.last_day("K3", on=order.issued_on))
            self.fields["reason"].help_text = _("An objection counts until %(day)s.") % {
                "day": last
            }


class ProposeDispatch(VerbForm):
    """Unit, redacted lead summary, limit; beside it the reports themselves, with marks."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Handling unit"))
    overridden_because = TextField(
        label=_("Why not the unit proposed"), rows=2, required=False,
        help_text=_("Only where you choose another one."),
    )  # fmt: skip
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
        """The unit that answers and the limit of 60 days are proposed."""
        case, suggested = self.record, self.suggested
        field: Any = self.fields["unit"]
        field.queryset = self._fit()
        field.help_text = " ".join([suggested.reason, *suggested.notes])
        clock = case.clocks.running().filter(limit="K4").first()
        self.suggest(
            {
                "unit": suggested.unit,
                "mode": suggested.mode,
                "due_on": clock.due_on if clock else None,
                "lead_summary": self._draft() or case.lead_summary,
            }
        )
        self._prepare_mode()
        self._prepare_tick()

    @cached_property
    def suggested(self) -> competence.Suggestion:
        """The unit proposed and the sentence that says why."""
        return competence.suggest(self.record)

    def _fit(self) -> Any:
        """Bureaus that are not accused, and not the one from which the case was taken for another."""
        case, recalled = self.record, competence.recalled_order(self.record)
        away = recalled is not None and recalled.recalled_as != DispatchMode.RAISED
        rows = Unit.objects.current().filter(kind__in=BUREAUS).order_by("region_code", "pk")
        unfit = [one.pk for one in rows if competence.is_accused(case, one)]
        return rows.exclude(pk__in=[*unfit, *([recalled.unit_id] if recalled and away else [])])

    def _prepare_mode(self) -> None:
        """A designation is made by its own verb; where there is one, nothing else is left."""
        field: Any = self.fields["mode"]
        is_designated = self.suggested.mode == DispatchMode.DESIGNATED
        field.choices = [
            one
            for one in DispatchMode.choices
            if (one[0] == DispatchMode.DESIGNATED) == is_designated
        ]

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
        """Another unit needs its reason; what is marked goes out only when somebody has looked at it."""
        suggested, chosen = self.suggested.unit, self.cleaned_data.get("unit")
        if (
            suggested
            and chosen
            and chosen != suggested
            and not self.cleaned_data.get("overridden_because")
        ):
            said = _("Say why not %(unit)s. %(reason)s")
            names = {"unit": suggested.name, "reason": self.suggested.reason}
            self.add_error("overridden_because", said % names)
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
        label=_("What comes next"),
        widget=forms.RadioSelect,
        choices=[
            (DispatchMode.RAISED, _("Raise it (提级办理): the city bureau handles it itself")),
            (DispatchMode.REASSIGNED, _("Reassign it (改派): another unit is chosen")),
            (DispatchMode.ELSEWHERE, _("Handle it elsewhere (异地交办): a unit of another place is chosen")),
        ],
    )  # fmt: skip

    field_order = ["mode", "reason"]
