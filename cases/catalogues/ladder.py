"""When a unit is reminded, written to, or put under supervision (domain reference §9.5)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Threshold:
    """One threshold; ``reply_days`` working days are given for the answer."""

    code: str
    name: str
    amount: int
    reply_days: int
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None


CATALOGUE = tuple(Threshold(**row) for row in tables.read("ladder.toml", "threshold"))


def get(code: str, day: date) -> Threshold:
    """The threshold of this code on a day; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)
