"""Witnesses under a code: registered sealed, never named, opened for one person by another's approval."""

from __future__ import annotations

from datetime import timedelta
from string import ascii_uppercase
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed, NotPermitted
from cases.models import Case, NameOpening, OpeningState, Part, Witness
from cases.paper_sheets.coded import Names, codes
from cases.permissions import Seat

if TYPE_CHECKING:
    from people.models import User

LASTS = timedelta(hours=24)
CODES = {Part.PUPIL: "学生", Part.PARENT: "家长", Part.WITNESS: "证人"}
STEMS = "甲乙丙丁戊己庚辛壬癸"  # of witnesses; pupils and parents bear letters


def next_code(case: Case, part: Part) -> str:
    """学生A, 家长B, 证人甲: the next of its kind in this case."""
    signs = STEMS if part == Part.WITNESS else ascii_uppercase
    turn, at = divmod(case.witnesses.filter(part=part).count(), len(signs))
    return f"{CODES[part]}{signs[at]}{turn + 1 if turn else ''}"


def register(
    case: Case, part: Part, names: Names, *, age: int | None, relation: str, by: User
) -> Witness:
    """Seal who somebody is and give a code. In the caller's ``step``."""
    return Witness.objects.create(
        case=case, part=part, code=next_code(case, part), age=age, guardian_relation=relation,
        sealed=names.locked(), entered_by=by,
    )  # fmt: skip


def check_names_nobody(case: Case, *texts: str) -> None:
    """Raise ``NotAllowed`` where a text names a witness, ``Reveals`` where it holds a reporter's."""
    check_codes(case, *texts)
    reveals.check_reveals_nobody("\n".join(texts), case, where=_("Content"))


def check_codes(case: Case, *texts: str) -> None:
    """Raise ``NotAllowed`` where a text names a witness; it says the code, never the name."""
    for name, code in codes(case.pk).items():
        if any(name in text for text in texts):
            raise NotAllowed(
                _("The text holds the name of a witness: write “%(code)s” instead.")
                % {"code": code}
            )


def ask_name(case: Case, *, witness: Witness, reason: str, by: User) -> None:
    """Ask to read one name; somebody else approves."""
    with step(case, "case.witness_name_asked", by=by, note=reason, witness=witness.code) as fresh:
        mine = witness.openings.filter(requester=by)
        if any(one.is_open or one.state == OpeningState.REQUESTED for one in mine):
            raise NotAllowed(_("You have asked for this name already."))
        NameOpening.objects.create(witness=witness, requester=by, reason=reason)
        letters.tell(fresh, "case.witness_name_asked", Seat.APPROVER)


def rule_name(
    case: Case, *, opening: NameOpening, is_approved: bool, reason: str, by: User
) -> None:
    """Approve, for a day, or decline: never one's own request."""
    about = {"witness": opening.witness.code, "approved": is_approved}
    with step(case, "case.witness_name_ruled", by=by, note=reason, **about):
        row = NameOpening.objects.select_for_update().get(pk=opening.pk)
        if row.requester_id == by.pk:
            raise NotAllowed(_("Whoever asks does not approve."))
        if row.state != OpeningState.REQUESTED:
            raise NotAllowed(_("This request has been decided already."))
        row.ruled_by = by
        row.state = OpeningState.OPEN if is_approved else OpeningState.DECLINED
        row.ends_at = timezone.now() + LASTS if is_approved else None
        row.save()


def check_is_open(witness: Witness, reader: User) -> None:
    """Raise ``NotPermitted`` unless this person may read the name now."""
    if not any(one.is_open for one in witness.openings.filter(requester=reader)):
        raise NotPermitted(
            _("The name is sealed: ask to read it, with a reason; somebody else approves.")
        )


def read(witness: Witness, *, by: User) -> Names:
    """The name, for whom it is open. The reading is written down by the caller, before this."""
    check_is_open(witness, by)
    return Names.of(witness)
