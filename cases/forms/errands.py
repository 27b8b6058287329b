"""Forms of errands: a school entrusted, a neighbour asked, a unit designated."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import designating, errands
from cases.actions.assistance import Wish
from cases.actions.competence import is_accused
from cases.actions.errands import Entered, Errand
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.forms.materials import SealedUpload
from cases.models import Assistance, Entrustment
from people.models import Appointment, Unit, User
from people.models.units import BUREAUS
from people.roles import Role


class AheadField(DayField):
    """A day by which somebody has to answer."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(has_happened=False, initial=None, **kwargs)

    def clean(self, value: Any) -> Any:
        """It lies ahead."""
        day = super().clean(value)
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("The limit must lie ahead."))
        return day


class Entrust(VerbForm):
    """School, its people, redacted lead summary, limit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("School"))
    people = forms.CharField(
        label=_("Who checks"), required=False, max_length=200,
        help_text=_("Full names of investigators there, with 、 between them. Nobody for a teaching point whose findings you enter yourself."),
    )  # fmt: skip
    lead_summary = TextField(
        label=_("Lead summary"), rows=6,
        help_text=_("All that the school will see: what can be checked, without anything that shows who reported it."),
    )  # fmt: skip
    requirements = TextField(label=_("Requirements"), rows=2, required=False)
    due_on = AheadField(label=_("To be answered by"))

    def prepare(self) -> None:
        """Schools of this bureau that are not accused; the summary that the bureau got itself."""
        field: Any = self.fields["unit"]
        field.queryset = _schools(self.record)
        self.suggest({"lead_summary": self.record.lead_summary})

    def clean(self) -> dict[str, Any]:
        """Names made people; who is meant by them must be clear."""
        cleaned = super().clean() or {}
        school = cleaned.get("unit")
        if school is None:
            return cleaned
        names = [one.strip() for one in cleaned.get("people", "").split("、") if one.strip()]
        there = self._there(school)
        unknown = [name for name in names if name not in there]
        if unknown or (not names and school.served_by_id is None):
            said = _("At %(school)s these are investigators: %(names)s")
            known = {"school": school.name, "names": "、".join(there) or _("nobody")}
            self.add_error("people", said % known)
        cleaned["people"] = [there[name] for name in names if name in there]
        return cleaned

    def _there(self, school: Unit) -> dict[str, User]:
        """Investigators of the school, or of the one that serves it, by name."""
        acting = errands.servants(self.record, school)
        held = Appointment.objects.current().filter(unit=acting, role=Role.INVESTIGATOR)
        away = self.record.recusals.in_force().values("user")
        people = User.objects.filter(pk__in=held.values("user"), is_active=True)
        return {one.full_name: one for one in people.exclude(pk__in=away).order_by("pk")}

    @property
    def arguments(self) -> dict[str, Any]:
        """The errand."""
        return {"errand": Errand(**self.cleaned_data)}


def _schools(case: Any) -> Any:
    """Schools below the handling bureau; the accused are not among them."""
    unit = case.handling_unit
    rows = Unit.objects.current().schools().filter(parent=unit)
    if unit == case.city:
        rows = Unit.objects.current().schools().filter(parent__parent=unit, parent__kind="direct")
    accused = [
        pk
        for one in case.respondents.filter(teacher__isnull=False).select_related("teacher")
        for pk in one.teacher.unit_ids
    ]
    return rows.exclude(pk__in=[*accused, case.school_id or 0])


class _OfAnEntrustment(VerbForm):
    """Which entrustment is meant."""

    entrustment = forms.ModelChoiceField(Entrustment.objects.none(), label=_("School"))

    def prepare(self) -> None:
        """Those in force; one alone is chosen beforehand."""
        field: Any = self.fields["entrustment"]
        field.queryset = self.offered().select_related("unit")
        field.label_from_instance = lambda one: f"{one.unit.name} · {one.number}"
        if len(field.queryset) == 1:
            self.suggest({"entrustment": field.queryset[0]})

    def offered(self) -> Any:
        """The entrustments to choose from."""
        return self.record.entrustments.in_force()


class TakeBack(_OfAnEntrustment, Reason):
    """Which school, and why."""

    field_order = ["entrustment", "reason"]


class EnterFor(_OfAnEntrustment):
    """What a teaching point without computers found, from the paper that its people signed."""

    on = DayField(label=_("Signed on"))
    signed_by = forms.CharField(label=_("Signed by"), max_length=100)
    text = TextField(label=_("What was found"), rows=6)
    scan = SealedUpload(label=_("Scan of the signed paper"))

    @property
    def arguments(self) -> dict[str, Any]:
        """What was found, with its scan."""
        cleaned = dict(self.cleaned_data)
        return {"entrustment": cleaned.pop("entrustment"), "found": Entered(**cleaned)}

    def offered(self) -> Any:
        """Teaching points alone."""
        return super().offered().filter(unit__served_by__isnull=False)


class AskAssistance(VerbForm):
    """Which bureau, what it may know, what is asked of it, by when."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Bureau asked"))
    background = TextField(
        label=_("Background"), rows=4,
        help_text=_("What that bureau has to know, without anything that shows who reported it."),
    )  # fmt: skip
    asked = TextField(label=_("What is asked for"), rows=4)
    due_on = AheadField(label=_("To be answered by"))

    def prepare(self) -> None:
        """Other bureaus that are not accused."""
        field: Any = self.fields["unit"]
        rows = Unit.objects.current().filter(kind__in=BUREAUS).order_by("region_code", "pk")
        rows = rows.exclude(pk=self.record.handling_unit_id or 0)
        fit = [one.pk for one in rows if not is_accused(self.record, one)]
        field.queryset = rows.filter(pk__in=fit)

    @property
    def arguments(self) -> dict[str, Any]:
        """The wish."""
        return {"wish": Wish(**self.cleaned_data)}


class CloseAssistance(VerbForm):
    """Which request, and what became of it."""

    request = forms.ModelChoiceField(Assistance.objects.none(), label=_("Letter of assistance"))
    note = TextField(label=_("What came of it"), rows=2)

    def prepare(self) -> None:
        """Those still open."""
        field: Any = self.fields["request"]
        field.queryset = self.record.assistances.open().select_related("unit")
        field.label_from_instance = lambda one: f"{one.number} · {one.unit.name}"
        if len(field.queryset) == 1:
            self.suggest({"request": field.queryset[0]})


class Designate(Reason):
    """Who handles it, after both views are known."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit designated"))

    field_order = ["unit", "view_0", "view_1", "reason"]

    def prepare(self) -> None:
        """One field for each side, with what it objected."""
        field: Any = self.fields["unit"]
        rows = Unit.objects.current().filter(kind__in=BUREAUS).order_by("region_code", "pk")
        fit = [one.pk for one in rows if not is_accused(self.record, one)]
        field.queryset = rows.filter(pk__in=fit)
        self.sides = designating.declined(self.record)[-designating.SIDES :]
        for at, order in enumerate(self.sides):
            self.fields[f"view_{at}"] = TextField(
                label=_("View of %(unit)s") % {"unit": order.unit.name},
                initial=order.objection,
                rows=3,
            )
        self.order_fields(self.field_order)

    @property
    def arguments(self) -> dict[str, Any]:
        """Both views beside the unit and the reason."""
        cleaned = self.cleaned_data
        views = [
            {"unit": order.unit.name, "view": cleaned[f"view_{at}"]}
            for at, order in enumerate(self.sides)
        ]
        return {"unit": cleaned["unit"], "views": views, "reason": cleaned["reason"]}
