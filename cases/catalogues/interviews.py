"""Templates of interview records 谈话笔录: what is read out to whom, and what is asked."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Template:
    """One template; ``code`` is the part of the person talked to."""

    code: str
    name: str
    rights: tuple[str, ...]
    questions: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None

    @property
    def draft(self) -> str:
        """Every question with room for its answer, as the form takes them."""
        return "\n".join(f"问：{one}\n答：" for one in self.questions)


CATALOGUE = tuple(Template(**row) for row in tables.read("interviews.toml", "template"))


def get(code: str, day: date) -> Template:
    """The template for one part on a day; ``UnknownCode`` where there is none."""
    return tables.find(CATALOGUE, code, day)
