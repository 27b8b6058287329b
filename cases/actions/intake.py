"""举报 report: a complaint arrives, is kept, announced and taken up to be screened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import grants, letters, receipts, search
from cases.actions import clocks, evidence, real_names, resemblance
from cases.actions.step import step
from cases.catalogues import limits
from cases.exceptions import NotAllowed
from cases.models import Channel, Complaint, ComplaintWords
from cases.permissions import Seat
from ledger import history, sealing
from ledger.actors import REPORTER
from people.models.units import the_city

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from cases.states import Kind
    from people.models import Unit, User

AT_ONCE = 200  # new reports announced in one go


@dataclass(frozen=True)
class Told:
    """What a reporter told us, as it was typed."""

    kind: Kind
    narrative: str
    reporting_unit: Unit | None = None
    school: Unit | None = None
    school_name: str = ""
    teacher_name: str = ""
    subject_taught: str = ""
    place: str = ""
    happened: str = ""
    amount: Decimal | None = None
    exposing: str = ""
    minor_risk: bool = False
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True)
class Arrival:
    """How a report reached us: by the web form, unless an officer took it down (``taken_by``)."""

    channel: str = Channel.WEB
    doubt: str = ""
    received_on: date | None = None
    foreign_number: str = ""
    foreign_due_on: date | None = None
    repeats: Complaint | None = None
    read_back_on: date | None = None
    taken_by: User | None = None


class AlreadyHere(NotAllowed):
    """The sender's number has come in already, as ``complaint``."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(
            _("This number is here already: %(number)s.") % {"number": complaint.number}
        )
        self.complaint = complaint


def register(told: Told, *, nonce: str, arrival: Arrival | None = None) -> Complaint:
    """Keep a complaint, durable before this returns. The same nonce twice is one complaint.

    One in ``doubt`` is kept like any other and waits apart (``trust``). Raises ``AlreadyHere`` for
    a sender's number that came in before.
    The identity of a named reporter is sealed here; raises ``ledger.sealing.NoVault`` where no
    vault was set up, rather than keep a name in clear.
    """
    submission = sealing.keyed_hash("submission", nonce)
    try:
        with transaction.atomic():
            return _create(told, nonce, submission, arrival or Arrival())
    except IntegrityError:
        return _known(submission, arrival or Arrival())


def _known(submission: str, arrival: Arrival) -> Complaint:
    known = Complaint.objects.filter(submission_hash=submission).first()
    if known is None:
        raise AlreadyHere(
            Complaint.objects.get(channel=arrival.channel, foreign_number=arrival.foreign_number)
        )
    evidence.claim_for(known, submission)
    return known


def _create(told: Told, nonce: str, submission: str, arrival: Arrival) -> Complaint:
    day, by = arrival.received_on or timezone.localdate(), arrival.taken_by
    complaint = Complaint.objects.create(
        slug=Complaint.next_slug(), channel=arrival.channel, doubt=arrival.doubt, received_on=day,
        kind=told.kind, city=the_city(),
        reporting_unit=told.reporting_unit, school=told.school, school_name=told.school_name,
        teacher_name=told.teacher_name, subject_taught=told.subject_taught, place=told.place,
        happened=told.happened, amount=told.amount, narrative=told.narrative,
        exposing=told.exposing, minor_risk=told.minor_risk, is_named=bool(told.name),
        foreign_number=arrival.foreign_number, foreign_due_on=arrival.foreign_due_on,
        repeats=arrival.repeats, read_back_on=arrival.read_back_on, taken_by=by,
        must_rotate=by is not None, submission_hash=submission,
        receipt_hash=receipts.hash_of(receipts.code_for(nonce)),
        next_due=clocks.last_day(limit_of_screening(arrival.channel), on=day),
    )  # fmt: skip
    if told.name:
        _seal(complaint, told)
    clocks.first(complaint, limit_of_screening(arrival.channel), on=day)
    if arrival.foreign_due_on:
        _follow_order(complaint, arrival.foreign_due_on)
    evidence.claim_for(complaint, submission)
    grants.renew(complaint)
    actor = by.as_actor() if by else REPORTER
    event = "complaint.taken_down" if by else "complaint.registered"
    history.begin(event, complaint.subject, by=actor)
    return complaint


def limit_of_screening(channel: str) -> str:
    """By when the reporter is told what becomes of it (§2.1); where nobody reported, a limit of ours."""
    tell = limits.by_channel(channel).tell
    return tell.code if tell else "SCREENING"


def _follow_order(complaint: Complaint, last_day: date) -> None:
    """The sender's own limit (K16), by the day that his order names."""
    clocks.set_due(complaint, "K16", due_on=last_day, on=complaint.received_on)
    clocks.renew_due(complaint)
    complaint.save(update_fields=["next_due"])


def announce() -> int:
    """Put new reports into the intake officers' inboxes; how many. No reporter waits for that.

    Those held apart are counted on their list instead, lest a flood buries the rest; but a child
    in danger is announced whoever may have sent it.
    """
    _index_apart()
    fresh = Complaint.objects.to_announce().order_by("pk")[:AT_ONCE]
    return sum(_announce(one) for one in fresh)


def _index_apart() -> None:
    """Those held apart are announced to nobody, but found by whoever searches for one."""
    unknown = ~Exists(ComplaintWords.objects.filter(complaint=OuterRef("pk")))
    apart = Complaint.objects.held_apart().filter(unknown, announced_on=None)
    search.index_complaints(list(apart.order_by("pk")[:AT_ONCE]))


def _announce(complaint: Complaint) -> int:
    with transaction.atomic():
        mine = Complaint.objects.filter(pk=complaint.pk, announced_on=None)
        won = mine.update(announced_on=timezone.localdate())
        if won:
            letters.tell(complaint, "complaint.registered", Seat.CITY_INTAKE)
            search.index_complaint(complaint)
            resemblance.expect(complaint)
    return won


def _seal(complaint: Complaint, told: Told) -> None:
    identity = real_names.Identity(told.name, told.phone, told.id_number, told.address)
    real_names.seal(complaint, identity)


def trust(complaint: Complaint, *, by: User) -> None:
    """A person sent it: it joins the others, whom the officers are told of within a minute."""
    with step(complaint, "complaint.trusted", by=by) as fresh:
        fresh.trust(on=timezone.localdate())


def screen(complaint: Complaint, *, by: User) -> None:
    """Begin screening."""
    with step(complaint, "complaint.screening_begun", by=by) as fresh:
        fresh.screen()
