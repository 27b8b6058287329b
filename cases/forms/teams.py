"""Forms of who sits at the table: recusal asked for, decided and ended; people borrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.competence import is_accused
from cases.actions.teams import Agreement, may_be_named, within_reach
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.models import RecusalRequest
from cases.models.team import Origin
from people.models import Appointment, Unit, User
from people.models.units import BUREAUS
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

LENT = (Role.INSPECTOR, Role.INVESTIGATOR, Role.OFFICER)


def _offer(form: VerbForm, people: Iterable[User]) -> None:
    """These people, by name, in the field ``person``."""
    field: Any = form.fields["person"]
    keys = [one.pk for one in people]
    field.queryset = User.objects.filter(pk__in=keys).order_by("full_name", "pk")
    field.label_from_instance = lambda one: one.full_name


class Recuse(Reason):
    """Who steps aside."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """Everybody at the case's table; a unit cannot send the city away from it, nor its own head."""
        _offer(self, within_reach(self.record, self.user))


class RequestRecusal(Reason):
    """Of whom it is said, by whom, and why."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))
    origin = forms.ChoiceField(label=_("Asked for by"), choices=Origin.choices)

    field_order = ["person", "origin", "reason"]

    def prepare(self) -> None:
        """Oneself first of all."""
        _offer(self, may_be_named(self.record, self.user))
        self.suggest({"person": self.user, "origin": Origin.SELF})

    def clean(self) -> dict[str, Any]:
        """Nobody declares for another."""
        cleaned = super().clean() or {}
        person = cleaned.get("person")
        if person and cleaned.get("origin") == Origin.SELF and person != self.user:
            self.add_error("origin", _("Only the person himself declares it."))
        return cleaned


class DecideRecusal(Reason):
    """Which request, and what of it."""

    request = forms.ModelChoiceField(RecusalRequest.objects.none(), label=_("Recusal asked for"))
    is_granted = forms.TypedChoiceField(
        label=_("What is decided"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[
            ("yes", _("The person steps aside")),
            ("no", _("The person goes on: there is no such interest")),
        ],
    )  # fmt: skip

    field_order = ["request", "is_granted", "reason"]

    def prepare(self) -> None:
        """Those on which this person decides; never his own."""
        field: Any = self.fields["request"]
        reach = [one.pk for one in within_reach(self.record, self.user) if one != self.user]
        rows = self.record.recusal_requests.waiting().filter(user__in=reach)
        field.queryset = rows.select_related("user")
        field.label_from_instance = lambda one: (
            f"{one.user.full_name}（{one.get_origin_display()}）：{one.reason}"
        )


class EndRecusal(Reason):
    """Who comes back, and why."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """Those who are recused now."""
        away = self.record.recusals.in_force().values_list("user", flat=True)
        _offer(self, User.objects.filter(pk__in=away))


class Borrow(VerbForm):
    """Somebody of another bureau, or a school inspector, and who agreed to it there."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Lending unit"))
    person = forms.CharField(
        label=_("Investigator"), max_length=50,
        help_text=_("The full name of an investigator, case officer or school inspector (责任督学) there."),
    )  # fmt: skip
    agreed_by = forms.CharField(label=_("Agreed by"), max_length=50)
    agreed_on = DayField(label=_("Agreed on"))
    note = TextField(label=_("How the agreement was given"), rows=2)

    def prepare(self) -> None:
        """Bureaus whose people are not accused; one's own for its school inspectors."""
        field: Any = self.fields["unit"]
        rows = Unit.objects.current().filter(kind__in=BUREAUS).order_by("region_code", "pk")
        fit = [one.pk for one in rows if not is_accused(self.record, one)]
        field.queryset = rows.filter(pk__in=fit)

    def clean(self) -> dict[str, Any]:
        """One person of that name who may be lent."""
        cleaned = super().clean() or {}
        unit, name = cleaned.get("unit"), cleaned.get("person")
        if unit and name:
            held = Appointment.objects.current().filter(unit=unit, role__in=LENT)
            found = User.objects.filter(pk__in=held.values("user"), is_active=True, full_name=name)
            if len(found) != 1:
                self.add_error("person", _("Nobody of this name can be lent by that unit."))
            cleaned["person"] = found[0] if len(found) == 1 else None
        return cleaned

    @property
    def arguments(self) -> dict[str, Any]:
        """The person, and the agreement of his unit."""
        cleaned = dict(self.cleaned_data)
        return {"person": cleaned.pop("person"), "agreement": Agreement(**cleaned)}
