"""Forms of the follow-up: the code, a message, and the few things a reporter can decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases import receipts
from cases.forms.files import FilesField, TakesFiles
from cases.forms.told import MOBILE, LineField, PhoneField, StoryField, legible
from cases.models import ContactUse
from cases.models.remark import REMARK_LIMIT, RemarkKind
from cases.states import ComplaintState

if TYPE_CHECKING:
    from django.http import QueryDict

    from cases.forms.sealing import SealingHandler
    from cases.models import Complaint

SAY = {"required": _("Please write what you want to tell us.")}
KINDS = [
    (RemarkKind.MESSAGE, _("A message or a question")),
    (RemarkKind.LEAD, _("Something new that can be checked")),
]
OBJECTION = (RemarkKind.OBJECTION, _("I object to the answer"))
RETALIATION = (RemarkKind.RETALIATION, _("Somebody makes us suffer for this report"))
RATINGS = [
    ("5", _("Very content")), ("4", pgettext_lazy("rating", "Content")), ("3", _("So-so")), ("2", _("Not content")),
    ("1", _("Not content at all")),
]  # fmt: skip


class Unrepeated(forms.TextInput):
    """A field that comes back empty."""

    def format_value(self, value: object) -> None:
        """Nothing of what was typed."""


class TrackForm(forms.Form):
    """A receipt code; shown nowhere again, not even to who typed it. Words begun wait meanwhile."""

    code = forms.CharField(
        label=_("Your code"),
        widget=Unrepeated(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Please enter your code.")},
    )
    body = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    kind = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, body: str = "", kind: str = "") -> None:
        super().__init__(legible(data)[0], initial={"body": body, "kind": kind})

    def clean_code(self) -> Complaint:
        """The complaint of this code."""
        complaint = receipts.find(self.cleaned_data["code"])
        if complaint is None:
            raise forms.ValidationError(
                _("We know no such code. Please compare it with what you kept, letter by letter.")
            )
        return complaint


class ThreadForm(forms.Form):
    """A form of one report's page. Text that cannot be read is mended, and said."""

    def __init__(self, data: QueryDict | None = None, *, complaint: Complaint) -> None:
        readable, self.mended = legible(data)
        self.complaint = complaint
        super().__init__(readable)


class MessageForm(TakesFiles):
    """What the reporter says, with files."""

    files_at: ClassVar[str] = "thread-files"

    kind = forms.ChoiceField(
        label=_("What it is"), choices=KINDS, widget=forms.RadioSelect, required=False,
        initial=RemarkKind.MESSAGE,
    )  # fmt: skip
    body = StoryField(
        label=_("Your message"), max_length=REMARK_LIMIT, rows=5, error_messages=SAY
    )  # fmt: skip
    evidence = FilesField()

    def __init__(
        self, data: QueryDict | None = None, *, complaint: Complaint, nonce: str,
        arriving: SealingHandler | None = None, begun: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        readable, self.mended = legible(data)
        super().__init__(readable, nonce=nonce, arriving=arriving)
        self.initial["body"] = (begun or {}).get("body", "")
        self._offer(complaint, (readable or begun or {}).get("kind", ""))

    def _offer(self, complaint: Complaint, chosen: str) -> None:
        """The kinds that fit. Retaliation has a page of its own; words begun there may end here."""
        kinds = list(KINDS)
        if complaint.state == ComplaintState.ANSWERED:
            kinds.append(OBJECTION)
        if chosen == RemarkKind.RETALIATION:
            kinds.append(RETALIATION)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if chosen in dict(kinds):
            self.initial["kind"] = chosen

    def clean(self) -> None:
        """Files that could not be taken are said beside the field."""
        self.say_what_was_refused()


class RetaliationForm(ThreadForm):
    """What is being done to the reporter or the child."""

    body = StoryField(
        label=_("What happened, who did it, when"), max_length=REMARK_LIMIT, rows=6,
        error_messages=SAY,
    )  # fmt: skip


class NameForm(ThreadForm):
    """Name and telephone number, sealed at once."""

    name = LineField(
        label=_("Your name"), max_length=50, error_messages={"required": _("Please give your name.")}
    )  # fmt: skip
    phone = PhoneField(
        label=_("Your telephone number"), max_length=50,
        error_messages={"required": _("Please give a number at which we can reach you.")},
    )  # fmt: skip


class WishForm(ThreadForm):
    """An answer, or none."""

    wanted = forms.TypedChoiceField(
        label=_("Do you want an answer?"), coerce=lambda value: value == "yes",
        choices=[("yes", _("Yes, I want an answer")), ("no", _("No, no answer is needed"))],
        widget=forms.RadioSelect, error_messages={"required": _("Please choose one.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["wanted"] = "yes" if self.complaint.answer_is_wanted else "no"


class RateForm(ThreadForm):
    """How content the reporter is."""

    rating = forms.TypedChoiceField(
        label=_("How content are you with how it was dealt with?"), coerce=int, choices=RATINGS,
        widget=forms.RadioSelect, error_messages={"required": _("Please choose one.")},
    )  # fmt: skip
    body = StoryField(
        label=_("What you want to add"), max_length=1000, rows=3, required=False
    )  # fmt: skip


class NoticeForm(ThreadForm):
    """Where a notice is to go. The button "forget" takes it back."""

    mobile = PhoneField(
        label=_("Mobile number for text messages"), max_length=50, required=False
    )  # fmt: skip
    mail = forms.EmailField(
        label=_("Or an e-mail address"), required=False, max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Please check the address: something like name@example.com.")},
    )  # fmt: skip

    @property
    def is_kept(self) -> bool:
        """Whether an address is kept already."""
        return self.complaint.contacts.filter(use=ContactUse.NOTICE).exists()

    def clean_mobile(self) -> str:
        """A landline takes no text messages."""
        number: str = self.cleaned_data["mobile"]
        if number and not MOBILE.fullmatch(number):
            raise forms.ValidationError(
                _("Text messages go to a mobile number of 11 figures only.")
            )
        return number

    def clean(self) -> None:
        """One of the two, or neither to have it forgotten."""
        said = self.cleaned_data
        if "forget" in self.data:
            said["mobile"] = said["mail"] = ""
        elif said.get("mobile") and said.get("mail"):
            self.add_error("mail", _("One of the two is enough: please empty the other."))
        elif not self.errors and not said["mobile"] and not said["mail"]:
            self.add_error("mobile", _("Please enter one of the two."))


class ConfirmForm(ThreadForm):
    """Nothing to enter."""
