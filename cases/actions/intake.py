"""举报 report: a complaint arrives, is screened, and becomes a case or has its ruling."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import grants, letters, receipts
from cases.actions import clocks, evidence, real_names, reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, Channel, Complaint, DossierItem, Material, Respondent
from cases.paper_sheets import reporters
from cases.permissions import Seat
from cases.states import CaseState, Kind
from ledger import history, sealing
from ledger.actors import REPORTER
from people.models import Teacher, Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from people.models import User

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
        kind=told.kind, city=Unit.objects.get(kind=UnitKind.CITY),
        reporting_unit=told.reporting_unit, school=told.school, school_name=told.school_name,
        teacher_name=told.teacher_name, subject_taught=told.subject_taught, place=told.place,
        happened=told.happened, amount=told.amount, narrative=told.narrative,
        exposing=told.exposing, minor_risk=told.minor_risk, is_named=bool(told.name),
        foreign_number=arrival.foreign_number, foreign_due_on=arrival.foreign_due_on,
        repeats=arrival.repeats, read_back_on=arrival.read_back_on, taken_by=by,
        must_rotate=by is not None, submission_hash=submission,
        receipt_hash=receipts.hash_of(receipts.code_for(nonce)),
        next_due=clocks.last_day("K2", on=day),
    )  # fmt: skip
    if told.name:
        _seal(complaint, told)
    clocks.first(complaint, "K2", on=day)
    if arrival.foreign_due_on:
        _follow_order(complaint, arrival.foreign_due_on)
    evidence.claim_for(complaint, submission)
    grants.renew(complaint)
    actor = by.as_actor() if by else REPORTER
    history.begin("complaint.registered", complaint.subject, by=actor)
    return complaint


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
    fresh = Complaint.objects.to_announce().order_by("pk")[:AT_ONCE]
    return sum(_announce(one) for one in fresh)


def _announce(complaint: Complaint) -> int:
    with transaction.atomic():
        mine = Complaint.objects.filter(pk=complaint.pk, announced_on=None)
        won = mine.update(announced_on=timezone.localdate())
        if won:
            letters.tell(complaint, "complaint.registered", Seat.CITY_INTAKE)
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


def report_danger(complaint: Complaint, *, on: date, text: str, by: User) -> None:
    """Record that the police and the other authorities were told (minors' protection, art. 11)."""
    with step(complaint, "complaint.danger_reported", by=by, note=text) as fresh:
        DossierItem.objects.create(
            complaint=fresh, kind=Material.DANGER_REPORT, on=on, text=text, entered_by=by
        )


@dataclass(frozen=True)
class Matter:
    """What an inquiry is to be about, and about whom: teachers, or clues to a person."""

    title: str
    kind: str
    reporting_unit: Unit
    school: Unit | None = None
    teachers: Sequence[Teacher] = ()
    clues: str = ""


def accept(complaint: Complaint, *, matter: Matter, by: User) -> Case:
    """受理: a case begins with its respondents, or a placeholder; a named reporter is told."""
    today = timezone.localdate()
    with step(complaint, "complaint.accepted", by=by, title=matter.title) as fresh:
        if not matter.teachers and not matter.clues:
            raise NotAllowed(_("Name a teacher, or say what is known of the person."))
        _check_hides_reporter(fresh, matter)
        case = fresh.case = _open_case(fresh, matter, today)
        fresh.reporting_unit = matter.reporting_unit
        fresh.accept(on=today)
        _begin(case, by)
        clocks.stop(fresh, "K2", on=today)
        if real_names.is_written_to(fresh):
            letters.acceptance_notice(fresh)
    return case


def _check_hides_reporter(complaint: Complaint, matter: Matter) -> None:
    """Title and clues go to the unit with the case, and nobody edits them later."""
    for text, where in [
        (matter.title, _("Short title of the matter")),
        (matter.clues, _("Clues to a person not yet known")),
    ]:
        reveals.check_hides_reporter(text, complaint, where=where)


def _open_case(complaint: Complaint, matter: Matter, today: date) -> Case:
    case = Case.objects.create(
        slug=Case.next_slug(), title=matter.title, kind=matter.kind, city=complaint.city,
        school=matter.school, reporting_unit=matter.reporting_unit, opened_on=today,
        minor_risk=complaint.minor_risk,
    )  # fmt: skip
    Respondent.objects.bulk_create(Respondent(case=case, teacher=one) for one in matter.teachers)
    if matter.clues:
        Respondent.objects.create(case=case, clues=matter.clues)
    return case


def _begin(case: Case, by: User) -> None:
    clocks.start(case, "K4", on=case.opened_on)
    clocks.start(case, "DISPATCH", on=case.opened_on)
    clocks.renew_due(case)
    case.save()
    grants.renew(case)
    history.record("case.opened", case.subject, by=by.as_actor(), payload={"record": case.number})


def decline(complaint: Complaint, *, reason: str, by: User) -> None:
    """不予受理, for a legal reason."""
    _rule(complaint, "complaint.declined", reason, by)


def refer(complaint: Complaint, *, authority: str, reason: str, by: User) -> None:
    """转办: to the authority that may act."""
    _rule(complaint, "complaint.referred", f"{authority}：{reason}", by)


def _rule(complaint: Complaint, event: str, reason: str, by: User) -> None:
    today = timezone.localdate()
    with step(complaint, event, by=by, note=reason) as fresh:
        rule = fresh.decline if event == "complaint.declined" else fresh.refer
        rule(reason=reason, on=today)
        _keep_ruling(fresh, reason, today, by)
        clocks.stop(fresh, "K2", on=today)


def _keep_ruling(complaint: Complaint, reason: str, on: date, by: User) -> None:
    DossierItem.objects.create(
        complaint=complaint, kind=Material.RULING, on=on, text=reason, entered_by=by
    )


def shelve(complaint: Complaint, *, reason: str, by: User) -> None:
    """暂存待查: reviewed every six months."""
    today = timezone.localdate()
    with step(complaint, "complaint.shelved", by=by, note=reason) as fresh:
        fresh.shelve(reason=reason)
        _keep_ruling(fresh, reason, today, by)
        clocks.stop(fresh, "K2", on=today)
        clocks.start(fresh, "SHELVED_REVIEW", on=today)


def wake(complaint: Complaint, *, reason: str, by: User) -> None:
    """A new lead: back to screening, with a new limit."""
    today = timezone.localdate()
    with step(complaint, "complaint.woken", by=by, note=reason) as fresh:
        fresh.wake(reason=reason)
        clocks.stop(fresh, "SHELVED_REVIEW", on=today)
        clocks.start(fresh, "K2", on=today)


def merge(complaint: Complaint, *, case: Case, reason: str, by: User) -> None:
    """并案: the complaint follows a case that is still open."""
    today = timezone.localdate()
    with step(complaint, "complaint.merged", by=by, note=reason, case=case.number) as fresh:
        master = case.locked()
        if master.state in (CaseState.CLOSED, CaseState.ARCHIVED):
            raise NotAllowed(_("That case is closed; reopen it, or accept this one by itself."))
        if fresh.minor_risk and not master.minor_risk:
            Case.objects.filter(pk=master.pk).update(minor_risk=True)
        fresh.case = master
        fresh.merge(on=today)
        clocks.stop(fresh, "K2", on=today)
        if real_names.is_written_to(fresh):
            letters.acceptance_notice(fresh)


def unmerge(complaint: Complaint, *, reason: str, by: User) -> None:
    """The complaint stands alone again and is screened anew."""
    with step(complaint, "complaint.unmerged", by=by, note=reason) as fresh:
        fresh.unmerge()
        clocks.stop(fresh, "K11", on=timezone.localdate())
        clocks.start(fresh, "K2", on=timezone.localdate())


def answer(complaint: Complaint, *, answer: str, by: User) -> None:
    """答复: the reporter reads it with his receipt code; a named one gets a paper too.

    Web page and paper say the same, and neither names a respondent (§2.3).
    """
    today = timezone.localdate()
    with step(complaint, "complaint.answered", by=by) as fresh:
        fresh.answer(answer=reporters.without_names(answer, fresh.case), on=today)
        clocks.stop(fresh, "K11", "K16", on=today)
        if real_names.is_written_to(fresh):
            letters.result_notice(fresh)
