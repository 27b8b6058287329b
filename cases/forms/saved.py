"""Forms of saved views, columns, exports and bulk deeds: small, and strict about what an address may say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.forms.base import TextField
from cases.forms.lists import CaseFilter, ComplaintFilter
from cases.models import ListKind
from cases.models.saved_view import NAME_LIMIT
from cases.sheets import columns
from people.models import User

if TYPE_CHECKING:
    from people.models import Unit

MOST = 500  # records of one bulk deed
FORMS = {"cases": CaseFilter, "complaints": ComplaintFilter}
COLUMNS = {"cases": columns.OF_CASES, "complaints": columns.OF_COMPLAINTS}


class NameField(forms.CharField):
    """A name for a view."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Name of the view"))
        super().__init__(max_length=NAME_LIMIT, **kwargs)


class ListForm(forms.Form):
    """One list as somebody looks at it: which, with which filters and columns.

    Filters are read by the list's own form, so that nothing else is ever kept or asked.
    """

    kind = forms.ChoiceField(choices=ListKind.choices)
    query = forms.CharField(required=False, max_length=2000)
    columns = forms.Field(required=False, widget=forms.MultipleHiddenInput)

    def clean(self) -> dict[str, Any]:
        """Filters and columns that this list knows."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        kind = said.get("kind")
        if kind:
            said["query"] = FORMS[kind](QueryDict(said.get("query", ""))).query
            known = COLUMNS[kind]
            said["columns"] = [name for name in known if name in (said.get("columns") or [])]
        return said


class SaveForm(ListForm):
    """Keep a list under a name."""

    name = NameField()


class ExportForm(ListForm):
    """Take a list out; the same form twice is one export."""

    token = forms.CharField(max_length=64)
    view = forms.IntegerField(required=False)


class ChangeViewForm(forms.Form):
    """What its owner may change of a view."""

    name = NameField()

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if units:
            choices = [("", _("Nobody")), *((str(one.pk), one.name) for one in units)]
            self.fields["unit"] = forms.TypedChoiceField(
                label=_("Shared with"), choices=choices, required=False,
                coerce=lambda typed: next(one for one in units if str(one.pk) == typed),
                empty_value=None,
            )  # fmt: skip


class ChosenForm(forms.Form):
    """The rows that somebody chose on a list, by number."""

    chosen = forms.Field(required=False, widget=forms.MultipleHiddenInput)

    def clean_chosen(self) -> list[str]:
        """Each once, at most 500; a second page sends them as one value, with spaces between."""
        typed = " ".join(str(one) for one in self.cleaned_data["chosen"] or []).split()
        found = list(dict.fromkeys(one[:16] for one in typed))
        if not found:
            raise forms.ValidationError(_("Choose at least one row first."))
        if len(found) > MOST:
            raise forms.ValidationError(_("At most 500 at a time: choose fewer rows."))
        return found


class BulkForm(ChosenForm):
    """What every bulk deed asks for: why."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    comment = TextField(label=_("Comment"), rows=3, max_length=1000)


class AssignForm(BulkForm):
    """Who is to be responsible."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Responsible officer"))
    field_order = ["person", "comment"]

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset, field.empty_label = people, _("Please choose")


class PickForm(ChosenForm):
    """The list into which the chosen cases go."""

    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = NameField(
        label=_("Name of the list"),
        help_text=_("A list of this name is added to, or made. Name no person here."),
    )
