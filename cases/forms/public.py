"""The form of a report, and the one field of the follow-up: forgiving, and plain in what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases import challenges
from cases.forms.files import FilesField, TakesFiles
from cases.forms.giveaways import giveaways
from cases.forms.told import AmountField, LineField, PhoneField, StoryField, legible, told_of
from cases.models.complaint import NARRATIVE_LIMIT
from cases.states import Kind
from people.models import Unit

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField
    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from cases.actions.intake import Told
    from cases.forms.giveaways import Giveaway
    from cases.forms.sealing import SealingHandler
    from cases.models import Complaint

UNKNOWN = ("", _("I do not know"))
UNSEEN = {"proof", "homepage"}
IDENTITIES = [
    (
        "anonymous",
        _("Without my name. I come back here with my code to read your questions and the answer."),
    ),
    (
        "named",
        _(
            "With my name. It is sealed at once; I am also told in writing, at the beginning and at the end."
        ),
    ),
]


class ReportForm(TakesFiles):
    """One report. ``told`` is what it says; a name is kept only of those who chose to give it."""

    kind = forms.ChoiceField(
        label=_("What it is about"), choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Please say what it is about.")},
    )  # fmt: skip
    narrative = StoryField(
        label=_("In your own words"), max_length=NARRATIVE_LIMIT, rows=8,
        help_text=_("Who did what, how often, how it was paid, who else knows."),
        error_messages={"required": _("Please tell us what happened.")},
    )  # fmt: skip
    happened = LineField(
        label=_("When it happened"), max_length=200, required=False,
        help_text=_("As well as you know: “since September, every Saturday”."),
    )  # fmt: skip
    amount = AmountField(
        label=_("How much money"), required=False,
        help_text=_("In yuan, for instance 3000; an estimate is enough."),
    )  # fmt: skip
    minor_risk = forms.BooleanField(
        label=_("A child may be in danger of being hurt"), required=False,
        help_text=_("Then an officer looks at it first. If it is urgent, please call 110 now."),
    )  # fmt: skip
    county = forms.ChoiceField(label=_("County or district"), required=False)
    school = LineField(
        label=_("School"), max_length=100, required=False,
        help_text=_("Begin to type and choose, or write it as you know it."),
    )  # fmt: skip
    teacher = LineField(
        label=_("Teacher"), max_length=100, required=False,
        help_text=_("A name, or whatever you know: “the class teacher of class 3, grade 8”."),
    )  # fmt: skip
    subject = LineField(label=_("Subject taught"), max_length=50, required=False)
    place = LineField(
        label=_("Where it happened"), max_length=200, required=False,
        help_text=_("A flat, a tutoring centre, on line…"),
    )  # fmt: skip
    exposing = StoryField(
        label=_("Details that could give you away"), max_length=1000, rows=3, required=False,
        help_text=_("What do only few people know, so that it would show who reported? A talk between the two of you, the day of a payment, a mark of your child. We leave these out of what is passed on."),
    )  # fmt: skip
    identity = forms.ChoiceField(
        label=_("With or without your name"), choices=IDENTITIES, widget=forms.RadioSelect,
        help_text=_("Both are looked into in the same way."),
        error_messages={"required": _("Please choose one; you need not give your name.")},
    )  # fmt: skip
    name = LineField(label=_("Your name"), max_length=50, required=False)
    phone = PhoneField(label=_("Your telephone number"), max_length=50, required=False)
    evidence = FilesField()
    answer = forms.CharField(
        required=False,
        help_text=_("Only a person can tell; it keeps machines from burying your report under theirs. Without it your report arrives all the same, but somebody must look at it first."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    proof = forms.CharField(required=False, widget=forms.HiddenInput)  # the browser's own work
    homepage = forms.CharField(  # a trap: people do not see it
        label=_("Leave this empty"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None = None, *, nonce: str, arriving: SealingHandler | None = None
    ) -> None:
        readable, self.mended = legible(data)
        super().__init__(readable, nonce=nonce, arriving=arriving)
        self.fields["county"].choices = self._counties  # type: ignore[attr-defined]
        self.fields["answer"].label = challenges.question(nonce)

    @cached_property
    def rows(self) -> dict[str, Unit]:
        """The counties by code; asked for only when the list is shown or one was chosen."""
        return {unit.region_code: unit for unit in Unit.objects.reporting()}

    def _counties(self) -> list[Any]:
        return [UNKNOWN, *((code, unit.shown_name) for code, unit in self.rows.items())]

    def clean(self) -> None:
        """A named reporter gives name and telephone number; an anonymous one neither."""
        for field in self.mended & self.fields.keys() - UNSEEN:
            self.add_error(
                field, _("Some signs could not be read and were taken out: please check.")
            )
        self.say_what_was_refused()
        if self.cleaned_data.get("identity") != "named":
            self._forget_person()
            return
        missing = {
            "name": _("Please give your name, or choose to report without it."),
            "phone": _("Please give a number at which we can reach you."),
        }
        for field, sentence in missing.items():
            if field not in self.errors and not self.cleaned_data.get(field):
                self.add_error(field, sentence)

    @property
    def is_as_it_is(self) -> bool:
        """Whether the reporter was shown once what may give him away."""
        return bool(self.data.get("as_it_is"))

    @cached_property
    def giveaways(self) -> list[Giveaway]:
        """What an anonymous reporter is to look at once, before anything is kept."""
        said: dict[str, Any] = getattr(self, "cleaned_data", {})
        if self.is_as_it_is or said.get("identity") != "anonymous":
            return []
        return giveaways(said)

    def _forget_person(self) -> None:
        for field in ("name", "phone"):
            self.errors.pop(field, None)
            self.cleaned_data[field] = ""

    @property
    def sections(self) -> list[tuple[_StrPromise, list[BoundField]]]:
        """The three steps."""
        return [
            (
                _("What happened"),
                self._bound("kind", "narrative", "happened", "amount", "minor_risk"),
            ),
            (
                _("Where and who"),
                self._bound("county", "school", "teacher", "subject", "place", "evidence"),
            ),
            (_("You"), self._bound("exposing", "identity", "name", "phone", "answer")),
        ]

    @property
    def work(self) -> str:
        """What the browser is to do while the form is filled in; empty if it cannot be made."""
        return challenges.issue(self.nonce)

    def _bound(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names]

    @property
    def told(self) -> Told:
        """What was told. One query: whether the school is registered."""
        county = self.cleaned_data["county"]
        return told_of(self.cleaned_data, self.rows[county] if county else None)


def is_same(complaint: Complaint, told: Told) -> bool:
    """Whether a complaint says what was told: a repeated sending, and not another report."""
    kept = (complaint.kind, complaint.narrative, complaint.school_name, complaint.teacher_name)
    return kept == (told.kind, told.narrative, told.school_name, told.teacher_name) and (
        complaint.is_named == bool(told.name)
    )
