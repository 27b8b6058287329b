"""The people who work in the invented city: those of the demo, and as many for every other bureau."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from ledger.actors import SYSTEM, NamedActor
from people import appointments, demo
from people.models import Unit, User
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

# The bureaus of which the demo knows nothing, by the beginning of their people's user names.
OTHERS = {
    "龙湾区": "longwan", "瓯海区": "ouhai", "洞头区": "dongtou", "永嘉县": "yongjia",
    "苍南县": "cangnan", "文成县": "wencheng", "泰顺县": "taishun", "瑞安市": "ruian",
    "龙港市": "longgang", "温州湾新区": "xinqu",
}  # fmt: skip
RECUSED = "city.recused"  # takes in reports, and is away from many of the cases
INVESTIGATOR = "school.investigator"  # sees one case in a thousand: those he is appointed to


class Member(NamedTuple):
    """Somebody at work, and as history keeps him."""

    pk: int
    actor: NamedActor


class Staff(NamedTuple):
    """Who plays which part where one unit handles a case."""

    officer: Member
    approver: Member
    legal: Member
    personnel: Member
    investigators: list[Member]


def appoint() -> Unit:
    """The demo, the people of the other bureaus, and the one with recusals; the city bureau.

    Raises ``demo.NotADemo`` where real people work.
    """
    if not User.objects.filter(username=RECUSED).exists():
        demo.load()
    password = make_password(demo.PASSWORD)
    for unit in Unit.objects.reporting().filter(short_name__in=OTHERS):
        for staff in demo.COUNTY_STAFF:
            _person(
                f"{OTHERS[unit.short_name]}.{staff.login}", staff.title, unit, staff.role, password
            )
    bureau = Unit.objects.get(kind="city")
    _person(RECUSED, "受理员二", bureau, Role.INTAKE, password)
    return bureau


def _person(login: str, title: str, unit: Unit, role: Role, password: str) -> None:
    user, created = User.objects.get_or_create(
        username=login,
        defaults={
            "full_name": f"演示{unit.short_name}{title}",
            "email": f"{login}@demo.invalid",
            "password": password,
        },
    )
    if created:
        day = timezone.localdate().replace(month=1, day=1)
        appointments.appoint(user, unit, role, starts_on=day, by=SYSTEM)


def staff_of(unit: Unit) -> Staff:
    """Who works at a bureau; at the city's an intake officer is the one who handles (§9.1)."""
    officer = Role.INTAKE if unit.kind == "city" else Role.OFFICER
    investigators = appointments.holders(unit, Role.INVESTIGATOR)
    return Staff(
        officer=_first(unit, officer), approver=_first(unit, Role.APPROVER),
        legal=_first(unit, Role.LEGAL), personnel=_first(unit, Role.PERSONNEL),
        investigators=_members(unit, Role.INVESTIGATOR, investigators),
    )  # fmt: skip


def _first(unit: Unit, role: Role) -> Member:
    return _members(unit, role, appointments.holders(unit, role)[:1])[0]


def _members(unit: Unit, role: Role, people: Iterable[User]) -> list[Member]:
    return [
        Member(one.pk, NamedActor(one.username, one.full_name, unit.name, role.value))
        for one in people
    ]


def member(login: str) -> Member:
    """One person by the user name."""
    user = User.objects.get(username=login)
    return Member(user.pk, user.as_actor())
