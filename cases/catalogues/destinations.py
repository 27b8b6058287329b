"""The authorities to which a matter that is not ours is handed on 转办 (domain reference §1.8, §8, 3)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Destination:
    """One kind of authority; ``addressee`` is how its office at the city is usually called, to be made exact."""

    code: str
    name: str
    matters: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    addressee: str = ""
    is_certain: bool = True


CATALOGUE = tuple(Destination(**row) for row in tables.read("destinations.toml", "destination"))


def get(code: str, day: date) -> Destination:
    """The authority of this code; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code, name and matters of each."""
    return [(one.code, f"{one.name}：{one.matters}") for one in tables.on(CATALOGUE, day)]
