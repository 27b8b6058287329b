"""Who may read the monthly report, and how much of it. Nobody learns anything about a case here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from people.models import UnitKind
from people.models.units import ROWS
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.models import Appointment, User
    from reports.frozen import Frozen

OF_THE_CITY = frozenset({Role.LEADER, Role.APPROVER, Role.INTAKE, Role.DISCIPLINE})
OF_A_COUNTY = frozenset({Role.APPROVER, Role.OFFICER})


@dataclass(frozen=True)
class Scope:
    """What one reader sees: every line and the papers, or the lines of his own units alone."""

    is_whole: bool
    units: frozenset[int]
    groups: frozenset[int]

    def of(self, frozen: Frozen) -> Frozen | None:
        """The figures without what is not for this reader; None if he had no line in that month."""
        if self.is_whole:
            return frozen
        own = [line for line in frozen["lines"] if line["unit"] in self.units]
        if not own:
            return None
        offices = [one for one in frozen["offices"] if one["unit"] in self.units]
        return {
            **frozen, "lines": own, "total": own[0], "offices": offices, "matters": [],
            "coming": [], "before": {},
        }  # fmt: skip


def scope_of(user: User) -> Scope | None:
    """By his appointments of today; None for everybody else. One query."""
    if not user.is_active:
        return None
    return scope_among(user.appointments.current().select_related("unit"))


def scope_among(appointments: Iterable[Appointment]) -> Scope | None:
    """What these appointments of one person open."""
    posts = list(appointments)
    city = {p for p in posts if p.unit.kind == UnitKind.CITY and p.role in OF_THE_CITY}
    county = {p for p in posts if p.unit.kind in ROWS and p.role in OF_A_COUNTY}
    acting = city or county
    if not acting:
        return None
    return Scope(
        is_whole=bool(city),
        units=frozenset(post.unit_id for post in acting),
        groups=frozenset(post.group_id for post in acting),
    )
