"""The forms of handing over: whose work, to whom, who supervises; lines allotted; a name set for another."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import successors
from cases.actions.handovers import Wanted
from cases.forms.base import DayField, TextField
from cases.models import ItemKind, LeavingReason
from people.models import Appointment, Unit, User
from people.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

LATELY = timedelta(days=400)  # whoever left since can still be chosen


def near_today(day: date) -> None:
    """Neither long past nor far away."""
    if abs((day - timezone.localdate()).days) > LATELY.days:
        raise forms.ValidationError(_("This day is too far away."))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody, by name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Please choose"))
        super().__init__(User.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.full_name)


def givers(by: User) -> QuerySet[User]:
    """Whose work this person may hand over: his own, and that of the units that he leads."""
    led = Appointment.objects.current().filter(user=by, role=Role.APPROVER).values("unit")
    units = Unit.objects.filter(pk__in=led) | Unit.objects.filter(parent__in=led)
    since = timezone.localdate() - LATELY
    posts = Appointment.objects.filter(unit__in=units).exclude(ends_on__lt=since)
    own = User.objects.filter(pk=by.pk, appointments__isnull=False)
    there = User.objects.filter(pk__in=posts.values("user"))
    return (own | there).distinct().order_by("full_name", "pk")


class GiverForm(forms.Form):
    """Whose work; the rest of the page follows from it."""

    giver = PersonField(label=_("Whose work"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["giver"]
        chosen.queryset = givers(by)


class HandoverForm(forms.Form):
    """To whom, under whose eyes, why, from when."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    successor = PersonField(
        label=_("Takes over"),
        help_text=_("Single cases and kinds can be given to others on the next page."),
    )
    monitor = PersonField(
        label=_("Supervises"), help_text=_("A third person: a leader or discipline supervisor.")
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=LeavingReason.choices)
    note = forms.CharField(label=_("Remark"), max_length=200, required=False)
    from_on = DayField(label=_("From"), has_happened=False, validators=[near_today])
    ends_posts = forms.BooleanField(
        label=_("His posts at the unit end with the last signature, at the earliest on the day before"),
        required=False, initial=True,
    )  # fmt: skip

    def __init__(self, *args: Any, giver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        posts = Appointment.objects.filter(user=giver).order_by("-starts_on")
        units: Any = self.fields["unit"]
        units.queryset = Unit.objects.filter(pk__in=posts.values("unit")).order_by("pk")
        near = [Unit.objects.get(pk=pk) for pk in set(posts.values_list("unit", flat=True))]
        for name, people in (
            ("successor", successors.colleagues),
            ("monitor", successors.monitors),
        ):
            field: Any = self.fields[name]
            found = [one for unit in near for one in people(unit) if one != giver]
            field.queryset = User.objects.filter(pk__in=[one.pk for one in found]).order_by(
                "full_name"
            )

    @property
    def wanted(self) -> Wanted:
        """What was entered."""
        return Wanted(giver=self.giver, **self.cleaned_data)


class AllotForm(forms.Form):
    """Which lines, or all lines of which kinds, go to whom."""

    items = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(choices=ItemKind.choices, required=False)
    successor = PersonField(label=_("The lines chosen go to"))

    def __init__(self, *args: Any, keys: list[int], people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines: Any = self.fields["items"]
        lines.choices = [(key, key) for key in keys]
        chosen: Any = self.fields["successor"]
        chosen.queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by(
            "full_name"
        )

    def clean(self) -> dict[str, Any]:
        """Something was chosen."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not (said.get("items") or said.get("kinds") or self.errors):
            raise forms.ValidationError(_("Choose at least one line."))
        return said


class SignForForm(forms.Form):
    """Why somebody does not sign himself."""

    reason = forms.CharField(
        label=_("Why he does not sign himself"), max_length=200,
        help_text=_("It stands on the paper beside your name."),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why it is not needed."""

    reason = TextField(label=_("Reason"), rows=2)
