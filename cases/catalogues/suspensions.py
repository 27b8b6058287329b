"""The grounds on which an inquiry may rest 中止 (domain reference §8, 16)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Ground:
    """One ground. ``note`` says what has to be shown."""

    code: str
    name: str
    note: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None


CATALOGUE = tuple(Ground(**row) for row in tables.read("suspensions.toml", "ground"))


def get(code: str, day: date) -> Ground:
    """The ground of this code on a day; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code and name, for the form."""
    return [(row.code, row.name) for row in tables.on(CATALOGUE, day)]
