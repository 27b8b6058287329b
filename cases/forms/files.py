"""The field of files of a public form; what arrives there is sealed already (``cases.forms.sealing``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Evidence
from cases.sheets import files as sheets
from ledger import sealing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from cases.forms.sealing import SealingHandler

# What phones offer to choose from; what counts is the content, looked at later.
TAKEN = (
    "image/*,audio/*,video/*,.pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.wps,.et,.dps,.txt,.amr,.heic"
)

NAMED = 3  # files of one sentence that are named


class FilesInput(forms.FileInput):
    """Several at once; a phone offers its camera."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, _files: Any, _name: str) -> None:
        """Nothing: the files lie sealed in the store, and the form asks there."""
        return


class FilesField(forms.Field):
    """Photos, films, recordings, papers."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Photos, recordings, papers"))
        kwargs.setdefault(
            "help_text",
            _("At most 20 files of 200 MB each. The officers see copies without the place and the device that photos carry along."),
        )  # fmt: skip
        widget = FilesInput(attrs={"accept": TAKEN, "multiple": True})
        super().__init__(
            required=False, widget=widget, template_name="components/files.html", **kwargs
        )


class TakesFiles(forms.Form):
    """A form with files. ``arriving`` is what came with this request."""

    files_at: ClassVar[str] = "report-files"

    evidence = FilesField()

    def __init__(
        self, data: QueryDict | None = None, *, nonce: str, arriving: SealingHandler | None = None
    ) -> None:
        super().__init__(data)
        self.nonce, self.arriving = nonce, arriving

    def say_what_was_refused(self) -> None:
        """What was wrong with files that could not be taken, beside the field; each thing once."""
        names: dict[str, list[str]] = {}
        for name, sentence in self.arriving.refused if self.arriving else ():
            names.setdefault(str(sentence), []).append(name)
        for sentence, of in names.items():
            more = f" (+{len(of) - NAMED})" if len(of) > NAMED else ""
            self.add_error("evidence", f"{'、'.join(of[:NAMED])}{more}：{sentence}")

    @property
    def files_url(self) -> str:
        """Where files go piece by piece."""
        return reverse(self.files_at)

    @property
    def received(self) -> Sequence[sheets.ReceivedFile]:
        """The files that are here already, to be sent with this form."""
        return sheets.received(Evidence.objects.of_form(self.submission_hash))

    @property
    def submission_hash(self) -> str:
        """Under this its files wait."""
        return sealing.keyed_hash("submission", self.nonce)
