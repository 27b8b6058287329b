"""Who sits at the table: recusal asked for, decided and ended; people borrowed from another unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions.competence import is_accused
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, Investigator, Loan, Recusal, RecusalRequest
from cases.models.rights import rights_of
from cases.permissions import CITY_ROLES, HANDLING_ROLES, Seat, people_in
from people import appointments

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from people.models import Unit, User

OWN_SEATS = [*HANDLING_ROLES, Seat.INVESTIGATOR]


def recuse(case: Case, *, person: User, reason: str, by: User) -> None:
    """回避: this person neither sees nor touches the case from now on."""
    with step(case, "case.recused", by=by, note=reason, person=person.full_name) as fresh:
        _check_decides_on(fresh, person, by)
        _send_away(fresh, person, reason)


def _send_away(case: Case, person: User, reason: str) -> None:
    today = timezone.localdate()
    Recusal.objects.get_or_create(
        case=case, user=person, ended_on=None, defaults={"reason": reason, "on": today}
    )
    case.investigators.filter(user=person, left_on=None).update(left_on=today)
    case.recusal_requests.waiting().filter(user=person).update(
        decided_on=today, is_granted=True, ruling=reason
    )


def _check_decides_on(case: Case, person: User, by: User) -> None:
    """The head decides on his own people; on the head, and on the city's people, the city."""
    if person.pk in {one.pk for one in within_reach(case, by)}:
        return
    if _is_city(case, by):
        raise NotAllowed(_("This person has no seat at this case."))
    if person.pk in {one.pk for one in people_in(case, Seat.APPROVER)}:
        raise NotAllowed(_("On the head of a unit his superior decides: the city."))
    raise NotAllowed(
        _("A unit recuses only its own people in this case; anybody else is for the city.")
    )


def _is_city(case: Case, by: User) -> bool:
    return "dispatch_case" in rights_of(case, by)


def within_reach(case: Case, by: User) -> list[User]:
    """Whom this person may recuse: the city everybody at the table, a unit's head his own people.

    On a head his superior decides, never himself (domain reference §8, 11).
    """
    if _is_city(case, by):
        return _seated(case, Seat)
    heads = {one.pk for one in people_in(case, Seat.APPROVER)}
    return [one for one in _seated(case, OWN_SEATS) if one.pk not in heads]


def may_be_named(case: Case, by: User) -> list[User]:
    """Of whom this person may say that he should step aside: the city of all, a unit of its own."""
    return _seated(case, Seat if by.pk in _city_people(case) else OWN_SEATS)


def _city_people(case: Case) -> set[int]:
    return {one.pk for seat in CITY_ROLES for one in people_in(case, seat)}


def _seated(case: Case, seats: Iterable[Seat]) -> list[User]:
    """Everybody in these seats, once."""
    found = {one.pk: one for seat in seats for one in people_in(case, seat)}
    return list(found.values())


def request_recusal(case: Case, *, person: User, origin: str, reason: str, by: User) -> None:
    """Self-declared or asked for by somebody: kept and told; the inquiry goes on until it is decided."""
    with step(case, "case.recusal_requested", by=by, note=reason, person=person.full_name) as fresh:
        if person.pk not in {one.pk for one in may_be_named(fresh, by)}:
            raise NotAllowed(_("This person has no seat at this case."))
        RecusalRequest.objects.get_or_create(
            case=fresh, user=person, decided_on=None,
            defaults={
                "origin": origin, "reason": reason, "asked_by": by,
                "asked_on": timezone.localdate(),
            },
        )  # fmt: skip
        letters.tell(fresh, "case.recusal_requested", Seat.CITY_APPROVER, Seat.APPROVER)


def decide_recusal(
    case: Case, *, request: RecusalRequest, is_granted: bool, reason: str, by: User
) -> None:
    """The head decides; on himself his superior does."""
    with step(
        case, "case.recusal_decided", by=by, note=reason, person=request.user.full_name,
        is_granted=is_granted,
    ) as fresh:  # fmt: skip
        row = fresh.recusal_requests.waiting().filter(pk=request.pk).first()
        if row is None:
            raise NotAllowed(_("This request has been decided already."))
        if row.user_id == by.pk:
            raise NotAllowed(_("Nobody decides on his own recusal."))
        _check_decides_on(fresh, row.user, by)
        row.decided_by, row.decided_on = by, timezone.localdate()
        row.is_granted, row.ruling = is_granted, reason
        row.save()
        if is_granted:
            _send_away(fresh, row.user, row.reason)


def end_recusal(case: Case, *, person: User, reason: str, by: User) -> None:
    """The recusal was a mistake, or its ground is gone: what his post gives him he has again."""
    with step(case, "case.recusal_ended", by=by, note=reason, person=person.full_name) as fresh:
        ended = fresh.recusals.in_force().filter(user=person)
        if not ended.update(ended_on=timezone.localdate()):
            raise NotAllowed(_("This person is not recused."))


@dataclass(frozen=True)
class Agreement:
    """Which unit lends, and who agreed to it there, when and how."""

    unit: Unit
    agreed_by: str
    agreed_on: date
    note: str

    def __str__(self) -> str:
        return f"{self.unit.name}（{self.agreed_by}，{self.agreed_on}）：{self.note}"


def borrow(case: Case, *, person: User, agreement: Agreement, by: User) -> None:
    """A neighbour's officer or a 责任督学 investigates, where an office is too small (§12.21)."""
    lender = agreement.unit
    with step(
        case, "case.investigator_borrowed", by=by, note=str(agreement), person=person.full_name
    ) as fresh:
        check_is_fit(fresh, [person])
        if not appointments.units_of(person).filter(pk=lender.pk).exists():
            raise NotAllowed(_("This person does not belong to that unit."))
        if is_accused(fresh, lender):
            raise NotAllowed(_("The unit accused lends nobody."))
        Loan.objects.create(
            case=fresh, user=person, unit=lender, agreed_by=agreement.agreed_by,
            agreed_on=agreement.agreed_on, note=agreement.note, lent_on=timezone.localdate(),
        )  # fmt: skip
        join(fresh, [person])
        letters.tell(fresh, "case.investigator_borrowed", Seat.INVESTIGATOR)


def check_is_fit(case: Case, people: Iterable[User]) -> None:
    """Nobody recused investigates, and nobody from a 教学点 a colleague of his (§8, 29)."""
    chosen = list(people)
    if case.recusals.in_force().filter(user__in=chosen).exists():
        raise NotAllowed(_("A recused person does not investigate."))
    for one in chosen:
        for unit in appointments.units_of(one).filter(served_by__isnull=False):
            if is_accused(case, unit):
                raise NotAllowed(
                    _("%(name)s is a close colleague at %(unit)s: the level above inquires itself.")
                    % {"name": one.full_name, "unit": unit.name}
                )


def join(case: Case, people: Iterable[User]) -> None:
    """They are of the team from today; who was already stays."""
    for one in people:
        Investigator.objects.get_or_create(
            case=case, user=one, left_on=None, defaults={"appointed_on": timezone.localdate()}
        )
