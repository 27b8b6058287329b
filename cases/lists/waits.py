"""What waits for one person: the verbs that his seats hold, among what cases wait for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases import verbs
from cases.grants import CASE_RIGHTS
from cases.models import InvestigationReport, Investigator, ReportSignature
from cases.permissions import CITY_ROLES, HANDLING_ROLES, Seat
from people.models import UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from people.models import Appointment, User

ONES_OWN = frozenset({"case.declare_no_conflict", "case.sign_report"})
BY_CITY_ROLE = {role: seat for seat, role in CITY_ROLES.items()}
BY_ROLE = {role: seat for seat, role in HANDLING_ROLES.items()}


def for_reader(reader: User) -> Q:
    """The condition "it waits for this person"; his posts are asked for."""
    return for_posts(reader, reader.appointments.current().select_related("unit"))


def for_posts(reader: User, posts: Iterable[Appointment]) -> Q:
    """The same for somebody whose posts are known. It opens nothing: ``visible_to`` comes first."""
    found = _as_investigator(reader)
    for post in posts:
        found |= _at(post, reader)
    return found & ~Q(waits_for=[])


def names_for(posts: Iterable[Appointment]) -> frozenset[str]:
    """Every verb that these posts, and an appointment to an inquiry, could be waited for with."""
    seats = [seat for post in posts for seat, _place in seats_of(post)]
    return frozenset(name for seat in [*seats, Seat.INVESTIGATOR] for name in names_of(seat))


def _at(post: Appointment, reader: User) -> Q:
    found = Q(pk__in=[])
    for seat, place in seats_of(post):
        mine = Q(waits_for__overlap=sorted(names_of(seat))) & place
        if seat == Seat.APPROVER:  # whoever investigates does not approve
            mine &= ~Q(Exists(Investigator.objects.filter(case=OuterRef("pk"), user=reader)))
        found |= mine
    return found


def seats_of(post: Appointment) -> list[tuple[Seat, Q]]:
    """The seats of a post, each with the cases at whose table it stands (``place_of``)."""
    unit, role = post.unit_id, Role(post.role)
    found = []
    if post.unit.kind == UnitKind.CITY and role in BY_CITY_ROLE:
        found.append((BY_CITY_ROLE[role], Q(city=unit)))
        if role == Role.INTAKE:
            found.append((Seat.OFFICER, Q(handling_unit=unit, city=unit)))
    if role == Role.OFFICER:
        found.append((Seat.OFFICER, Q(handling_unit=unit) & ~Q(city=unit)))
    elif role in BY_ROLE:
        found.append((BY_ROLE[role], Q(handling_unit=unit)))
    return found


@cache
def names_of(seat: Seat) -> frozenset[str]:
    """The verbs of cases and proceedings that a seat can do, as ``waits_for`` keeps them."""
    rights = CASE_RIGHTS[seat][0]
    rows = (verb for verb in verbs.ROWS if verb.record != "complaint")
    return frozenset(verb.key for verb in rows if verb.is_held(rights))


def _as_investigator(reader: User) -> Q:
    team = Investigator.objects.filter(user=reader, left_on=None)
    together = sorted(names_of(Seat.INVESTIGATOR) - ONES_OWN)
    declared = team.filter(no_conflict_on=None)
    return (
        Q(pk__in=team.values("case"), waits_for__overlap=together)
        | Q(pk__in=declared.values("case"), waits_for__contains=["case.declare_no_conflict"])
        | Q(pk__in=team.values("case"), waits_for__contains=["case.sign_report"])
        & ~Q(Exists(_signed(reader)))
    )


def _signed(reader: User) -> QuerySet[ReportSignature]:
    """His signature under the newest report of this round."""
    newer = InvestigationReport.objects.filter(
        case=OuterRef("report__case"), round=OuterRef("report__round"),
        version__gt=OuterRef("report__version"),
    )  # fmt: skip
    return ReportSignature.objects.filter(
        ~Exists(newer), user=reader, report__case=OuterRef("pk"), report__round=OuterRef("round")
    )
