"""Forms of the limit: extension, rest, review of a rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.catalogues import suspensions
from cases.forms.base import DayField, Reason


class Extend(Reason):
    """How many days."""

    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=30, initial=30)

    field_order = ["days", "reason"]


class ReviewSuspension(Reason):
    """Why it still rests."""

    ends_by = DayField(
        label=_("Expected to end by"), has_happened=False, required=False, initial=None
    )

    def prepare(self) -> None:
        """The day expected so far."""
        running = self.record.suspensions.running().first()
        self.suggest({"ends_by": running.ends_by if running else None})


class Suspend(ReviewSuspension):
    """On which ground, and until when probably."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.RadioSelect)

    field_order = ["ground", "reason", "ends_by"]

    def prepare(self) -> None:
        """The grounds of today."""
        field: Any = self.fields["ground"]
        field.choices = suspensions.choices(timezone.localdate())
