"""The legal grounds on which a report is not accepted (信访工作条例 art. 19, 31, 36). That nobody is named is none."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Ground:
    """One ground. ``instead`` names the verb that is to be used in its place; ``notice`` what the reporter is told."""

    code: str
    name: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    notice: str = ""
    instead: str = ""
    is_certain: bool = True


CATALOGUE = tuple(Ground(**row) for row in tables.read("refusals.toml", "ground"))


def get(code: str, day: date) -> Ground:
    """The ground of this code; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code and name with the article of each ground."""
    return [(one.code, f"{one.name}（{one.article}）") for one in tables.on(CATALOGUE, day)]
