"""Who acts, as history keeps him: text of the moment, never a foreign key."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anybody who may stand in history."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def role(self) -> str: ...


@dataclass(frozen=True)
class NamedActor:
    """A person or machine with the unit and role it acted in."""

    key: str
    name: str
    unit: str = ""
    role: str = ""


REPORTER = NamedActor(key="reporter", name="举报人")
SYSTEM = NamedActor(key="system", name="系统")
