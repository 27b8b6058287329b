"""转办: a report goes to the authority that may act; its receipt, its return, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks, real_names, reveals, screening
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Transmittal

if TYPE_CHECKING:
    from datetime import date

    from cases.models import Complaint
    from people.models import User

RECEIPT, WATCH = "TRANSMITTAL", "TRANSMITTAL_WATCH"
NOTHING_SENT = _("Nothing was handed to another authority.")


@dataclass(frozen=True)
class Letter:
    """What the authority reads: the matter without its reporter."""

    authority: str
    addressee: str
    matter: str
    is_watched: bool = False


def refer(complaint: Complaint, *, letter: Letter, reason: str, by: User) -> None:
    """转办: the letter is made, its receipt awaited; a named reporter is told where it went.

    Raises ``reveals.Reveals`` where the letter holds what is sealed of him.
    """
    today = timezone.localdate()
    for text, where in [(letter.matter, _("Matter")), (letter.addressee, _("Addressee"))]:
        reveals.check_hides_reporter(text, complaint, where=where)
    with step(complaint, "complaint.referred", by=by, note=letter.addressee) as fresh:
        said = f"{letter.addressee}：{reason}"
        fresh.refer(reason=said, on=today)
        sent = _send(fresh, letter, today, by)
        screening.keep_ruling(fresh, said, today, by)
        clocks.stop(fresh, *screening.LIMITS, on=today)
        if real_names.is_written_to(fresh):
            letters.referral_notice(fresh, sent)


def _send(complaint: Complaint, letter: Letter, today: date, by: User) -> Transmittal:
    sent = Transmittal.objects.create(
        complaint=complaint, authority=letter.authority, addressee=letter.addressee,
        matter=letter.matter, is_watched=letter.is_watched, referred_on=today, referred_by=by,
    )  # fmt: skip
    receipt = clocks.start(complaint, RECEIPT, on=today)
    if letter.is_watched:
        clocks.start(complaint, WATCH, on=today)
    letters.referral_letter(complaint, sent, receipt)
    return sent


def standing(complaint: Complaint) -> Transmittal:
    """The letter that stands. Raises ``NotAllowed`` where none was sent, or it came back."""
    found = complaint.transmittals.standing().first()
    if found is None:
        raise NotAllowed(NOTHING_SENT)
    return found


def record_receipt(complaint: Complaint, *, on: date, received_by: str, by: User) -> None:
    """The authority has it: who signed for it, and when."""
    with step(complaint, "complaint.receipt_recorded", by=by, note=received_by) as fresh:
        sent = standing(fresh)
        if sent.received_on:
            raise NotAllowed(_("The receipt is recorded already."))
        if on < sent.referred_on:
            raise NotAllowed(_("It cannot have arrived before it was sent."))
        sent.received_on, sent.received_by = on, received_by
        sent.save(update_fields=["received_on", "received_by"])
        clocks.stop(fresh, RECEIPT, on=on)


def record_return(complaint: Complaint, *, on: date, reason: str, by: User) -> None:
    """退回: the authority does not take it; it is screened anew, with a new limit."""
    with step(complaint, "complaint.sent_back", by=by, note=reason) as fresh:
        sent = standing(fresh)
        if on < sent.referred_on:
            raise NotAllowed(_("It cannot have come back before it was sent."))
        sent.returned_on, sent.return_reason = on, reason
        sent.save(update_fields=["returned_on", "return_reason"])
        fresh.record_return()
        clocks.stop(fresh, RECEIPT, WATCH, on=timezone.localdate())
        screening.begin_limit(fresh, on=timezone.localdate())


def settle_referral(complaint: Complaint, *, outcome: str, by: User) -> None:
    """What the authority found, where a teacher in service may have been involved (§8, 3)."""
    today = timezone.localdate()
    with step(complaint, "complaint.referral_settled", by=by, note=outcome) as fresh:
        sent = standing(fresh)
        if not sent.is_watched or sent.settled_on:
            raise NotAllowed(_("Nothing is watched here any more."))
        sent.settled_on, sent.outcome = today, outcome
        sent.save(update_fields=["settled_on", "outcome"])
        clocks.stop(fresh, WATCH, on=today)
