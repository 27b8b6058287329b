"""What is done with one slip: drafted, issued, signed for, answered, closed off."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import reveals
from cases.exceptions import NotAllowed, NotPermitted, Stale
from cases.models import Rung, Slip, SlipState
from cases.models.slip import PREFIXES
from ledger import history, numbering
from ledger.actors import SYSTEM
from people.models import Appointment
from people.models.units import BUREAUS
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cases.models import Case
    from people.models import Unit, User

CITY = (Role.INTAKE, Role.APPROVER)
LONG_OPEN = (Rung.ORDER, Rung.LISTED)


@dataclass(frozen=True)
class Words:
    """What a slip says, and by when it is to be answered."""

    matter: str
    requirement: str
    reply_by: date
    responsible: str = ""


@dataclass(frozen=True)
class About:
    """From which city to which unit, about which case if any, after which milder slip if any."""

    city: Unit
    unit: Unit
    case: Case | None = None
    after: Slip | None = None


@transaction.atomic
def draft(
    rung: Rung, *, key: str, about: About, words: Words, by: User | None = None
) -> Slip | None:
    """A draft, by a person of the city or (``by`` none) the system; none where ``key`` is drafted already."""
    if by is not None:
        _check_post(by, about.city, *CITY)
    if about.unit.kind not in BUREAUS:
        raise NotAllowed(_("A slip goes to an education bureau."))
    _check_reveals_nobody(words, about.case)
    columns = {
        "rung": rung, "drafted_on": timezone.localdate(), "drafted_by": by,
        **vars(about), **vars(words),
    }  # fmt: skip
    slip, is_new = Slip.objects.get_or_create(key=key, defaults=columns)
    if not is_new:
        return None
    history.record("slip.drafted", slip.subject, by=by.as_actor() if by else SYSTEM)
    if by is not None:  # of a night's drafts one letter tells, not one each
        letters.tell_of_slip(slip, "slip.drafted", slip.city, *slip.roles_that_issue)
    return slip


def _check_reveals_nobody(words: Words, case: Case | None) -> None:
    if case is None:
        return
    for text in (words.matter, words.requirement):
        reveals.check_reveals_nobody(text, case, where=_("Slip"))


def issue(slip: Slip, *, words: Words, by: User) -> None:
    """签发, as drafted or mended: its number, its paper, and word to the unit."""
    today = timezone.localdate()
    with _changed(slip, "slip.issued", by) as fresh:
        _check_post(by, fresh.city, *fresh.roles_that_issue)
        _check_reveals_nobody(words, fresh.case)
        fresh.matter, fresh.requirement = words.matter, words.requirement
        fresh.responsible, fresh.reply_by = words.responsible, words.reply_by
        fresh.issue(number=_next_number(fresh.rung, today), by=by, on=today)
        letters.slip(fresh)
        letters.tell_of_slip(fresh, "slip.issued", fresh.unit, Role.OFFICER, Role.APPROVER)


def _next_number(rung: str, on: date) -> str:
    serial = numbering.allot(f"slip-{rung}", on.year)
    return f"{PREFIXES[Rung(rung)]}〔{on.year}〕{serial}号"


def withdraw(slip: Slip, *, opinion: str, by: User) -> None:
    """Not needed; one that was issued keeps its number."""
    with _changed(slip, "slip.withdrawn", by) as fresh:
        roles = CITY if fresh.state == SlipState.DRAFTED else fresh.roles_that_issue
        _check_post(by, fresh.city, *roles)
        fresh.withdraw(opinion=opinion, on=timezone.localdate())


def sign(slip: Slip, *, by: User) -> None:
    """签收 by the unit."""
    with _changed(slip, "slip.signed", by) as fresh:
        _check_post(by, fresh.unit, Role.OFFICER, Role.APPROVER)
        fresh.sign(by=by, on=timezone.localdate())


def reply(slip: Slip, *, answer: str, by: User) -> None:
    """What the unit has done; an order is answered by its head."""
    with _changed(slip, "slip.answered", by) as fresh:
        roles = (Role.APPROVER,) if fresh.rung in LONG_OPEN else (Role.OFFICER, Role.APPROVER)
        _check_post(by, fresh.unit, *roles)
        fresh.reply(answer=answer, by=by, on=timezone.localdate())
        letters.tell_of_slip(fresh, "slip.answered", fresh.city, *fresh.roles_that_issue)


def return_answer(slip: Slip, *, opinion: str, reply_by: date, by: User) -> None:
    """The answer is not enough."""
    with _changed(slip, "slip.answer_returned", by) as fresh:
        _check_post(by, fresh.city, *fresh.roles_that_issue)
        fresh.return_answer(opinion=opinion, reply_by=reply_by, on=timezone.localdate())
        letters.tell_of_slip(fresh, "slip.answer_returned", fresh.unit, Role.OFFICER, Role.APPROVER)


def close_off(slip: Slip, *, opinion: str, by: User) -> None:
    """销号; whoever issues this form closes it off."""
    with _changed(slip, "slip.closed_off", by) as fresh:
        _check_post(by, fresh.city, *fresh.roles_that_issue)
        fresh.close_off(opinion=opinion, on=timezone.localdate())


def step_up(slip: Slip, *, rung: Rung, words: Words, by: User) -> Slip:
    """A graver form after this one: 约谈, 通报, 挂牌督办 after an order (regulation on petitions, art. 39)."""
    slip.check_can_step_up()
    if rung not in slip.graver_rungs:
        raise NotAllowed(_("Only a graver form follows."))
    about = About(slip.city, slip.unit, slip.case, after=slip)
    made = draft(rung, key=f"after:{slip.pk}:{rung}", about=about, words=words, by=by)
    if made is None:
        raise NotAllowed(_("This form has been drafted already."))
    return made


@contextmanager
def _changed(slip: Slip, event: str, by: User) -> Iterator[Slip]:
    """The row as it is now, locked, then saved; its history, and that of its case."""
    with transaction.atomic():
        fresh = (
            Slip.objects.select_for_update(of=("self",))
            .select_related("unit", "city", "case")
            .get(pk=slip.pk)
        )
        if fresh.version != slip.version:
            raise Stale(_("Somebody changed this in the meantime."))
        yield fresh
        fresh.version += 1
        fresh.save()
        said = {"record": str(fresh), "note": ""}
        for subject in {fresh.subject, fresh.case.subject if fresh.case else fresh.subject}:
            history.record(event, subject, by=by.as_actor(), payload=said)
    slip.__dict__ = dict(fresh.__dict__)


def _check_post(user: User, unit: Unit, *roles: Role) -> None:
    held = Appointment.objects.current().filter(user=user, unit=unit, role__in=roles)
    if not (user.is_active and held.exists()):
        raise NotPermitted(_("You have no right to do this."))
