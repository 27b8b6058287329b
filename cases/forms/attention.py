"""Forms of one case's assignment and reminder."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.attention import officers_of
from cases.forms.base import Reason, TextField
from people.models import User


class Assign(Reason):
    """Who is responsible from now on."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Responsible officer"))
    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """The officers of the handling unit."""
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in officers_of(self.record)])
        field.label_from_instance = lambda one: one.full_name
        self.suggest({"person": self.record.assignee_id})


class Remind(Reason):
    """Why it presses."""

    reason = TextField(label=_("What presses"), rows=3, max_length=1000)
