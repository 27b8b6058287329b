"""The form with which a bureau answers another one's letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import TextField
from cases.forms.materials import SealedUpload

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FILES = ("file_1", "file_2", "file_3")


class MayCome(SealedUpload):
    """A file that need not be there."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Nothing, or a file as always."""
        return super().clean(data, initial) if data else None


class Answer(forms.Form):
    """What was found, with at most three files."""

    text = TextField(label=_("What was found"), rows=8)
    file_1 = MayCome(label=_("First file"), required=False)
    file_2 = MayCome(label=_("Second file"), required=False, help_text="")
    file_3 = MayCome(label=_("Third file"), required=False, help_text="")

    @property
    def uploads(self) -> list[UploadedFile[bytes]]:
        """The files that came."""
        return [one for name in FILES if (one := self.cleaned_data.get(name))]
