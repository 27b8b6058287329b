"""The officer's side of the dialogue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cases.forms.base import TextField, VerbForm
from cases.models.remark import REMARK_LIMIT


class Reply(VerbForm):
    """What the reporter is to read."""

    body = TextField(
        label=_("Your words to the reporter"), rows=5, max_length=REMARK_LIMIT,
        help_text=_("He reads this with his code. Name nobody; ask for what can be checked; say nothing of findings before the decision is served."),
    )  # fmt: skip
