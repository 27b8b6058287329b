"""Forms of the inquiry: team, material, respondents, report and conclusion."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.inquiry import Opinion, ReportText
from cases.catalogues import violations
from cases.forms.base import DayField, Reason, TextField, VerbForm
from cases.forms.persons import PersonsMixin, SchoolField, find_teachers
from cases.models import Material, Respondent
from cases.states import Finding
from people.models import Appointment, User
from people.models.teachers import Category
from people.roles import Role

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

    from people.models import Teacher

OF_THE_INQUIRY = [
    Material.PLAN, Material.INTERVIEW, Material.EVIDENCE_LIST, Material.SITE, Material.PAYMENT,
    Material.OTHER,
]  # fmt: skip


class Appoint(VerbForm):
    """Investigators of the unit, of its schools, or of the city."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Investigators"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Two at least, and nobody who has an interest in the matter."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Who holds the role today and has not been recused."""
        case = self.record
        unit = case.handling_unit
        near = Q(unit=unit) | Q(unit__parent=unit) | Q(unit=case.city)
        held = Appointment.objects.current().filter(near, role=Role.INVESTIGATOR)
        held = held.exclude(unit__in=self._units_passed_over())
        people = User.objects.filter(pk__in=held.values("user"), is_active=True)
        field: Any = self.fields["people"]
        field.queryset = people.exclude(pk__in=case.recusals.in_force().values("user")).order_by(
            "pk"
        )
        units = dict(held.values_list("user", "unit__name"))
        field.label_from_instance = lambda one: f"{one.full_name}（{units[one.pk]}）"

    def _units_passed_over(self) -> list[int]:
        """Where a school's leader is accused his school gets nothing (domain reference §8, 12)."""
        led = self.record.respondents.filter(teacher__category=Category.MANAGER)
        return [
            unit
            for one in led.select_related("teacher")
            if one.teacher
            for unit in one.teacher.unit_ids
        ]


class Release(Reason):
    """Who leaves the team."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Investigator"))

    field_order = ["person", "reason"]

    def prepare(self) -> None:
        """The team of today."""
        team = self.record.investigators.filter(left_on=None)
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=team.values("user")).order_by("pk")
        field.label_from_instance = lambda one: one.full_name


class AddMaterial(VerbForm):
    """One paper of the inquiry, as a dated entry."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(one, one.label) for one in OF_THE_INQUIRY])
    on = DayField(label=_("Dated"))
    text = TextField(label=_("Content"), rows=6)


class AddRespondent(PersonsMixin, VerbForm):
    """Another person of the case."""

    def prepare(self) -> None:
        """At the same school, most often."""
        self.suggest({"school": self.record.school.name if self.record.school else ""})

    def clean(self) -> dict[str, Any]:
        """Somebody must be named, or described."""
        cleaned = super().clean() or {}
        nobody = not cleaned.get("teachers") and not cleaned.get("clues")
        if nobody and not self.errors:
            self.add_error("teachers", _("Name a teacher, or say what is known of the person."))
        return cleaned

    @property
    def arguments(self) -> dict[str, Any]:
        """The school only helped to find the teachers."""
        return {name: self.cleaned_data[name] for name in ("teachers", "clues")}


class IdentifyRespondent(VerbForm):
    """Which unknown person is which teacher."""

    respondent = forms.ModelChoiceField(Respondent.objects.none(), label=_("Person not yet known"))
    school = SchoolField(label=_("School"), required=False, max_length=100)
    teacher = forms.CharField(label=_("Teacher"), max_length=60)

    def prepare(self) -> None:
        """Those without a name."""
        field: Any = self.fields["respondent"]
        field.queryset = self.record.respondents.filter(teacher=None)
        self.suggest({"school": self.record.school.name if self.record.school else ""})

    def clean_teacher(self) -> Teacher:
        """One teacher."""
        found = find_teachers(self.cleaned_data["teacher"], self.cleaned_data.get("school"))
        if len(found) != 1:
            raise forms.ValidationError(_("Name one teacher."))
        return found[0]

    @property
    def arguments(self) -> dict[str, Any]:
        """The school only helped to find the teacher."""
        return {name: self.cleaned_data[name] for name in ("respondent", "teacher")}


class Findings(VerbForm):
    """One group of fields for each respondent: finding, violations, facts, money."""

    def prepare(self) -> None:
        """Filled in from the newest report."""
        report = self.record.report
        self.respondents = list(self.record.respondents.select_related("teacher"))
        opinions = report.opinions.all() if report else ()
        self.proposed = {one.respondent_id: one for one in opinions}
        for respondent in self.respondents:
            self._add_fields(respondent)

    def _add_fields(self, respondent: Respondent) -> None:
        before = self.proposed.get(respondent.pk)
        named: dict[str, forms.Field] = {
            "finding": forms.ChoiceField(
                label=_("Finding"), choices=Finding.choices, widget=forms.RadioSelect,
                initial=before.finding if before else None,
            ),
            "violations": forms.MultipleChoiceField(
                label=_("Violations"), choices=self._violations(respondent), required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=before.violations if before else [],
            ),
            "facts": TextField(
                label=_("Facts about this person"), required=False, rows=3,
                initial=before.facts if before else "",
            ),
            "amount_taken": forms.DecimalField(
                label=_("Taken, in yuan"), min_value=0, max_digits=12, decimal_places=2,
                required=False, initial=before.amount_taken if before else Decimal(0),
            ),
        }  # fmt: skip
        self.fields |= {f"{name}_{respondent.pk}": field for name, field in named.items()}

    def _violations(self, respondent: Respondent) -> list[tuple[str, str]]:
        leads = respondent.teacher is None or respondent.teacher.category == Category.MANAGER
        return [
            (one.code, one.label)
            for one in violations.on(timezone.localdate())
            if one.complaint_kind == self.record.kind or (leads and one.actor == "leader")
        ]

    def clean(self) -> dict[str, Any]:
        """A person at fault has violated something, and the facts are told."""
        cleaned = super().clean() or {}
        for respondent in self.respondents:
            at_fault = cleaned.get(f"finding_{respondent.pk}") in ("substantiated", "partly")
            if at_fault and not cleaned.get(f"violations_{respondent.pk}"):
                self.add_error(f"violations_{respondent.pk}", _("Say which rule was violated."))
            if at_fault and not cleaned.get(f"facts_{respondent.pk}"):
                self.add_error(f"facts_{respondent.pk}", _("Say what this person did."))
        return cleaned

    @property
    def opinions(self) -> dict[int, Opinion]:
        """What was entered about each respondent."""
        return {one.pk: self._opinion(one) for one in self.respondents}

    def _opinion(self, respondent: Respondent) -> Opinion:
        cleaned = self.cleaned_data
        return Opinion(
            finding=cleaned[f"finding_{respondent.pk}"],
            violations=tuple(cleaned[f"violations_{respondent.pk}"]),
            facts=cleaned[f"facts_{respondent.pk}"],
            amount_taken=cleaned[f"amount_taken_{respondent.pk}"] or Decimal(0),
        )

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The common fields first, then one group a person."""
        groups = [
            (
                str(one.shown_name),
                [self[name] for name in self.fields if name.endswith(f"_{one.pk}")],
            )
            for one in self.respondents
        ]
        theirs = {field.name for _title, fields in groups for field in fields}
        return [("", [field for field in self if field.name not in theirs]), *groups]


class WriteReport(Findings):
    """核查情况表 on one page, or 核查报告."""

    is_simple = forms.TypedChoiceField(
        label=_("Way of inquiry"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[
            ("yes", _("Simple check: one page, two signatures, no sanction can follow")),
            ("no", _("Full inquiry: with plan, interviews and evidence")),
        ],
    )  # fmt: skip
    facts = TextField(label=_("Course of the inquiry and facts found"), rows=8)
    evidence = TextField(label=_("Evidence"))
    opinion = TextField(label=_("Opinion on handling"))

    def prepare(self) -> None:
        """The last version, to be written on."""
        super().prepare()
        report = self.record.report
        if report:
            self.suggest({
                "is_simple": "yes" if self.record.is_simple else "no", "facts": report.facts,
                "evidence": report.evidence, "opinion": report.opinion,
            })  # fmt: skip

    @property
    def arguments(self) -> dict[str, Any]:
        """The report and its opinions."""
        own = ("is_simple", "facts", "evidence", "opinion")
        text = ReportText(**{name: self.cleaned_data[name] for name in own})
        return {"text": text, "opinions": self.opinions}


class Conclude(Findings):
    """The findings fixed, and whether the school's leaders answer for it (一案双查)."""

    is_accountable = forms.ChoiceField(
        label=_("The school's leaders"), widget=forms.RadioSelect,
        choices=[
            ("not", _("Are not held to account")),
            ("yes", _("Are held to account")),
        ],
    )  # fmt: skip
    accountability = TextField(label=_("Reason of this opinion"), rows=3)

    @property
    def arguments(self) -> dict[str, Any]:
        """Findings and opinion."""
        verdict = {"not": "不予问责", "yes": "予以问责"}[self.cleaned_data["is_accountable"]]
        opinion = f"{verdict}：{self.cleaned_data['accountability']}"
        return {"findings": self.opinions, "accountability": opinion}


class TellRespondent(VerbForm):
    """Who is told of a conclusion that clears him."""

    respondent = forms.ModelChoiceField(Respondent.objects.none(), label=_("Person"))
    on = DayField(label=_("Served on"))
    clarification = TextField(
        label=_("Clarification"), rows=3,
        help_text=_("Where and how the name was cleared, in the circle that had heard of it."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Those not told yet."""
        field: Any = self.fields["respondent"]
        field.queryset = self.record.respondents.cleared_untold()


class Extend(Reason):
    """How many days."""

    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=30, initial=30)

    field_order = ["days", "reason"]


class Points(VerbForm):
    """What the supplementary inquiry must show."""

    points = TextField(label=_("Points to be looked into"))
