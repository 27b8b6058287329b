"""How many days pass before somebody is told of work that nobody holds, or of paper not confirmed."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Term:
    """One term; its name says whether the days are working days."""

    code: str
    name: str
    amount: int
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None


CATALOGUE = tuple(Term(**row) for row in tables.read("patience.toml", "term"))


def days(code: str, day: date) -> int:
    """The days of this code, as they hold on a day; ``UnknownCode`` where there are none."""
    return tables.find(CATALOGUE, code, day).amount
