"""What the makers of invented records share: the plan, the city, the tables, the registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cases.states import Kind

if TYPE_CHECKING:
    from cases.synthetic.chains import Chains
    from cases.synthetic.city import City, Person, Row, School
    from cases.synthetic.course import Course
    from cases.synthetic.plan import Plan
    from cases.synthetic.registers import Registers
    from cases.synthetic.rights import Rights
    from cases.synthetic.staff import Staff
    from cases.synthetic.tables import Tables

KINDS, SHARES = (Kind.TUTORING.value, Kind.GIFT.value, Kind.OTHER.value), (62, 80, 100)
KNOWN = 0.85  # so many reports name the teacher
REGISTERED = 0.95  # so many name a school that is found in the register


@dataclass(frozen=True)
class Work:
    """One loading."""

    plan: Plan
    city: City
    tables: Tables
    registers: Registers
    rights: Rights
    chains: Chains


class Matter(NamedTuple):
    """What a report is about."""

    kind: str
    row: Row
    school: School
    teacher: Person
    is_named: bool
    is_registered: bool

    @property
    def who(self) -> str:
        """The teacher as the reporter knows him: 陈演甲, or 教数学的陈老师."""
        one = self.teacher
        return one.name if self.is_named else f"教{one.subject}的{one.name[0]}老师"

    @property
    def staff(self) -> Staff:
        """Who handles such a matter."""
        return self.row.staff


class Inquiry(NamedTuple):
    """A case that others may be joined to."""

    key: int
    number: str
    course: Course
    matter: Matter
    is_at_fault: bool


def matter(work: Work) -> Matter:
    """Something to report: big schools and a few teachers turn up again and again."""
    chance, city = work.plan.chance, work.city
    row = chance.choices(city.rows, cum_weights=city.shares)[0]
    school = row.schools[int(len(row.schools) * chance.random() ** 2)]
    teacher = school.teachers[int(len(school.teachers) * chance.random() ** 3)]
    kind = chance.choices(KINDS, cum_weights=SHARES)[0]
    return Matter(
        kind, row, school, teacher, chance.random() < KNOWN, chance.random() < REGISTERED
    )  # fmt: skip
