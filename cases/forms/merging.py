"""Forms of merging 并案 and of taking apart again: the two reports side by side."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.base import Reason
from cases.forms.screening import BesideMixin
from cases.models import Case
from cases.models.rights import rights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.models import Complaint, Respondent

NUMBER = re.compile(r"(?:\D*[〔\[(])?(\d{4})(?:[〕\])]|-)\s*(\d{1,6})\s*号?", re.ASCII)


class CompareMixin(BesideMixin):
    """A case beside a report, with the reports that the case has already."""

    @property
    def chosen(self) -> Case | None:
        """The case to be compared; each form says which."""
        raise NotImplementedError

    @property
    def candidates(self) -> list[Case]:
        """The other open inquiries at the school."""
        return [one for one in self.beside.cases if one != self.chosen]

    @property
    def persons(self) -> list[Respondent]:
        """Whom the chosen case is about."""
        return list(self.chosen.respondents.select_related("teacher")) if self.chosen else []

    @cached_property
    def followers(self) -> list[Complaint]:
        """The reports of that case which this person may read, the first first."""
        if self.chosen is None or "read_original" not in rights_of(self.chosen, self.user):
            return []
        rows = type(self.record).objects.visible_to(self.user).exclude(pk=self.record.pk)
        return list(rows.filter(case=self.chosen).order_by("pk")[:5])

    @property
    def reads(self) -> Sequence[Complaint]:
        """Each of them."""
        return self.followers


class Merge(CompareMixin, Reason):
    """Which case it follows; beside it that case, with the reports it has already."""

    case = forms.CharField(
        label=_("Number of the case"), max_length=30,
        help_text=_("As on paper, or as in the address: 2026-00001"),
    )  # fmt: skip

    field_order = ["case", "reason"]

    def prepare(self) -> None:
        """The case that was chosen beside the form."""
        self.suggest({"case": self.initial.get("draft", "")})

    def clean_case(self) -> Case:
        """A case that the person may see; what he may not see does not exist."""
        found = self._case(self.cleaned_data["case"])
        if found is None:
            raise forms.ValidationError(_("There is no case of this number."))
        return found

    def _case(self, typed: str) -> Case | None:
        number = NUMBER.fullmatch(typed.strip())
        if number is None:
            return None
        slug = f"{number[1]}-{int(number[2]):05d}"
        return Case.objects.visible_to(self.user).filter(slug=slug).first()

    @cached_property
    def chosen(self) -> Case | None:
        """The case to be compared: what was typed, or chosen beside the form."""
        if self.is_bound:
            self.is_valid()
            return self.cleaned_data.get("case")
        return self._case(str(self.initial.get("draft", "")))


class Unmerge(CompareMixin, Reason):
    """Why it is another matter; beside it the case and what else was reported there."""

    @cached_property
    def chosen(self) -> Case | None:
        """The case that it follows."""
        return Case.objects.visible_to(self.user).filter(complaints=self.record).first()
