"""核查件, counted in 案, and the people in them, counted in 人."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Sum

from cases.models import Case, Refund, Respondent
from cases.states import AT_FAULT, Finding
from reports.counts.tally import Tally, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Aggregate

    from reports.month import Month

NOTHING = Decimal("0.00")


def tally(month: Month) -> Tally:
    """Cases that were open at some time of the month.

    New: ``opened_on`` in it. Closed: ``closed_on`` in it. Open: opened by its last day and not
    closed by then. Concluded: ``concluded_on`` in it, and then by what was found about its people:
    substantiated (everybody at fault, wholly), partly (somebody at fault, and somebody not, or not
    wholly), unverifiable (nobody at fault, something could not be verified), unfounded (neither).
    """
    rows = Case.objects.filter(month.lasts("closed_on"), opened_on__lte=month.last_day)
    concluded = Q(concluded_on__isnull=False) & month.holds("concluded_on")
    at_fault, wholly_clear = Q(_with(AT_FAULT)), ~Q(_with(AT_FAULT))
    short = Q(_with([Finding.PARTLY, Finding.UNFOUNDED, Finding.UNVERIFIABLE]))
    unverifiable = Q(_with([Finding.UNVERIFIABLE]))
    columns = {
        "cases_new": number_of(month.holds("opened_on")),
        "cases_concluded": number_of(concluded),
        "cases_substantiated": number_of(concluded & at_fault & ~short),
        "cases_partly": number_of(concluded & at_fault & short),
        "cases_unfounded": number_of(concluded & wholly_clear & ~unverifiable),
        "cases_unverifiable": number_of(concluded & wholly_clear & unverifiable),
        "cases_closed": number_of(month.holds("closed_on")),
        "cases_open": number_of(month.not_yet("closed_on")),
    }
    return Tally(rows, "reporting_unit", columns)


def _with(findings: Sequence[str]) -> Exists:
    return Exists(Respondent.objects.filter(case=OuterRef("pk"), finding__in=findings))


def people(month: Month) -> Tally:
    """People of the cases that were concluded in the month; each teacher once a line.

    At fault: identified, with a finding of substantiated or partly. Members: of these, members of
    the Party. Cleared: identified, with a finding of unfounded. Refund due: what those at fault
    took, in yuan.
    """
    rows = Respondent.objects.filter(month.holds("case__concluded_on"))
    at_fault = Q(finding__in=AT_FAULT)
    columns: dict[str, Aggregate] = {
        "at_fault": Count("teacher", distinct=True, filter=at_fault),
        "members": Count("teacher", distinct=True, filter=at_fault & Q(teacher__party_member=True)),
        "cleared": Count("teacher", distinct=True, filter=Q(finding=Finding.UNFOUNDED)),
        "refund_due": Sum("amount_taken", filter=at_fault, default=NOTHING),
    }
    return Tally(rows, "case__reporting_unit", columns)


def refunds(month: Month) -> Tally:
    """Refund paid: what went back to those who had paid, by ``paid_on`` in the month, in yuan."""
    rows = Refund.objects.filter(month.holds("paid_on"))
    columns: dict[str, Aggregate] = {"refund_paid": Sum("amount", default=NOTHING)}
    return Tally(rows, "respondent__case__reporting_unit", columns)
