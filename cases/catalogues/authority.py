"""Who decides a handling and with whom it is filed for record: 处理办法 art. 7 as a table (domain reference §1.5)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cases.catalogues import tables

Level = Literal["school", "bureau"]


@dataclass(frozen=True)
class Authority:
    """One line of the table; the first of ``deciders`` is the usual one, ``filing`` the office told afterwards."""

    code: str
    handlings: tuple[str, ...]
    personnel_types: tuple[str, ...]
    deciders: tuple[Level, ...]
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    is_proposed_by_school: bool = False
    filing: str = ""


@dataclass(frozen=True)
class Handler:
    """Who handles the matters of one kind of row, or of the row whose region code is ``code``.

    ``by`` is "itself", "city" or another bureau's region code; ``is_certain`` is false for [D] and [M].
    """

    code: str
    kind: str
    by: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    is_certain: bool = True


TABLE = tuple(Authority(**row) for row in tables.read("authority.toml", "authority"))

HANDLERS = tuple(Handler(**row) for row in tables.read("authority.toml", "handler"))


def handler(kind: str, region_code: str, day: date) -> Handler:
    """Who handles a row's matters on a day: by its own code, else by its kind."""
    rows = [one for one in tables.on(HANDLERS, day) if one.kind == kind]
    for row in rows:
        if row.code == region_code:
            return row
    return tables.find(rows, kind, day)


def line(handling: str, personnel_type: str) -> Authority:
    """The line for a sanction's or measure's code; ``UnknownCode`` where this personnel cannot be handled so."""
    for row in TABLE:
        if handling in row.handlings and personnel_type in row.personnel_types:
            return row
    raise tables.UnknownCode(f"Nobody may decide {handling!r} for {personnel_type!r}")


def deciding_level(handling: str, personnel_type: str) -> Level:
    """Who usually decides: the competent bureau, or the school (private, contract)."""
    return line(handling, personnel_type).deciders[0]


def may_decide(level: Level, handling: str, personnel_type: str) -> bool:
    """Other measures may be decided by the bureau or the school; sanctions by one level only."""
    return level in line(handling, personnel_type).deciders


def filing_with(handling: str, personnel_type: str) -> str | None:
    """The office with which the decision is filed for record 备案, None where there is none."""
    return line(handling, personnel_type).filing or None
