"""Forms of interviews, and of the sealed names of those who talked under a code."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.interviews import Person, Talk
from cases.catalogues import interviews
from cases.forms.base import DayField, TextField, VerbForm
from cases.forms.materials import ClockField, TeamField, clean_hours
from cases.models import NameOpening, OpeningState, Part, Respondent, Witness
from cases.models.witness import CODED

QUESTION = re.compile(r"^\s*问\s*[：:]\s*")
ANSWER = re.compile(r"^\s*答\s*[：:]\s*")
READ_BACK = [  # the words of the paper
    ("已由被谈话人阅读", _("Read by the person")),
    ("已向被谈话人宣读", _("Read out to the person")),
]
LONGEST = 20_000
ABOUT_THE_PERSON = ("part", "respondent", "known", "name", "age", "guardian", "relation")


class RowsField(TextField):
    """Questions and answers, each on a line of its own that begins with 问： or 答：."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=18, max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> list[tuple[str, str]]:
        """Pairs; further lines belong to what stands above them."""
        rows: list[list[str]] = []
        for line in filter(str.strip, str(super().clean(value)).splitlines()):
            _take(rows, line)
        if not rows or any(len(row) < 2 or not all(row) for row in rows):
            raise forms.ValidationError(_("Every question needs its answer."))
        return [(row[0], row[1]) for row in rows]


def _take(rows: list[list[str]], line: str) -> None:
    if QUESTION.match(line):
        rows.append([QUESTION.sub("", line).strip()])
    elif ANSWER.match(line) and rows and len(rows[-1]) == 1:
        rows[-1].append(ANSWER.sub("", line).strip())
    elif rows and not ANSWER.match(line):
        rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()
    else:
        raise forms.ValidationError(
            _("Begin each question with 问： and each answer with 答：, one after the other.")
        )


class RecordInterview(VerbForm):
    """谈话笔录, from the template of the person's part."""

    part = forms.ChoiceField(
        label=_("Talked to as"), choices=Part.choices, widget=forms.RadioSelect
    )
    respondent = forms.ModelChoiceField(
        Respondent.objects.none(), label=_("Teacher reported"), required=False
    )
    known = forms.ModelChoiceField(
        Witness.objects.none(), label=_("Talked to before, under the code"), required=False
    )
    name = forms.CharField(
        label=_("Name"), max_length=30, required=False,
        help_text=_("Of pupils, parents and other witnesses it is sealed at once; papers bear a code."),
    )  # fmt: skip
    age = forms.IntegerField(label=_("Age"), min_value=3, max_value=120, required=False)
    guardian = forms.CharField(
        label=_("Guardian present"), max_length=30, required=False,
        help_text=_("Required for a child. The name is sealed, the relation is printed."),
    )  # fmt: skip
    relation = forms.CharField(
        label=_("Guardian's relation to the child"), max_length=20, required=False
    )
    place = forms.CharField(label=_("Place"), max_length=100)
    on = DayField(label=_("Day"))
    begins = ClockField(label=_("From (time)"))
    ends = ClockField(label=_("To (time)"))
    askers = TeamField(label=_("Interviewed by"))
    recorder = forms.CharField(label=_("Written down by"), max_length=30)
    rights_read = forms.BooleanField(label=_("Rights and duties were read out"))
    rows = RowsField(
        label=_("Questions and answers"),
        help_text=_("Each question on a line that begins with 问：, each answer with 答：. Name no child and no parent."),
    )  # fmt: skip
    read_back = forms.ChoiceField(label=_("Read back"), choices=READ_BACK, widget=forms.RadioSelect)
    corrections = TextField(label=_("Corrections asked for"), rows=2, required=False)
    has_refused = forms.BooleanField(label=_("The person refuses to sign"), required=False)

    def prepare(self) -> None:
        """The people of the case, and the questions of the template that was chosen."""
        people: Any = self.fields["respondent"]
        people.queryset = self.record.respondents.select_related("teacher")
        known: Any = self.fields["known"]
        known.queryset = self.record.witnesses.all()
        team: Any = self.fields["askers"]
        team.of(self.record)
        part = self.initial.get("draft")
        if part in Part.values:
            drafted = interviews.get(part, timezone.localdate()).draft
            self.suggest({"part": part, "rows": drafted})
        self.suggest({"recorder": self.user.full_name})

    @property
    def templates(self) -> list[tuple[str, Any]]:
        """The parts for which questions stand ready."""
        return [(one.value, one.label) for one in Part]

    def clean(self) -> dict[str, Any]:
        """Somebody is talked to; a child not alone."""
        cleaned = clean_hours(self)
        part = cleaned.get("part", "")
        if part == Part.TEACHER and not cleaned.get("respondent"):
            self.add_error("respondent", _("Choose whom of the teachers reported you talked to."))
        if part != Part.TEACHER and not cleaned.get("name") and not cleaned.get("known"):
            self.add_error("name", _("Say who it was: it is sealed where a code takes its place."))
        self._clean_known(part)
        if part and self._person.is_child:
            self._clean_guardian()
        return cleaned

    def _clean_known(self, part: str) -> None:
        known = self.cleaned_data.get("known")
        if known and (part not in CODED or known.part != part):
            self.add_error("known", _("This person talked to us as somebody else."))

    def _clean_guardian(self) -> None:
        for field in ("guardian", "relation"):
            if not self.cleaned_data.get(field) and field not in self.errors:
                self.add_error(field, _("A child is talked to with a guardian present."))

    @property
    def _person(self) -> Person:
        said = {name: self.cleaned_data.get(name) for name in ABOUT_THE_PERSON}
        part = Part(str(said.pop("part")))
        if part != Part.TEACHER:
            said["respondent"] = None
        texts = {name: said[name] or "" for name in ("name", "guardian", "relation")}
        return Person(part=part, **{**said, **texts})  # type: ignore[arg-type]

    @property
    def arguments(self) -> dict[str, Any]:
        """The person, and the talk."""
        left_out = (*ABOUT_THE_PERSON, "rights_read")
        talk = {name: said for name, said in self.cleaned_data.items() if name not in left_out}
        return {"person": self._person, "talk": Talk(**talk)}


class AskName(VerbForm):
    """Whose name, and why."""

    witness = forms.ModelChoiceField(Witness.objects.none(), label=_("Witness"))
    reason = TextField(
        label=_("What you need the name for"), rows=3, max_length=1000,
        help_text=_("The approver reads this. It is kept for good; name nobody."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Those of the case."""
        field: Any = self.fields["witness"]
        field.queryset = self.record.witnesses.all()


class RuleName(VerbForm):
    """Which request, and whether."""

    opening = forms.ModelChoiceField(NameOpening.objects.none(), label=_("Request"))
    is_approved = forms.TypedChoiceField(
        label=_("May the name be read?"), coerce=lambda value: value == "yes",
        choices=[("yes", _("Yes, by this person, for 24 hours")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = TextField(label=_("Reason"), rows=2, max_length=1000)

    def prepare(self) -> None:
        """Those that wait."""
        field: Any = self.fields["opening"]
        waiting = NameOpening.objects.filter(
            witness__case=self.record, state=OpeningState.REQUESTED
        ).exclude(requester=self.user)
        field.queryset = waiting.select_related("witness", "requester")
        field.label_from_instance = _asked


def _asked(one: NameOpening) -> str:
    return f"{one.witness.code} · {one.requester.full_name}：{one.reason}"
