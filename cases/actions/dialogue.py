"""The dialogue with a reporter: what he adds, asks and decides, and what the officers answer. Dates only."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters, receipts, search
from cases.actions import clocks, contacts, evidence, real_names, retaliation
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Complaint, Remark, RemarkKind
from cases.models.complaint import ANSWERABLE
from cases.paper_sheets import reporters
from cases.permissions import Seat
from cases.states import ComplaintState
from ledger import history, sealing
from ledger.actors import REPORTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.actions.real_names import Identity
    from people.models import User

EVENTS = {
    RemarkKind.MESSAGE: "complaint.reporter_wrote",
    RemarkKind.LEAD: "complaint.lead_added",
    RemarkKind.OBJECTION: "complaint.objection_raised",
    RemarkKind.RETALIATION: "complaint.retaliation_reported",
}
# Retaliation is for those above the inquiry: the county that handles it may be part of it (§2.3).
HEARD_BY = {RemarkKind.RETALIATION: (Seat.CITY_INTAKE, Seat.CITY_APPROVER)}


@contextmanager
def _heard(complaint: Complaint, event: str, *seats: Seat, **facts: object) -> Iterator[Complaint]:
    """The complaint, locked; afterwards kept in history by its day alone, and told to the seats."""
    with transaction.atomic():
        fresh = complaint.locked()
        yield fresh
        about = {"record": fresh.number, **facts}
        history.record(event, fresh.subject, by=REPORTER, payload=about, dates_only=True)
        if seats:
            letters.tell(fresh, event, *seats)
    complaint.become(fresh)


def _now(complaint: Complaint) -> Complaint:
    """The complaint as it is now, locked: what was done a moment ago is not done again."""
    complaint.become(complaint.locked())
    return complaint


def say(complaint: Complaint, *, body: str, kind: str, nonce: str) -> Remark:
    """The reporter writes, with the files of the same form. The same nonce twice is one remark.

    Raises ``NotAllowed`` for an objection before the answer.
    """
    once = sealing.keyed_hash("remark", f"{complaint.subject}:{nonce}")
    with transaction.atomic():
        fresh = complaint.locked()
        known = fresh.remarks.filter(submission_hash=once).first()
        if known:
            return known
        said = _keep(fresh, body, RemarkKind(kind), once)
        evidence.claim_for(fresh, sealing.keyed_hash("submission", nonce), remark=said)
    return said


def _keep(complaint: Complaint, body: str, kind: RemarkKind, once: str) -> Remark:
    if kind == RemarkKind.OBJECTION and complaint.state != ComplaintState.ANSWERED:
        raise NotAllowed(
            _("You can object once there is an answer; until then, add what you know.")
        )
    with _heard(complaint, EVENTS[kind], *HEARD_BY.get(kind, (Seat.CITY_INTAKE,))) as fresh:
        if kind == RemarkKind.RETALIATION:
            retaliation.watch(fresh)
        said = Remark.objects.create(complaint=fresh, kind=kind, body=body, submission_hash=once)
        search.index_complaint(fresh)
        return said


def mark_seen(complaint: Complaint, *, up_to: int) -> None:
    """The reporter has the officers' remarks before him, as far as this one; the day is kept."""
    theirs = complaint.remarks.exclude(author=None).filter(read_on=None, pk__lte=up_to)
    theirs.update(read_on=timezone.localdate())


def reply(complaint: Complaint, *, body: str, up_to: int | None = None, by: User) -> None:
    """An officer writes to the reporter; no respondent is named, and he is told that something is new.

    What the reporter wrote counts as read, as far as the remark ``up_to``, the newest on the page.
    """
    with step(complaint, "complaint.reporter_answered", by=by) as fresh:
        plain = reporters.without_names(body, fresh.case)
        once = sealing.keyed_hash("reply", f"{fresh.subject}:{fresh.version}")
        Remark.objects.create(complaint=fresh, body=plain, author=by, submission_hash=once)
        _mark_read(fresh, up_to)
        contacts.notify(fresh)


def read_messages(complaint: Complaint, *, up_to: int | None = None, by: User) -> None:
    """What the reporter wrote was read, as far as ``up_to``, and needs no answer."""
    with step(complaint, "complaint.messages_read", by=by) as fresh:
        if not _mark_read(fresh, up_to):
            raise NotAllowed(_("There is nothing new to read."))


def _mark_read(complaint: Complaint, up_to: int | None) -> int:
    unread = complaint.remarks.filter(author=None, read_on=None)
    if up_to is not None:
        unread = unread.filter(pk__lte=up_to)
    return unread.update(read_on=timezone.localdate())


@transaction.atomic
def withdraw(complaint: Complaint) -> None:
    """撤回: the reporter steps back; the inquiry goes on, for it is not his to end."""
    if _now(complaint).withdrawn_on:
        return
    with _heard(complaint, "complaint.withdrawn", Seat.CITY_INTAKE) as fresh:
        fresh.withdrawn_on = timezone.localdate()
        fresh.save(update_fields=["withdrawn_on"])
        if fresh.case:  # the unit reads that somebody stepped back, never who
            about = {"record": fresh.case.number}
            history.record(
                "case.report_withdrawn", fresh.case.subject, by=REPORTER, payload=about,
                dates_only=True,
            )  # fmt: skip


def give_name(complaint: Complaint, *, identity: Identity) -> None:
    """An anonymous reporter gives his name: sealed at once; papers come to him from now on."""
    with _heard(complaint, "complaint.named", Seat.CITY_INTAKE) as fresh:
        if fresh.is_named:
            raise NotAllowed(_("Your name is sealed already."))
        fresh.is_named = True
        fresh.save(update_fields=["is_named"])
        real_names.seal(fresh, identity)
        if fresh.accepted_on:
            letters.acceptance_notice(fresh)


@transaction.atomic
def wish(complaint: Complaint, *, answer_is_wanted: bool) -> None:
    """Whether the reporter wants an answer."""
    if _now(complaint).answer_is_wanted == answer_is_wanted:
        return
    event = "complaint.answer_asked_for" if answer_is_wanted else "complaint.answer_declined"
    with _heard(complaint, event, Seat.CITY_INTAKE) as fresh:
        fresh.answer_is_wanted = answer_is_wanted
        _renew_limit(fresh)
        fresh.save(update_fields=["answer_is_wanted", "next_due"])


def _renew_limit(complaint: Complaint) -> None:
    """No answer is due to who declined it (§8, 6); who asks for it again has it within 15 working days."""
    today, case = timezone.localdate(), complaint.case
    if not complaint.answer_is_wanted:
        clocks.stop(complaint, "K11", on=today)
    elif case and case.state in ANSWERABLE and complaint.answered_on is None:
        clocks.start(complaint, "K11", on=today)
    clocks.renew_due(complaint)


@transaction.atomic
def rate(complaint: Complaint, *, rating: int, nonce: str, body: str = "") -> None:
    """How content the reporter is with the answer, 1 to 5; once. What he adds comes as a message."""
    with _heard(complaint, "complaint.rated", rating=rating) as fresh:
        if fresh.state != ComplaintState.ANSWERED:
            raise NotAllowed(_("There is no answer yet."))
        if fresh.rating:
            raise NotAllowed(_("You have rated the answer already. Thank you."))
        fresh.rating, fresh.rated_on = rating, timezone.localdate()
        fresh.save(update_fields=["rating", "rated_on"])
    if body:
        say(complaint, body=body, kind=RemarkKind.MESSAGE, nonce=nonce)


@transaction.atomic
def change_code(complaint: Complaint, *, nonce: str) -> None:
    """A new receipt code out of a fresh nonce; the old one is unknown from now on. Safe to repeat."""
    fresh_hash = receipts.hash_of(receipts.changed_code(complaint, nonce))
    if _now(complaint).receipt_hash == fresh_hash:
        return
    with _heard(complaint, "complaint.code_changed") as fresh:
        fresh.receipt_hash, fresh.must_rotate = fresh_hash, False
        fresh.save(update_fields=["receipt_hash", "must_rotate"])
