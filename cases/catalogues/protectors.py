"""Whom a school or an office must tell at once when a child may be in danger (未成年人保护法 art. 11)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Protector:
    """One authority that takes such reports; ``call`` is its number where there is one for the whole country."""

    code: str
    name: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    call: str = ""

    @property
    def label(self) -> str:
        """With its number."""
        return f"{self.name}（{self.call}）" if self.call else self.name


CATALOGUE = tuple(Protector(**row) for row in tables.read("protectors.toml", "protector"))


def get(code: str, day: date) -> Protector:
    """The authority of this code; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code and name of each, the police first."""
    return [(one.code, one.label) for one in tables.on(CATALOGUE, day)]
