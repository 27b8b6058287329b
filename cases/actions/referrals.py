"""案件线索移送: facts of a case that belong to another authority, with receipt, result and a watch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks, reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, Referral, ReferralKind
from cases.permissions import Seat
from cases.states import AT_FAULT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cases.actions.inquiry import Opinion
    from people.models import User

WATCH = "REFERRAL_WATCH"  # 90 days: the penalty's own limit (L7 art. 60)
AGAINST_CHILDREN = {"4-5", "4-7"}  # cruelty and injury; indecency and harassment


@dataclass(frozen=True)
class Answer:
    """What the other authority let us know; empty where nothing came yet."""

    receipt: str = ""
    received_on: date | None = None
    result: str = ""
    penalty_number: str = ""
    result_on: date | None = None


def refer(
    case: Case, *, kind: str, authority: str, matter: str, sent_on: date, by: User
) -> Referral:
    """移送 with a letter; the ethics case here goes on by itself, linked (§8, 4 and 21)."""
    with step(case, "case.referred", by=by, authority=authority) as fresh:
        for text, where in [(authority, _("Authority")), (matter, _("Facts and clues referred"))]:
            reveals.check_reveals_nobody(text, fresh, where=where)
        until = clocks.last_day(WATCH, on=sent_on)
        referral = Referral.objects.create(
            case=fresh, kind=kind, authority=authority, matter=matter, sent_on=sent_on,
            sent_by=by, watched_until=until,
        )  # fmt: skip
        clocks.start(fresh, WATCH, on=sent_on)
        letters.transfer_letter(fresh, referral)
        letters.tell(fresh, "case.referred", Seat.OFFICER, Seat.CITY_INTAKE)
    return referral


def record_referral(case: Case, *, referral: Referral, answer: Answer, by: User) -> None:
    """Receipt or result of a referral; the watch ends with the last result."""
    with step(case, "case.referral_answered", by=by, authority=referral.authority) as fresh:
        if not answer.receipt and not answer.result:
            raise NotAllowed(_("Enter the receipt or the result."))
        said = {name: value for name, value in vars(answer).items() if value}
        fresh.referrals.filter(pk=referral.pk).update(**said)
        if not fresh.referrals.filter(result="").exists():
            clocks.stop(fresh, WATCH, on=timezone.localdate())


def check_children_are_protected(case: Case, findings: Iterable[Opinion]) -> None:
    """An offence against a child goes to the police at once, before anything is concluded (§8, 21)."""
    found = {code for one in findings if one.finding in AT_FAULT for code in one.violations}
    if found.isdisjoint(AGAINST_CHILDREN):
        return
    told = case.referrals.filter(kind=ReferralKind.POLICE).exists()
    if not told and not case.complaints.filter(dossier__kind="danger_report").exists():
        raise NotAllowed(_("A child was harmed: refer it to the police first."))
