"""What an inquiry must have before it goes on: the guards of its report and of its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotAllowed
from cases.models.link import LinkKind
from cases.states import CaseState

if TYPE_CHECKING:
    from datetime import date

    from cases.models.case import Case

MOST_RETURNS = 2
OVER = (CaseState.CLOSED, CaseState.ARCHIVED)
LONGEST_EXTENSION = 30  # days, regulation on petitions, art. 34
FULL_REPORT_NEEDS = {
    "plan": _("inquiry plan"),
    "interview": _("interview record"),
    "evidence_list": _("evidence list"),
}


def check_report_is_ready(case: Case) -> None:
    """Signed by two, with an opinion on everybody, and with the papers of a full inquiry."""
    report = case.current_report()
    report.check_was_not_returned()
    report.check_is_signed()
    report.check_covers_everybody()
    missing = [] if case.is_simple else _missing_papers(case)
    if missing:
        raise NotAllowed(_("Still missing: %(papers)s") % {"papers": "、".join(missing)})


def _missing_papers(case: Case) -> list[str]:
    kept = set(case.dossier.filter(round=case.round).values_list("kind", flat=True))
    return [str(name) for kind, name in FULL_REPORT_NEEDS.items() if kind not in kept]


def has_been_returned_enough(case: Case) -> bool:
    """Whether the approver's level now takes over (domain reference §8, 14)."""
    return case.returns >= MOST_RETURNS


def check_can_be_returned(case: Case) -> None:
    """At most twice; then the approver concludes by his own findings, or asks the city to take over."""
    if has_been_returned_enough(case):
        raise NotAllowed(
            _(
                "The report has been returned twice: conclude with findings of your own, or ask the city to take the case over."
            )
        )


def check_is_closed_off_above(case: Case) -> None:
    """上级销号 before the case is closed here (domain reference §12.12)."""
    hindering = case.instructions.hindering().first()
    if hindering is not None:
        raise NotAllowed(
            _("What %(source)s asked has not been reported back and closed off yet.")
            % {"source": hindering.source}
        )


def check_can_extend(case: Case, *, days: int, on: date, due_on: date) -> None:
    """Before expiry, once, at most 30 days (regulation on petitions, art. 34)."""
    if case.extended_on:
        raise NotAllowed(_("The limit has been extended once already."))
    if on > due_on:
        raise NotAllowed(_("The limit has passed; it can only be extended before it does."))
    if not 0 < days <= LONGEST_EXTENSION:
        raise NotAllowed(_("An extension is 1 to 30 days long."))


def check_parts_are_over(case: Case) -> None:
    """Raise while a part of what was reported, split off, is still being looked into (§8, 4 and 22)."""
    parts = case.links_out.filter(kind=LinkKind.SPLIT).exclude(second__state__in=OVER)
    numbers = [one.second.number for one in parts.select_related("second")]
    if numbers:
        raise NotAllowed(
            _("A part of it is still being looked into: %(numbers)s")
            % {"numbers": "、".join(numbers)}
        )
