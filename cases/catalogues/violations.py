"""The violations: paid tutoring, gifts, article 4 and the duty of leaders (domain reference §1.2-1.4, §8.13)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Violation:
    """One prohibited act. ``actor`` is teacher, school or leader; ``rten_item`` the item of the ten guidelines."""

    code: str
    name: str
    short: str
    rule: str
    article: str
    actor: str
    complaint_kind: str
    valid_from: date
    valid_to: date | None = None
    rten_item: int | None = None

    @property
    def rten_cited(self) -> str:
        """第十项, as a bulletin cites the ten guidelines; empty where no item fits."""
        return f"第{_NUMERALS[self.rten_item - 1]}项" if self.rten_item else ""

    @property
    def label(self) -> str:
        """Code and short name, for lists to choose from."""
        return f"{self.code} {self.short}"


CATALOGUE = tuple(Violation(**row) for row in tables.read("violations.toml", "violation"))


def on(day: date) -> tuple[Violation, ...]:
    """What was prohibited on a day: a matter is judged by the rule in force at the act (domain reference §8.25)."""
    return tables.on(CATALOGUE, day)


def get(code: str, day: date) -> Violation:
    """The violation of this code as it read on a day; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code and label of each, in the order of the catalogue."""
    return [(violation.code, violation.label) for violation in on(day)]
