"""How somebody wants to be told."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from notifications import channels
from notifications.models import Means, Preference

FORMAT = "%H:%M"


def _hour(label: Any) -> forms.TimeField:
    shown = forms.TimeInput(attrs={"type": "time"}, format=FORMAT)
    return forms.TimeField(label=label, required=False, widget=shown)


class PreferenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """The channels that this bureau has, for ordinary and for urgent letters; the quiet hours."""

    ordinary = forms.MultipleChoiceField(
        label=_("Ordinary letters"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The inbox holds every letter. Outside the system you are told only that something has come."),
    )  # fmt: skip
    urgent = forms.MultipleChoiceField(
        label=_("Urgent letters"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("A child in danger, retaliation, supervision orders: they come at any hour."),
    )  # fmt: skip
    is_digest = forms.BooleanField(
        label=_("Ordinary letters once a day, in one word"), required=False
    )
    quiet_from = _hour(_("Quiet from"))
    quiet_to = _hour(_("Quiet until"))
    work_account = forms.RegexField(
        r"^[\w.@\-]*$", label=_("Account for work messages"), max_length=64, required=False,
        help_text=_("Your account in Zhejiang DingTalk or WeCom. Messages go to you alone, never to a group."),
        error_messages={"invalid": _("An account has letters, figures, dots and hyphens only.")},
    )  # fmt: skip

    class Meta:
        model = Preference
        fields = ("ordinary", "urgent", "is_digest", "quiet_from", "quiet_to", "work_account")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, self._name(code)) for code in Means.values if self._has(code)]
        for name in ("ordinary", "urgent"):
            field: Any = self.fields[name]
            field.choices = choices
        if not self._has(Means.WORK):
            del self.fields["work_account"]

    def _has(self, means: str) -> bool:
        return means in channels.connected()

    def _name(self, means: str) -> str:
        """With the address, so that a missing one is seen."""
        address = channels.STAFF[means].address_of(self.instance)
        own = format_html('<span translate="no">{}</span>', address) if address else None
        return format_html("{} · {}", Means(means).label, own or _("no address yet"))

    def clean_work_account(self) -> str:
        """One person's account: a group or everybody is none."""
        account = str(self.cleaned_data["work_account"])
        if account.lower().startswith("@"):
            raise forms.ValidationError(_("This is no account of one person."))
        return account

    def clean(self) -> None:
        """Quiet hours have both ends, or there are none."""
        said = self.cleaned_data
        ends = said.get("quiet_from"), said.get("quiet_to")
        if any(ends) and None in ends and not {"quiet_from", "quiet_to"} & self.errors.keys():
            empty = "quiet_to" if ends[0] else "quiet_from"
            self.add_error(empty, _("Please enter both ends of the quiet hours, or neither."))

    def save(self, commit: bool = True) -> Preference:  # noqa: FBT001, FBT002 - Django's
        """Keep channels chosen earlier that are not connected at the moment."""
        before = Preference.objects.of(self.instance.person)
        for name in ("ordinary", "urgent"):
            unseen = [one for one in getattr(before, name) if not self._has(one)]
            setattr(self.instance, name, [*self.cleaned_data[name], *unseen])
        kept: Preference = super().save(commit)
        return kept
