"""The register of the instruments that every other catalogue cites (domain reference §1.1)."""

import datetime
from dataclasses import dataclass

from cases.catalogues import tables


@dataclass(frozen=True)
class Rule:
    """One instrument. ``is_certain`` is false where number, day or present force are still to be verified."""

    code: str
    name: str
    number: str = ""
    date: datetime.date | None = None
    note: str = ""
    is_certain: bool = True

    @property
    def cited(self) -> str:
        """The instrument as papers name it: its full name, then its number."""
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.name}》{number}"


REGISTER = tuple(Rule(**row) for row in tables.read("rules.toml", "rule"))


def get(code: str) -> Rule:
    """The instrument of this code; ``UnknownCode`` where the register has none."""
    for rule in REGISTER:
        if rule.code == code:
            return rule
    raise tables.UnknownCode(f"{code!r} is not in the register of rules")


def cite(code: str, article: str) -> str:
    """Instrument and article in one breath, as a decision cites them."""
    return get(code).cited + article
