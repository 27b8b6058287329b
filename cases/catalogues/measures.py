"""Other handling 其他处理: every measure that is no sanction (domain reference §1.5 art. 3, §8.19)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables, terms


class WrongTerm(ValueError):
    """The measure needs a term, or a longer one, or has none."""


@dataclass(frozen=True)
class Measure:
    """One measure. ``least_months`` is set where it runs for a term; ``personnel_types`` says for whom it exists."""

    code: str
    name: str
    rule: str
    article: str
    personnel_types: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None
    least_months: int | None = None


BENEFITS = "BEN"  # in place of a sanction of reduction of post level or more, after service

CATALOGUE = tuple(Measure(**row) for row in tables.read("measures.toml", "measure"))


def on(day: date) -> tuple[Measure, ...]:
    """The measures of a day, in the order of the law."""
    return tables.on(CATALOGUE, day)


def get(code: str, day: date) -> Measure:
    """The measure of this code on a day; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(
    day: date, personnel_type: str = "establishment", *, is_in_service: bool = True
) -> list[tuple[str, str]]:
    """Code and name of the measures that exist for this kind of personnel, in service or after it."""
    rows = [row for row in on(day) if personnel_type in row.personnel_types]
    return [(row.code, row.name) for row in rows if row.code != BENEFITS or not is_in_service]


def term(code: str, months: int | None, decided_on: date) -> tuple[date, date] | None:
    """First and last day of a measure, None for those without term; ``WrongTerm`` below the least (24 months)."""
    least = get(code, decided_on).least_months
    if least is None:
        if months is not None:
            raise WrongTerm(f"{code} has no term")
        return None
    if months is None or months < least:
        raise WrongTerm(f"{code} runs for at least {least} months")
    return decided_on, terms.last_day(decided_on, months)
