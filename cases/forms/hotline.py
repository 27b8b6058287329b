"""Forms of the hotline's orders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.forms.base import DayField, Reason, TextField, VerbForm


class InterimAnswer(VerbForm):
    """What has been done so far."""

    text = TextField(
        label=_("What goes back to the hotline"), rows=5,
        help_text=_("What was done and when the rest follows. No finding, no name."),
    )  # fmt: skip


class ExtendOrder(Reason):
    """The last day that the hotline has granted."""

    due_on = DayField(label=_("New last day"), has_happened=False, initial=None)

    field_order = ["due_on", "reason"]
