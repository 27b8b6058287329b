"""一案双查: the leaders of schools that were held to account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Count, F
from django.db.models.functions import Cast, Coalesce

from cases.models import AccountableLeader
from reports.counts.tally import Tally

if TYPE_CHECKING:
    from reports.month import Month


def tally(month: Month) -> Tally:
    """Leaders (人) named in an opinion given in the month; one in two opinions counts once."""
    known = Cast(F("teacher"), CharField())
    rows = AccountableLeader.objects.annotate(person=Coalesce(known, F("name")))
    given = month.holds("opinion__given_on")
    return Tally(
        rows,
        "opinion__case__reporting_unit",
        {"leaders": Count("person", distinct=True, filter=given)},
    )
