"""纸质审批补录: an officer enters what a leader signed on paper; the leader confirms or disputes it later (§12.21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import grants, letters
from cases.actions import materials
from cases.catalogues import patience, titles
from cases.exceptions import NotAllowed, NotPermitted
from cases.models import Case, FileUse, PaperApproval, PaperApprovalState, holiday
from cases.models.rights import groups_with_rights, rights_of
from cases.paper_sheets.signed import OnPaper
from cases.permissions import people_in, place_of
from ledger import history
from notifications import outbox
from people.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile

    from cases.models import Complaint, Evidence
    from cases.permissions import Seat
    from people.models import User

LABEL = "纸质审批"


@dataclass(frozen=True)
class Signed:
    """The signed paper: whose name, of which day, and its scan."""

    approver: User
    signed_on: date
    upload: UploadedFile[bytes]

    def on_paper(self, by: User) -> OnPaper:
        """What history and papers say of it."""
        return OnPaper(
            approver=self.approver.full_name, signed_on=self.signed_on,
            entered_by=by.full_name, entered_key=by.username,
            sha256=materials.fingerprint(self.upload),
        )  # fmt: skip


def seats_for(beside: Mapping[str, str], record: Any, by: User) -> list[Seat]:
    """The approvers' seats for which this officer enters: each for the office beside it.

    ``beside`` is, by the right of an approver, the right of the officer who prepares for him.
    """
    held = rights_of(record.guarded, by)
    return grants.seats_holding(right for right, own in beside.items() if own in held)


def approvers(beside: Mapping[str, str], record: Any, by: User) -> list[User]:
    """Whose approval this officer can enter: never his own, nor that of one who may not decide here."""
    guarded, found = record.guarded, {}
    for seat in seats_for(beside, record, by):
        for one in people_in(guarded, seat):
            if one != by and rights_of(guarded, one) & beside.keys():
                found[one.pk] = one
    return list(found.values())


def check_can_enter(
    beside: Mapping[str, str], record: Any, signed: Signed, *, earliest: date, by: User
) -> None:
    """Raise ``NotAllowed``: his own name, another seat, a day that cannot be."""
    if signed.approver == by:
        raise NotAllowed(_("Nobody enters his own approval as signed on paper: do it yourself."))
    if signed.approver not in approvers(beside, record, by):
        raise NotAllowed(_("This person does not approve here, or is barred from it."))
    if signed.signed_on > timezone.localdate():
        raise NotAllowed(_("This day has not come yet."))
    if signed.signed_on < earliest:
        said = {"day": f"{earliest:%Y-%m-%d}"}
        raise NotAllowed(_("What was approved did not exist before %(day)s.") % said)
    if not _held_on(seats_for(beside, record, by), record, signed):
        raise NotAllowed(_("This person did not hold the seat on the day of the signature."))


def _held_on(seats: Collection[Seat], record: Any, signed: Signed) -> bool:
    held = Appointment.objects.current(signed.signed_on).filter(user=signed.approver)
    posts = set(held.values_list("unit", "role"))
    places = [place for seat in seats if (place := place_of(record.guarded, seat))]
    return any((unit.pk, str(role)) in posts for unit, role in places)


def beginning_of(record: Any, event: str) -> date:
    """The day on which what is approved came to be: of the last ``event``, or of the record itself."""
    happened = history.of(record.guarded.subject).filter(
        kind=event, refused=False, payload__content__record=record.number
    )
    last = happened.last() if event else None
    began: date = getattr(record, "opened_on", None) or record.received_on
    return last.on if last else began


def keep(verb: str, record: Any, signed: Signed, *, by: User) -> PaperApproval:
    """The row beside the deed, its scan sealed, and a letter to the approver. In the caller's transaction."""
    guarded = record.guarded
    is_case = isinstance(guarded, Case)
    made = PaperApproval.objects.create(
        verb=verb, record=record.subject, number=record.number,
        case=guarded if is_case else None, complaint=None if is_case else guarded,
        city=guarded.city, unit=_unit_of(guarded, signed.approver), approver=signed.approver,
        signed_on=signed.signed_on, entered_by=by, entered_on=timezone.localdate(),
        scan=_seal(guarded, signed, by),
    )  # fmt: skip
    _tell(made, "paper_approval.entered")
    return made


def _unit_of(guarded: Case | Complaint, approver: User) -> Any:
    posts = approver.appointments.current().filter(group__in=groups_with_rights(guarded))
    post = posts.select_related("unit").order_by("pk").first()
    return post.unit if post else guarded.city


def _seal(guarded: Case | Complaint, signed: Signed, by: User) -> Evidence:
    """Beside the other files of a case; of a report it stands with its approval alone."""
    if not isinstance(guarded, Case):
        return materials.seal(signed.upload, by=by)
    case = guarded.locked()
    said = f"{LABEL}：{signed.approver.full_name}"
    return materials.attach(
        case, kind=FileUse.SIGNED, upload=signed.upload, by=by, said=said
    ).evidence


def _tell(approval: PaperApproval, event: str) -> None:
    outbox.queue(
        event, to=[approval.approver], title=titles.LETTERS[event], body=approval.number,
        link=reverse("paper-approvals"),
    )  # fmt: skip


def confirm(approval: PaperApproval, *, by: User) -> None:
    """It is his signature. Said twice, it is said once."""
    _answer(approval, PaperApprovalState.CONFIRMED, "", by)


def dispute(approval: PaperApproval, *, reason: str, by: User) -> None:
    """It is not: the head and the supervisor are told, and the record bears a flag; nothing is undone."""
    if not reason:
        raise NotAllowed(_("Say why you dispute it."))
    if _answer(approval, PaperApprovalState.DISPUTED, reason, by):
        letters.tell_of_dispute(approval)


def _answer(approval: PaperApproval, state: PaperApprovalState, reason: str, by: User) -> bool:
    with transaction.atomic():
        rows = PaperApproval.objects.select_for_update(of=("self",))
        fresh = rows.select_related("case", "complaint", "approver").get(pk=approval.pk)
        if fresh.approver != by:
            raise NotPermitted(_("Only whose name it bears says whether it is his."))
        if fresh.state == state:
            return False
        if not fresh.is_waiting:
            raise NotAllowed(_("This has been answered already."))
        fresh.state, fresh.reason, fresh.answered_on = state, reason, timezone.localdate()
        fresh.save(update_fields=["state", "reason", "answered_on"])
        about = {"record": fresh.number, "note": reason, "verb": fresh.verb}
        history.record(f"paper_approval.{state}", fresh.subject, by=by.as_actor(), payload=about)
    return True


def remind(today: date) -> int:
    """A letter to whoever has not confirmed in time, once; how many."""
    wait = patience.days("PAPER_CONFIRM", today)
    known, told = holiday.known(), 0
    waiting = PaperApproval.objects.waiting().filter(reminded_on=None, entered_on__lt=today)
    for one in waiting.select_related("approver").order_by("pk"):
        if known.working_days_between(one.entered_on, today) < wait:
            continue
        if (
            PaperApproval.objects.waiting()
            .filter(pk=one.pk, reminded_on=None)
            .update(reminded_on=today)
        ):
            _tell(one, "paper_approval.reminded")
            told += 1
    return told
