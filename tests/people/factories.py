"""Units, people and teachers for tests, by plain functions."""

from itertools import count
from types import SimpleNamespace

from ledger.actors import SYSTEM
from people import appointments, wenzhou
from people.models import Teacher, Unit, UnitKind, User
from people.roles import Role

_numbers = count(1)


def a_unit_tree():
    """The city bureau, its rows, and a few schools, by the names that tests call them.

    ``city lucheng yueqing pingyang zone direct``; schools ``lucheng_school lucheng_school2
    yueqing_school pingyang_school direct_school``.
    """
    city = wenzhou.load()
    tree = SimpleNamespace(
        city=city,
        lucheng=Unit.objects.get(region_code="330302"),
        yueqing=Unit.objects.get(region_code="330382"),
        pingyang=Unit.objects.get(region_code="330326"),
        zone=Unit.objects.get(kind=UnitKind.ZONE),
        direct=Unit.objects.get(kind=UnitKind.DIRECT),
    )
    tree.lucheng_school = a_school(tree.lucheng, name="鹿城区试验小学")
    tree.lucheng_school2 = a_school(tree.lucheng, name="鹿城区试验中学")
    tree.yueqing_school = a_school(tree.yueqing, name="乐清市试验小学")
    tree.pingyang_school = a_school(tree.pingyang, name="平阳县试验小学")
    tree.direct_school = a_school(tree.direct, name="温州试验直属中学")
    return tree


def a_school(parent, *, name=""):
    """A school under a bureau, the direct row or another school."""
    return Unit.objects.get_or_create(
        name=name or f"试验学校{next(_numbers)}",
        parent=parent,
        defaults={"kind": UnitKind.SCHOOL, "region_code": parent.region_code},
    )[0]


def a_user(unit=None, role=Role.OFFICER, **fields):
    """Somebody, appointed from today to the role at the unit where one is given."""
    number = next(_numbers)
    fields = {"username": f"user{number}", "full_name": f"试验员{number}", **fields}
    user = User.objects.create_user(**fields)
    if unit is not None:
        appointments.appoint(user, unit, role, by=SYSTEM)
    return user


def a_teacher(unit, *, teaching_unit=None, **fields):
    """A teacher of the school, who may teach at another."""
    fields = {"name": f"试验教师{next(_numbers)}", **fields}
    return Teacher.objects.create(
        establishment_unit=unit, teaching_unit=teaching_unit or unit, **fields
    )
