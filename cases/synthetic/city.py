"""The invented city: its bureaus with their people, its schools with their teachers."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cases.synthetic import names
from cases.synthetic.staff import Staff, staff_of
from people.models import Category, PersonnelType, Teacher, TeacherPost, TeacherStatus, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.utils import CursorWrapper

    from cases.synthetic.plan import Plan

from cases.synthetic.copying import Rows
from people.models import UnitKind

# Of a hundred reports so many are about schools of this row.
SHARES = {
    "鹿城区": 18.0, "乐清市": 15.0, "瑞安市": 14.0, "瓯海区": 12.0, "苍南县": 9.0, "龙湾区": 7.0,
    "平阳县": 7.0, "永嘉县": 6.0, "龙港市": 4.0, "温州湾新区": 2.0, "市直属学校": 2.0,
    "泰顺县": 1.5, "文成县": 1.5, "洞头区": 1.0,
}  # fmt: skip
PRINCIPALS, MEMBERS = 0.03, 0.25
PERSONNEL = ((PersonnelType.ESTABLISHMENT, 0.80), (PersonnelType.CONTRACT, 0.12), (PersonnelType.PRIVATE, 0.08))  # fmt: skip
STATUS = ((TeacherStatus.ACTIVE, 0.95), (TeacherStatus.RETIRED, 0.03), (TeacherStatus.LEFT, 0.02))


class Person(NamedTuple):
    """A teacher, as far as an inquiry asks."""

    pk: int
    name: str
    subject: str
    category: str
    personnel_type: str
    status: str
    is_member: bool


class School(NamedTuple):
    """A school and its teachers."""

    pk: int
    name: str
    teachers: list[Person]


@dataclass
class Row:
    """A reporting row: the unit that handles its cases, with its people, and its schools."""

    pk: int
    name: str
    handler: Unit
    staff: Staff
    share: float
    schools: list[School] = field(default_factory=list)


@dataclass
class City:
    """The whole of it."""

    bureau: Unit
    staff: Staff
    rows: list[Row]

    def __post_init__(self) -> None:
        self.shares = list(accumulate(row.share for row in self.rows))


def build(plan: Plan, cursor: CursorWrapper, bureau: Unit) -> City:
    """Schools and teachers by COPY; bureaus and people stand already (``staff.appoint``)."""
    staff = staff_of(bureau)
    city = City(bureau, staff, [_row(unit, bureau, staff) for unit in Unit.objects.reporting()])
    _add_schools(plan, city, Rows(cursor, Unit))
    _add_teachers(plan, city, cursor)
    return city


def _row(unit: Unit, bureau: Unit, city_staff: Staff) -> Row:
    is_direct = unit.kind == UnitKind.DIRECT
    return Row(
        pk=unit.pk, name=unit.short_name, handler=bureau if is_direct else unit,
        staff=city_staff if is_direct else staff_of(unit), share=SHARES[unit.short_name],
    )  # fmt: skip


def _add_schools(plan: Plan, city: City, units: Rows) -> None:
    """So many that the plan's number stands, those of the demo among them; bigger rows have more."""
    for row in city.rows:
        stand = list(Unit.objects.schools().filter(parent=row.pk).values_list("pk", "name"))
        row.schools = [School(pk, name, []) for pk, name in stand]
        taken = {name for _pk, name in stand}
        wanted = max(3, round(plan.schools * row.share / 100))
        for number in range(len(stand) + 1, wanted + 1):
            name = _free_name(row, number, names.level(plan.chance), taken)
            row.schools.append(School(_school(units, row, name), name, []))
    units.write()


def _free_name(row: Row, number: int, level: str, taken: set[str]) -> str:
    name = names.school(row.name, number, level)
    if name in taken:
        name = names.school(row.name, number, "实验学校")
    taken.add(name)
    return name


def _school(units: Rows, row: Row, name: str) -> int:
    code = row.handler.region_code
    return units.add(name=name, kind="school", parent_id=row.pk, region_code=code)


def _add_teachers(plan: Plan, city: City, cursor: CursorWrapper) -> None:
    teachers, posts = Rows(cursor, Teacher), Rows(cursor, TeacherPost)
    schools = [school for row in city.rows for school in row.schools]
    sizes = [plan.chance.lognormvariate(0, 0.6) for _ in schools]
    scale = plan.teachers / sum(sizes)
    for school, size in zip(schools, sizes, strict=True):
        for _ in range(max(5, round(size * scale))):
            person = _teacher(plan, school, teachers)
            posts.add(teacher_id=person.pk, unit_id=school.pk, starts_on=plan.arrivals[0][0])
            school.teachers.append(person)
    teachers.write()
    posts.write()


def _teacher(plan: Plan, school: School, teachers: Rows) -> Person:
    chance = plan.chance
    is_head = chance.random() < PRINCIPALS
    name, subject = names.person(chance), chance.choice(names.SUBJECTS)
    category = Category.MANAGER.value if is_head else Category.ORDINARY.value
    personnel, status = _drawn(plan, PERSONNEL), _drawn(plan, STATUS)
    is_member = chance.random() < MEMBERS
    pk = teachers.add(
        name=name, subject=subject, category=category, personnel_type=personnel, status=status,
        party_member=is_member, establishment_unit_id=school.pk, teaching_unit_id=school.pk,
    )  # fmt: skip
    return Person(pk, name, subject, category, personnel, status, is_member)


def _drawn(plan: Plan, shares: Iterable[tuple[str, float]]) -> str:
    values, weights = zip(*shares, strict=True)
    return str(plan.chance.choices(values, weights)[0].value)
