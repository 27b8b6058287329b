"""舆情: noticed, reported first and again, answered in words that two people stand for (§12.14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, OpinionReport, PublicOpinion
from cases.permissions import Seat

if TYPE_CHECKING:
    from datetime import date

    from people.models import User


def flag_opinion(
    case: Case, *, where: str, noticed_on: date, informed: str, report: str, by: User
) -> None:
    """首报: the flag, and the first report."""
    with step(case, "case.opinion_noticed", by=by) as fresh:
        opinion, is_new = PublicOpinion.objects.get_or_create(
            case=fresh, defaults={"where": where, "noticed_on": noticed_on, "informed": informed}
        )
        if not is_new and opinion.ended_on is None:
            raise NotAllowed(_("This is flagged already: report what is new."))
        if not is_new:
            opinion.where, opinion.noticed_on, opinion.informed = where, noticed_on, informed
            opinion.ended_on = None
            opinion.save()
        _report(opinion, report, by)
        letters.tell(
            fresh, "case.opinion_noticed", Seat.CITY_INTAKE, Seat.CITY_APPROVER, Seat.APPROVER
        )


def report_opinion(case: Case, *, report: str, by: User) -> None:
    """续报."""
    with step(case, "case.opinion_reported", by=by) as fresh:
        _report(_open(fresh), report, by)
        letters.tell(fresh, "case.opinion_reported", Seat.CITY_INTAKE, Seat.CITY_APPROVER)


def word_opinion(case: Case, *, wording: str, by: User) -> None:
    """答复口径, drafted: it names nobody; another person approves it."""
    with step(case, "case.opinion_worded", by=by) as fresh:
        opinion = _open(fresh)
        reveals.check_reveals_nobody(wording, fresh, where=_("Wording for answers"))
        opinion.wording, opinion.worded_by = wording, by
        opinion.approved_by = opinion.approved_on = None
        opinion.save()
        letters.tell(fresh, "case.opinion_worded", Seat.CITY_APPROVER)


def approve_wording(case: Case, *, by: User) -> None:
    """答复口径 approved: these words, and no others, are said outside."""
    with step(case, "case.wording_approved", by=by) as fresh:
        opinion = _open(fresh)
        if not opinion.wording:
            raise NotAllowed(_("No wording has been drafted yet."))
        if opinion.worded_by_id == by.pk:
            raise NotAllowed(_("Whoever drafted the wording does not approve it."))
        opinion.approved_by, opinion.approved_on = by, timezone.localdate()
        opinion.save()
        letters.tell(fresh, "case.wording_approved", Seat.CITY_INTAKE, Seat.OFFICER, Seat.APPROVER)


def end_opinion(case: Case, *, reason: str, by: User) -> None:
    """It has calmed down; the flag goes, the record stays."""
    with step(case, "case.opinion_ended", by=by, note=reason) as fresh:
        opinion = _open(fresh)
        opinion.ended_on = timezone.localdate()
        opinion.save(update_fields=["ended_on"])


def _report(opinion: PublicOpinion, text: str, by: User) -> None:
    OpinionReport.objects.create(opinion=opinion, on=timezone.localdate(), text=text, by=by)


def _open(case: Case) -> PublicOpinion:
    try:
        opinion = case.opinion
    except ObjectDoesNotExist:
        opinion = None
    if opinion is None or opinion.ended_on:
        raise NotAllowed(_("No public opinion is flagged on this case."))
    return opinion
