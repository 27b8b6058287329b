"""Reads the TOML tables of this package and finds the rows that are in force on a day."""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

PACKAGE = Path(__file__).parent


class UnknownCode(LookupError):
    """No row bears this code on that day."""


class Row(Protocol):
    """What every row of every catalogue has."""

    @property
    def code(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


R = TypeVar("R", bound=Row)


def read(file: str, table: str) -> list[dict[str, Any]]:
    """The rows ``[[table]]`` of a file, lists made tuples; the row's class checks the keys."""
    content = tomllib.loads((PACKAGE / file).read_text(encoding="utf-8"))
    return [{key: _frozen(value) for key, value in row.items()} for row in content[table]]


def is_in_force(row: Row, day: date) -> bool:
    """Both the first and the last day of validity count."""
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def on(rows: Iterable[R], day: date) -> tuple[R, ...]:
    """The rows in force on a day, in the order of the file."""
    return tuple(row for row in rows if is_in_force(row, day))


def find(rows: Iterable[R], code: str, day: date) -> R:
    """The one row that bears ``code`` on ``day``."""
    for row in on(rows, day):
        if row.code == code:
            return row
    raise UnknownCode(f"{code!r} is not in the catalogue on {day.isoformat()}")


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
