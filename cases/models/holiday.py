"""HolidayYear: the State Council's notice of a year's days off, loaded when it appears (§12.1.7)."""

from __future__ import annotations

import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.calendar import KNOWN, Calendar, Year

AGE = 60.0  # seconds after which a process asks again
_asked: tuple[float, Calendar] | None = None


class HolidayYear(models.Model):
    """One year as announced: weekdays that are off, weekend days that are worked."""

    number = models.PositiveSmallIntegerField(_("year"), unique=True)
    source = models.CharField(_("number of the notice"), max_length=100)
    days_off = ArrayField(models.DateField(), verbose_name=_("days off"))
    days_on = ArrayField(models.DateField(), verbose_name=_("working days at weekends"))
    loaded_on = models.DateField()
    loaded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.source}"

    @property
    def year(self) -> Year:
        """As the calendar counts with it."""
        return Year(self.number, frozenset(self.days_off), frozenset(self.days_on))


def known() -> Calendar:
    """Every notice, those of the file and those loaded since; a process asks once a minute."""
    if _asked and time.monotonic() - _asked[0] < AGE:
        return _asked[1]
    return ask()


def ask() -> Calendar:
    """Every notice as it stands in the database now."""
    global _asked  # noqa: PLW0603 - what one process knows
    calendar = KNOWN
    for row in HolidayYear.objects.all():
        calendar = calendar.with_year(row.year)
    _asked = time.monotonic(), calendar
    return calendar
