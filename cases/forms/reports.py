"""Forms of the report: findings on each person, the text, drafts of it, and the points of a return."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.inquiry import Opinion, ReportText
from cases.catalogues import violations
from cases.forms.base import TextField, VerbForm
from cases.models import Payment
from cases.models.rights import rights_of
from cases.sheets import errands
from cases.states import Finding
from people.models.teachers import Category

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.forms.boundfield import BoundField

    from cases.models import Respondent, SupplementPoint


class Findings(VerbForm):
    """One group of fields for each respondent: finding, violations, facts, money."""

    def prepare(self) -> None:
        """Filled in from the newest report."""
        checks = errands.only_checks(rights_of(self.record, self.user))
        self.report = report = errands.report_open_to(self.record, self.user, checks=checks)
        self.respondents = list(self.record.respondents.standing().select_related("teacher"))
        opinions = report.opinions.all() if report else ()
        self.proposed = {one.respondent_id: one for one in opinions}
        added = self.record.allegations.filter(round=self.record.round)
        self.kinds = {self.record.kind, *added.values_list("kind", flat=True)}
        # the ledger is the unit's, and not shown to a school that checks for it
        self.taken = {} if checks else Payment.objects.sums(self.record)
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
                widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
                initial=before.violations if before else [],
            ),
            "facts": TextField(
                label=_("Facts about this person"), required=False, rows=3,
                initial=before.facts if before else "",
            ),
            "amount_taken": forms.DecimalField(
                label=_("Taken, in yuan"), min_value=0, max_digits=12, decimal_places=2,
                required=False, initial=before.amount_taken if before else self.taken.get(respondent.pk, 0),
            ),
        }  # fmt: skip
        self.fields |= {f"{name}_{respondent.pk}": field for name, field in named.items()}

    def _violations(self, respondent: Respondent) -> list[tuple[str, str]]:
        leads = respondent.teacher is None or respondent.teacher.category == Category.MANAGER
        kinds = self.kinds
        return [
            (one.code, one.label)
            for one in violations.on(timezone.localdate())
            if one.complaint_kind in kinds or (leads and one.actor == "leader")
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

    drafted_on: date | None = None

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
        report = self.report
        if report:
            self.suggest({
                "is_simple": "yes" if self.record.is_simple else "no", "facts": report.facts,
                "evidence": report.evidence, "opinion": report.opinion,
            })  # fmt: skip
        draft = self.record.report_drafts.filter(author=self.user, round=self.record.round).first()
        if draft:
            self.drafted_on = draft.saved_on
            self.initial = {**self.initial, **draft.answers}

    @property
    def points(self) -> Sequence[SupplementPoint]:
        """What the last version came back with."""
        report = self.report
        return list(report.points.all()) if report and report.returned_on else ()

    @property
    def arguments(self) -> dict[str, Any]:
        """The report and its opinions."""
        own = ("is_simple", "facts", "evidence", "opinion")
        text = ReportText(**{name: self.cleaned_data[name] for name in own})
        return {"text": text, "opinions": self.opinions}


class DraftReport(WriteReport):
    """The same form, half filled: everything may be missing."""

    def prepare(self) -> None:
        """Nothing is required of a draft."""
        super().prepare()
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        """Nothing is compared either."""
        return self.cleaned_data

    @property
    def arguments(self) -> dict[str, Any]:
        """What was typed, as it was typed."""
        answers = {
            name: field.widget.value_from_datadict(self.data, self.files, name)
            for name, field in self.fields.items()
        }
        return {"answers": answers}


class Points(VerbForm):
    """What the supplementary inquiry must show."""

    points = TextField(
        label=_("Points to be looked into"), rows=6,
        help_text=_("One point a line; the next version answers each."),
    )  # fmt: skip

    def clean_points(self) -> list[str]:
        """Each line a point."""
        lines = [line.strip() for line in self.cleaned_data["points"].splitlines()]
        return [line for line in lines if line]
