"""A year's days off and make-up days, as the notice names them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.calendar import FIXED_DAYS_OFF, SATURDAY, Year

DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
LONGEST_SPAN = 20  # days
AHEAD = 2  # years


class DaysField(forms.CharField):
    """Days, one a line; a span is its first and its last day: 2027-01-01 至 2027-01-03."""

    widget = forms.Textarea(attrs={"rows": 7, "spellcheck": "false"})

    def clean(self, value: str | None) -> frozenset[date]:
        """The days; a line that cannot be read is named."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return frozenset(day for line in lines for day in _span(line))


def _span(line: str) -> list[date]:
    try:
        ends = [date(*map(int, found.split("-"))) for found in DAY.findall(line)]
    except ValueError:
        ends = []
    rest = re.sub(r"[\s至到~–—－-]+", "", DAY.sub("", line))
    first, last = (ends[0], ends[-1]) if ends else (date.max, date.min)
    count = (last - first).days + 1
    if rest or len(ends) > 2 or not 0 < count <= LONGEST_SPAN:
        raise forms.ValidationError(
            _("This line cannot be read as a day or a span of days: “%(line)s”."),
            params={"line": line[:40]},
        )
    return [first + timedelta(days=ahead) for ahead in range(count)]


class YearForm(forms.Form):
    """One notice of the State Council."""

    number = forms.IntegerField(label=_("Year"), min_value=2025)
    source = forms.CharField(
        label=_("Number of the notice"),
        max_length=100,
        help_text=_("For example 国办发明电〔2025〕7号"),
    )
    days_off = DaysField(
        label=_("Days off"), help_text=_("One day or span a line: 2027-01-01 至 2027-01-03")
    )
    days_on = DaysField(
        label=_("Working days at weekends"), required=False, help_text=_("One day a line")
    )

    def clean_number(self) -> int:
        """A year whose notice can have appeared."""
        number: int = self.cleaned_data["number"]
        if number > timezone.localdate().year + AHEAD:
            raise forms.ValidationError(_("The notice of this year cannot have appeared yet."))
        return number

    def clean_days_on(self) -> frozenset[date]:
        """Saturdays and Sundays only."""
        days: frozenset[date] = self.cleaned_data["days_on"]
        for day in sorted(days):
            if day.weekday() < SATURDAY:
                self._refuse(_("%(day)s is no weekend day."), day)
        return days

    def clean(self) -> dict[str, object]:
        """The days belong to the year, and the statutory days are off."""
        said = super().clean() or self.cleaned_data
        if {"number", "days_off", "days_on"} <= said.keys():
            self._check(self.year)
        return said

    def _check(self, year: Year) -> None:
        if strange := year.days_outside():
            self.add_error(
                "days_off", _("%(day)s does not belong to this year.") % {"day": strange[0]}
            )
        if both := sorted(year.days_off & year.days_on):
            self.add_error("days_on", _("%(day)s stands in both lists.") % {"day": both[0]})
        fixed = {date(year.number, month, day) for month, day in FIXED_DAYS_OFF}
        if missing := sorted(fixed - year.days_off):
            self.add_error(
                "days_off",
                _("%(day)s is a statutory day off and is missing.") % {"day": missing[0]},
            )

    @staticmethod
    def _refuse(sentence: object, day: date) -> None:
        raise forms.ValidationError(str(sentence) % {"day": day})

    @property
    def year(self) -> Year:
        """What was typed, once it is valid."""
        said = self.cleaned_data
        return Year(said["number"], said["days_off"], said["days_on"])
