"""Forms of the inquiry's own papers and of files of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.materials import Plan, Visit
from cases.forms.base import DayField, TextField, VerbForm
from cases.models import FileUse, Material
from cases.paper_sheets import materials as sheets
from cases.sheets.files import grouped
from notifications import papers
from notifications.models import Paper
from people.models import User

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MIB = 1024 * 1024
LARGEST = 10 * MIB
WITHOUT_A_FORM = [Material.PAYMENT, Material.OTHER]
OWN = "own"
OCCASIONS = [  # the words of the paper, which is Chinese
    ("明察暗访", _("Unannounced inspection, as on any other day")),
    ("日常师德师风检查", _("Routine inspection of conduct")),
    ("专项排查", _("Inspection of all schools of the district")),
    ("直接核查", _("Openly, as an inquiry")),
]
OPENLY = "直接核查"
TO_READ_BACK = _("At most 10 MB. Kept as it comes, checked for viruses; others see a clean copy.")


class ClockField(forms.TimeField):
    """Hour and minute."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, **kwargs)


class TeamField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Investigators of the case who have declared no conflict."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.full_name)

    def of(self, case: Any) -> None:
        """Offer the team of today."""
        team = case.investigators.filter(left_on=None, no_conflict_on__isnull=False)
        self.queryset = User.objects.filter(pk__in=team.values("user")).order_by("pk")

    def clean(self, value: Any) -> Any:
        """Two at least."""
        chosen = super().clean(value)
        if len(chosen) < 2:
            raise forms.ValidationError(_("Choose two investigators at least."))
        return list(chosen)


class SealedUpload(forms.FileField):
    """One file of staff."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", TO_READ_BACK)
        super().__init__(
            error_messages={
                "required": _("Choose a file of at most 10 MB."),
                "empty": _("This file is empty."),
            },
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[bytes]:
        """Not larger than a web process takes into its memory."""
        upload: UploadedFile[bytes] = super().clean(data, initial)
        if upload and (upload.size or 0) > LARGEST:  # nothing, where a file may be left out
            raise forms.ValidationError(_("Choose a file of at most 10 MB."))
        return upload


class AddMaterial(VerbForm):
    """One paper without a form of its own, as a dated entry."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(one, one.label) for one in WITHOUT_A_FORM])
    on = DayField(label=_("Dated"))
    text = TextField(label=_("Content"), rows=6)


class WritePlan(VerbForm):
    """核查方案."""

    aims = TextField(label=_("What the inquiry is to show"), rows=3)
    persons = TextField(
        label=_("Whom to talk to"), rows=3,
        help_text=_("Children and parents by class or number, not by name."),
    )  # fmt: skip
    steps = TextField(label=_("Steps"), rows=5, help_text=_("One step a line."))
    occasion = forms.ChoiceField(
        label=_("Occasion"), choices=OCCASIONS, widget=forms.RadioSelect,
        help_text=_("Under an ordinary inspection nobody learns that somebody reported."),
    )  # fmt: skip
    safety = TextField(
        label=_("Safety and secrecy"), rows=3,
        help_text=_("How children are spared, how nobody is exposed, what to do in danger."),
    )  # fmt: skip
    begins_on = DayField(label=_("Inquiry from"), has_happened=False)
    ends_on = DayField(label=_("Inquiry to"), has_happened=False)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The inquiry cannot end before it begins."))
        return cleaned

    @property
    def arguments(self) -> dict[str, Any]:
        """The plan."""
        hides = self.cleaned_data["occasion"] != OPENLY
        return {"plan": Plan(**self.cleaned_data, hides_reporter=hides)}


class RecordSite(VerbForm):
    """现场检查记录."""

    place = forms.CharField(label=_("Place"), max_length=100)
    on = DayField(label=_("Day"))
    begins = ClockField(label=_("From (time)"))
    ends = ClockField(label=_("To (time)"))
    people = TeamField(label=_("Inspected by"))
    occasion = forms.ChoiceField(label=_("Occasion"), choices=OCCASIONS, widget=forms.RadioSelect)
    present = forms.CharField(
        label=_("Present"), max_length=200, required=False,
        help_text=_("The person in charge of the place, by name; children by number only."),
    )  # fmt: skip
    found = TextField(label=_("What was found"), rows=6)
    taken = TextField(
        label=_("Photos and things taken"), rows=2, required=False,
        help_text=_("The files themselves are attached with “Attach a file”."),
    )  # fmt: skip

    def prepare(self) -> None:
        """The team."""
        team: Any = self.fields["people"]
        team.of(self.record)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        return clean_hours(self)

    @property
    def arguments(self) -> dict[str, Any]:
        """The visit, and who made it."""
        said = {**self.cleaned_data}
        people = said.pop("people")
        return {"visit": Visit(**said), "people": people}


def clean_hours(form: Any) -> dict[str, Any]:
    """Say beside the field that it ends before it begins."""
    cleaned: dict[str, Any] = form.cleaned_data
    begins, ends = cleaned.get("begins"), cleaned.get("ends")
    if begins and ends and ends <= begins:
        form.add_error("ends", _("It cannot end before it begins."))
    return cleaned


class ListEvidence(VerbForm):
    """Every piece that the inquiry holds, with room to say what it shows."""

    def prepare(self) -> None:
        """One line a piece, in the order of the list."""
        for one in sheets.evidence_of(self.record):
            self.fields[f"shows_{one['key']}"] = forms.CharField(
                label=f"{one['name']} · {one['source']}", max_length=200, required=False,
                help_text=_fingerprint(str(one["sha256"])),
            )  # fmt: skip

    @property
    def arguments(self) -> dict[str, Any]:
        """By key, what each shows."""
        said = {key.removeprefix("shows_"): text for key, text in self.cleaned_data.items()}
        return {"shows": {key: text for key, text in said.items() if text}}


def _fingerprint(sha256: str) -> str:
    """In groups that wrap on a narrow screen; where there is none yet, what is said instead."""
    return sha256 if sha256 == sheets.UNREAD else grouped(sha256)


class AttachFile(VerbForm):
    """A photo of the site, a bank slip, a recording."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(one, one.label) for one in FileUse if one != FileUse.SIGNED],
    )
    upload = SealedUpload(label=_("File"))
    said = forms.CharField(
        label=_("What it shows"), max_length=200,
        help_text=_("A neutral line for the list of evidence. Name no child and no parent."),
    )  # fmt: skip


class AttachSigned(VerbForm):
    """Which paper, and its scan."""

    paper = forms.ModelChoiceField(Paper.objects.none(), label=_("Paper"))
    upload = SealedUpload(
        label=_("Signed and sealed scan"),
        help_text=_("PDF, picture or OFD, at most 10 MB. It becomes the original; our draft is no longer offered."),
    )  # fmt: skip

    def prepare(self) -> None:
        """Papers without a signed original; the dossier is made of all others."""
        field: Any = self.fields["paper"]
        unsigned = papers.of(self.record.subject).filter(signed=None).exclude(kind="dossier")
        field.queryset = unsigned
        field.label_from_instance = _named


def _named(paper: Any) -> str:
    about = paper.sheet.get("about", "")
    named = f"{paper.title}（{about}）" if about else paper.title
    return f"{named} {paper.issued_on:%Y-%m-%d}"
