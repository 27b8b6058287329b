"""一案双查: the six situations in which a school's leaders answer, and what they may face (处理办法 art. 12)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables, violations


@dataclass(frozen=True)
class LeaderMeasure:
    """What is proposed for a leader; who manages him decides (domain reference §12.4)."""

    code: str
    name: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None


CATALOGUE = tuple(LeaderMeasure(**row) for row in tables.read("accountability.toml", "measure"))


def get(code: str, day: date) -> LeaderMeasure:
    """The measure of this code on a day; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code and name, the mildest first."""
    return [(row.code, row.name) for row in tables.on(CATALOGUE, day)]


def situations(day: date) -> tuple[violations.Violation, ...]:
    """The six situations of art. 12 as they read on a day."""
    return tuple(one for one in violations.on(day) if one.actor == "leader")


def situation_choices(day: date) -> list[tuple[str, str]]:
    """Code, and the item of the article with its short name."""
    return [(one.code, f"{one.article} {one.short}") for one in situations(day)]
