"""Forms around a sealed identity: asking, granting, ending, reviewing; and reaching a reporter unseen."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions import contacts
from cases.forms.base import TextField, VerbForm
from cases.models import Means, RealName

LONG = 1000
TEMPLATE = _(
    "Hello, we would like to check a detail of the matter you wrote about. When it suits you, please look at the page with your code."
)
LEVELS = [
    (RealName.VERIFIED, _("He confirms that he wrote it")),
    (RealName.DENIED, _("He says that it was not he: treat it as anonymous")),
]


class Passphrase(forms.CharField):
    """Typed anew each time; shown, kept and suggested nowhere."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "off", "spellcheck": "false"}
        widget = forms.PasswordInput(render_value=False, attrs=attributes)
        kwargs.setdefault("label", _("Your passphrase of the vault"))
        super().__init__(widget=widget, strip=False, max_length=200, **kwargs)


class Ask(forms.Form):
    """Why the identity is needed."""

    purpose = TextField(
        label=_("What you need the identity for"),
        help_text=_(
            "The custodians read this and nothing else of the report. It is kept for good; name nobody."
        ),
        max_length=LONG,
    )


class AtOnce(forms.Form):
    """Why it cannot wait, and the passphrase."""

    reason = TextField(
        label=_("Why it cannot wait"),
        help_text=_("Another person reviews this within 24 hours. It is kept for good."),
        max_length=LONG,
    )
    passphrase = Passphrase()


class Approve(forms.Form):
    """The passphrase alone."""

    passphrase = Passphrase(
        help_text=_("It opens the vault for this one identity and is kept nowhere.")
    )


class Decline(forms.Form):
    """Why not."""

    reason = TextField(label=_("Why you decline"), rows=3, max_length=LONG)


class End(forms.Form):
    """Why it ends before its time, if there is anything to say."""

    reason = TextField(label=_("Why it ends now"), rows=2, max_length=LONG, required=False)


class Review(forms.Form):
    """What the other person found."""

    text = TextField(
        label=_("What you found"),
        help_text=_("Whether a child was in danger, and whether it could not wait."),
        rows=3, max_length=LONG,
    )  # fmt: skip


class PassOn(forms.Form):
    """To whom it was given."""

    text = TextField(
        label=_("Whom you told, and how"),
        help_text=_("The police station and the officer, the hospital. Not what you told them."),
        rows=3, max_length=LONG,
    )  # fmt: skip


class Number(forms.Form):
    """The number of a complaint, as an officer says it on the telephone."""

    number = forms.CharField(
        label=_("Number of the report"), max_length=40, help_text=_("As in the address: 2026-00001")
    )

    def clean_number(self) -> str:
        """As it stands in addresses, whichever way it was typed."""
        found = re.search(r"(\d{4})\D+(\d{1,5})", self.cleaned_data["number"], re.ASCII)
        return f"{found[1]}-{int(found[2]):05d}" if found else ""


class Reach(VerbForm):
    """How, and what a message says."""

    means = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Text of the message"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For a message only. Others may see that screen: name no school and no matter."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Offer what is connected and kept; say why nothing is."""
        ways = contacts.means_for(self.record)
        field: Any = self.fields["means"]
        field.choices = [(str(one), one.label) for one in Means if one in ways]
        if not ways:
            field.help_text = contacts.why_not(self.record)
        elif Means.CALL not in ways:
            field.help_text = _(
                "No telephone exchange is connected: calls cannot be made from here."
            )
        self.suggest({"text": TEMPLATE})

    def clean(self) -> dict[str, Any]:
        """A message says something; a call carries no words."""
        cleaned = super().clean() or {}
        if cleaned.get("means") == Means.CALL:
            cleaned["text"] = ""
        elif "means" in cleaned and not cleaned.get("text"):
            self.add_error("text", _("Write what the reporter is to read."))
        return cleaned


class Verify(VerbForm):
    """What the person named said."""

    level = forms.ChoiceField(label=_("What the person named says"), choices=LEVELS, widget=forms.RadioSelect)  # fmt: skip
    note = TextField(label=_("When and how he was asked"), rows=3, max_length=LONG)
