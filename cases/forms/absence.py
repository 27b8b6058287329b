"""The form that names a deputy."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.absence import Term, chairs_of
from cases.forms.base import DayField
from people.models import Appointment, User

if TYPE_CHECKING:
    from people.models import Unit


def _chair(one: Any) -> str:
    return f"{one.user.full_name}（{one.unit.name} · {one.get_role_display()}）"


class AbsenceForm(forms.Form):
    """Whose chair, who sits in it, from when to when."""

    chair = forms.ModelChoiceField(
        Appointment.objects.none(), label=_("Whose chair"), empty_label=_("Please choose")
    )
    deputy = forms.ModelChoiceField(
        User.objects.none(), label=_("Deputy"), empty_label=_("Please choose")
    )
    starts_on = DayField(label=_("From"), has_happened=False)
    ends_on = DayField(label=_("To, the last day"), has_happened=False, initial=None)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chairs: Any = self.fields["chair"]
        chairs.queryset = chairs_of(by).select_related("user", "unit").order_by("unit", "pk")
        chairs.label_from_instance = _chair
        people: Any = self.fields["deputy"]
        people.label_from_instance = attrgetter("full_name")
        people.queryset = colleagues([one.unit for one in chairs.queryset])
        if len(chairs.queryset) == 1:
            self.initial.setdefault("chair", chairs.queryset[0].pk)

    @property
    def term(self) -> Term:
        """The days that count."""
        return Term(self.cleaned_data["starts_on"], self.cleaned_data["ends_on"])


def colleagues(units: list[Unit]) -> Any:
    """Everybody who holds a role at one of these units today."""
    posts = Appointment.objects.current().filter(unit__in={one.pk for one in units})
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("full_name")
