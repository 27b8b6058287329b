"""Forms about files of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import VerbForm
from cases.models import Evidence
from cases.sheets.files import made_up_name

if TYPE_CHECKING:
    from collections.abc import Iterable


def _named(one: Evidence) -> str:
    return f"{made_up_name(one.number, one.media_type)} · {one.get_kind_display()}"


class MarkFile(VerbForm):
    """Which file, and whether it shows who reported."""

    file = forms.ModelChoiceField(Evidence.objects.none(), label=_("File"))
    shows_reporter = forms.TypedChoiceField(
        label=_("Does it show who reported?"), coerce=lambda value: value == "yes",
        choices=[("yes", _("Yes: it opens only with an opened identity")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )  # fmt: skip

    def prepare(self) -> None:
        """The files of this report."""
        field: Any = self.fields["file"]
        field.queryset = self.record.evidence.order_by("number")
        field.label_from_instance = _named


class PassFiles(VerbForm):
    """Which copies the inquiry is to see."""

    chosen = forms.ModelMultipleChoiceField(
        Evidence.objects.none(), label=_("Copies"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Look at each first: does anything in it show who reported? The original is never passed on."),
        error_messages={"required": _("Choose at least one copy.")},
    )  # fmt: skip

    def prepare(self) -> None:
        """Those that can be passed on."""
        field: Any = self.fields["chosen"]
        field.queryset = Evidence.objects.can_be_passed(self.record)
        field.label_from_instance = _named

    @property
    def arguments(self) -> dict[str, Any]:
        """Chosen rows."""
        chosen: Iterable[Evidence] = self.cleaned_data["chosen"]
        return {"chosen": list(chosen)}
