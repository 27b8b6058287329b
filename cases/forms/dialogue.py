"""The officer's side of the dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import TextField, VerbForm
from cases.models.remark import REMARK_LIMIT

if TYPE_CHECKING:
    from cases.models import Remark

LARGEST = 2**63 - 1


class ReadMessages(VerbForm):
    """The dialogue as it stands; ``up_to`` is the newest remark that was on the page."""

    up_to = forms.IntegerField(
        label="", required=False, min_value=0, max_value=LARGEST, widget=forms.HiddenInput
    )
    remarks: tuple[Remark, ...] = ()

    def prepare(self) -> None:
        """What was said so far."""
        self.remarks = tuple(self.record.remarks.select_related("author"))
        newest: dict[str, Any] = {"up_to": self.remarks[-1].pk} if self.remarks else {}
        self.suggest(newest)


class Reply(ReadMessages):
    """What the reporter is to read."""

    body = TextField(
        label=_("Your words to the reporter"), rows=5, max_length=REMARK_LIMIT,
        help_text=_("He reads this with his code. Name nobody; ask for what can be checked; say nothing of findings before the decision is served."),
    )  # fmt: skip

    field_order = ("body", "up_to")
