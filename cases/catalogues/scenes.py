"""The forms that paid tutoring takes in practice, to pick from (domain reference §1.2, after the Ouhai notice of 2021)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Scene:
    """One form of tutoring."""

    code: str
    name: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None


CATALOGUE = tuple(Scene(**row) for row in tables.read("scenes.toml", "scene"))


def on(day: date) -> tuple[Scene, ...]:
    """The forms known on a day."""
    return tables.on(CATALOGUE, day)


def get(code: str, day: date) -> Scene:
    """The form of this code; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code and name of each form."""
    return [(scene.code, scene.name) for scene in on(day)]
