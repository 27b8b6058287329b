"""The form with which a bureau answers another one's letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import TextField
from cases.forms.materials import SealedUpload

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FILES = ("file_1", "file_2", "file_3")


class Answer(forms.Form):
    """What was found, with at most three files."""

    text = TextField(label=_("What was found"), rows=8)
    file_1 = SealedUpload(label=_("First file"), required=False)
    file_2 = SealedUpload(label=_("Second file"), required=False, help_text="")
    file_3 = SealedUpload(label=_("Third file"), required=False, help_text="")

    @property
    def uploads(self) -> list[UploadedFile]:
        """The files that came."""
        return [one for name in FILES if (one := self.cleaned_data.get(name))]
