"""Forms of the conclusion: findings fixed, the opinion on leaders, names cleared, false accusations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.accountability import Leader, Verdict
from cases.actions.clearing import Recognition, Said
from cases.catalogues import accountability
from cases.forms.base import DayField, TextField, VerbForm
from cases.forms.reports import Findings
from cases.models import Circle, LeaderPost, OrganLevel, Respondent, Way
from cases.states import Finding
from people.models import Teacher
from people.models.teachers import Category

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

PLACES = ("first", "second", "third")  # leaders of one opinion
PARTS = ("name", "post", "situations", "measure")


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

    def prepare(self) -> None:
        """The people of the case, then room for three leaders."""
        super().prepare()
        for place in PLACES:
            self._add_leader(place)

    def _add_leader(self, place: str) -> None:
        today = timezone.localdate()
        empty = [("", _("Please choose"))]
        named: dict[str, forms.Field] = {
            "name": forms.CharField(label=_("Name"), max_length=50, required=False),
            "post": forms.ChoiceField(
                label=_("Post"), choices=[*empty, *LeaderPost.choices], required=False
            ),
            "situations": forms.MultipleChoiceField(
                label=_("Situations of the rules, article 12"), required=False,
                choices=accountability.situation_choices(today),
                widget=forms.CheckboxSelectMultiple(attrs={"class": "many"}),
            ),
            "measure": forms.ChoiceField(
                label=_("Measure proposed"), required=False,
                choices=[*empty, *accountability.choices(today)],
            ),
        }  # fmt: skip
        self.fields |= {f"leader_{place}_{name}": field for name, field in named.items()}

    def clean(self) -> dict[str, Any]:
        """Whoever is held to account is named, with situation and measure; nobody else is."""
        cleaned = super().clean() or {}
        begun = [place for place in PLACES if any(self._of(place).values())]
        if cleaned.get("is_accountable") == "not" and begun:
            self.add_error("is_accountable", _("Leaders are named below, but not held to account."))
        if cleaned.get("is_accountable") == "yes":
            for place in begun or PLACES[:1]:
                self._check_is_whole(place)
        return cleaned

    def _of(self, place: str) -> dict[str, Any]:
        return {part: self.cleaned_data.get(f"leader_{place}_{part}") for part in PARTS}

    def _check_is_whole(self, place: str) -> None:
        for part, value in self._of(place).items():
            name = f"leader_{place}_{part}"
            if not value and name not in self.errors:
                self.add_error(name, _("Say this of each leader who is held to account."))

    @property
    def arguments(self) -> dict[str, Any]:
        """Findings and opinion."""
        given = [self._of(place) for place in PLACES]
        named = tuple(self._leader(one) for one in given if one["name"])
        verdict = Verdict(reason=self.cleaned_data["accountability"], leaders=named)
        return {"findings": self.opinions, "accountability": verdict}

    def _leader(self, given: dict[str, Any]) -> Leader:
        """A leader in the registry is known by his school and name; others by name alone."""
        found = Teacher.objects.filter(name=given["name"], category=Category.MANAGER)
        at_school = list(found.filter(teaching_unit=self.record.school)[:2])
        return Leader(
            name=given["name"], post=given["post"], situations=tuple(given["situations"]),
            measure=given["measure"], teacher=at_school[0] if len(at_school) == 1 else None,
        )  # fmt: skip

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """People, then the opinion, then the leaders it names."""
        (_common, fields), *people = super().sections
        leaders = [
            (
                str(_("Leader held to account: %(n)s") % {"n": n}),
                [self[f"leader_{place}_{part}"] for part in PARTS],
            )
            for n, place in enumerate(PLACES, 1)
        ]
        theirs = {field.name for _title, own in leaders for field in own}
        common = [field for field in fields if field.name not in theirs]
        return [*people, (str(_("Opinion on the school's leaders")), common), *leaders]


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


class Clarify(VerbForm):
    """Whose name, in which circle, how, when, and in what words."""

    respondent = forms.ModelChoiceField(Respondent.objects.none(), label=_("Person"))
    circle = forms.ChoiceField(
        label=_("Circle"), choices=Circle.choices, widget=forms.RadioSelect,
        help_text=_("Everybody who had heard of the matter, and nobody beyond."),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("Way"), choices=Way.choices, widget=forms.RadioSelect)
    on = DayField(label=_("Cleared on"))
    text = TextField(label=_("What was said"), rows=4)

    def prepare(self) -> None:
        """Those against whom nothing was found."""
        field: Any = self.fields["respondent"]
        cleared = self.record.respondents.filter(finding=Finding.UNFOUNDED)
        field.queryset = cleared.filter(teacher__isnull=False)

    @property
    def arguments(self) -> dict[str, Any]:
        """The person, and what was said."""
        own = {name: self.cleaned_data[name] for name in ("circle", "way", "on", "text")}
        return {"respondent": self.cleaned_data["respondent"], "said": Said(**own)}


class RecordFalseAccusation(VerbForm):
    """What was recognised, by whom; a mistaken report is turned away here."""

    nature = forms.ChoiceField(
        label=_("What it was"), widget=forms.RadioSelect,
        choices=[
            ("false", _("Made up on purpose, to harm somebody (诬告)")),
            ("mistaken", _("A mistake (错告)")),
        ],
    )  # fmt: skip
    intent = TextField(label=_("What shows the intent"), rows=3)
    fabrication = TextField(label=_("What was fabricated"), rows=3)
    organ = forms.CharField(
        label=_("Approved by"), max_length=100,
        help_text=_("The Party committee or the discipline organ, from the prefecture upwards."),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Level"), choices=OrganLevel.choices)
    approval_number = forms.CharField(label=_("Number of the approval"), max_length=60)
    approved_on = DayField(label=_("Approved on"))

    def clean_nature(self) -> str:
        """Who was mistaken has done nothing wrong."""
        nature: str = self.cleaned_data["nature"]
        if nature == "mistaken":
            raise forms.ValidationError(
                _("A mistaken report is not punished, and nothing is recorded against anybody.")
            )
        return nature

    @property
    def arguments(self) -> dict[str, Any]:
        """What the higher organ recognised."""
        own = {name: value for name, value in self.cleaned_data.items() if name != "nature"}
        return {"recognition": Recognition(**own)}
