"""What an officer enters beside the verb's own form where it was signed on paper, and the answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.paper_approvals import Signed
from cases.forms.base import DayField, TextField
from cases.forms.handovers import PersonField
from cases.forms.materials import SealedUpload
from people.models import User

if TYPE_CHECKING:
    from datetime import date


class PaperForm(forms.Form):
    """Whose signature, of which day, on which scan."""

    approver = PersonField(
        label=_("Signed by"), help_text=_("He gets a letter and confirms it here later.")
    )
    signed_on = DayField(label=_("Day of the signature"))
    upload = SealedUpload(label=_("Scan of the signed paper"))

    prefix = "paper"

    def __init__(self, *args: Any, people: list[User], earliest: date) -> None:
        super().__init__(*args)
        self.people, self.earliest = people, earliest
        chosen: Any = self.fields["approver"]
        chosen.queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by(
            "full_name"
        )
        if len(people) == 1:
            self.initial.setdefault("approver", people[0].pk)

    def clean_signed_on(self) -> date:
        """Not before there was something to sign."""
        day: date = self.cleaned_data["signed_on"]
        if day < self.earliest:
            said = {"day": f"{self.earliest:%Y-%m-%d}"}
            raise forms.ValidationError(_("What was approved did not exist before %(day)s.") % said)
        return day

    @property
    def decider(self) -> User | None:
        """Who decides: the one chosen, or before a choice the first."""
        key = self.data.get(self.add_prefix("approver")) if self.is_bound else None
        chosen = next((one for one in self.people if str(one.pk) == key), None)
        return chosen or next(iter(self.people), None)

    @property
    def signed(self) -> Signed:
        """What was entered."""
        return Signed(**self.cleaned_data)


class DisputeForm(forms.Form):
    """Why it is not his."""

    reason = TextField(label=_("Why you dispute it"), rows=2, max_length=500)
