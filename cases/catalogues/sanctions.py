"""The two tables of sanctions 处分, by kind of personnel and day (domain reference §1.6, §12.1.3)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables, terms


@dataclass(frozen=True)
class Sanction:
    """One sanction of table A (ordinary teachers) or B (those who manage). Dismissal has no term."""

    code: str
    name: str
    catalogue: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    months: int | None = None
    is_heavy: bool = False

    @property
    def label(self) -> str:
        """The name, with its term where it has one."""
        return f"{self.name} {self.months}个月" if self.months else self.name


@dataclass(frozen=True)
class Scope:
    """Which table stands for whom; an empty ``catalogue`` means that no sanction is possible."""

    code: str
    category: str
    personnel_type: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    catalogue: str = ""


CATALOGUE = tuple(Sanction(**row) for row in tables.read("sanctions.toml", "sanction"))
SCOPES = tuple(Scope(**row) for row in tables.read("sanctions.toml", "scope"))


def catalogue_for(category: str, personnel_type: str, day: date) -> str | None:
    """ "A" for ordinary teachers, "B" for managers, None off the establishment (domain reference §1.6, §8.19)."""
    for scope in tables.on(SCOPES, day):
        if (scope.category, scope.personnel_type) == (category, personnel_type):
            return scope.catalogue or None
    raise tables.UnknownCode(f"No table of sanctions for {category!r}, {personnel_type!r} on {day}")


def on(catalogue: str, day: date) -> tuple[Sanction, ...]:
    """The sanctions of one table on a day, the lightest first."""
    return tables.on((row for row in CATALOGUE if row.catalogue == catalogue), day)


def get(code: str, catalogue: str, day: date) -> Sanction:
    """One sanction of one table; ``UnknownCode`` where that table had none on that day (记大过 in A, …)."""
    return tables.find(on(catalogue, day), code, day)


def choices(catalogue: str, day: date) -> list[tuple[str, str]]:
    """Code and label of each sanction of one table, the lightest first."""
    return [(sanction.code, sanction.label) for sanction in on(catalogue, day)]


def term(sanction: Sanction, decided_on: date) -> tuple[date, date] | None:
    """First and last day: in effect on the day of the decision; None for dismissal. Freeze it, never recompute."""
    if sanction.months is None:
        return None
    return decided_on, terms.last_day(decided_on, sanction.months)


def is_heavy(code: str) -> bool:
    """降低岗位等级 or heavier: the deciding body must hold a hearing if asked (处理办法 art. 5)."""
    for sanction in CATALOGUE:
        if sanction.code == code:
            return sanction.is_heavy
    raise tables.UnknownCode(f"{code!r} is no sanction")


def combined_months(running_left: int, new: int) -> int:
    """A new sanction during a running one: what is left plus the new term, at most 48 months."""
    return terms.combined_months(running_left, new)
