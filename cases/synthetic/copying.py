"""Rows by COPY: gathered by table, written in pieces, into tables that are bare meanwhile."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from django.db.models import NOT_PROVIDED

from ledger import canon

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from django.db import models
    from django.db.backends.utils import CursorWrapper

AHEAD = 5_000  # keys taken from a sequence at once
MEMORY = "512MB"  # to build one index with

FOREIGN_KEYS = """
    select format('alter table %%s drop constraint %%I', conrelid::regclass, conname),
           format('alter table %%s add constraint %%I %%s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
    from pg_constraint where contype = %s and conrelid = any(%s::regclass[]) order by oid
"""
INDEXES = """
    select format('drop index %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index where indrelid = any(%s::regclass[]) and not indisprimary
    and not exists (select from pg_constraint where conindid = indexrelid) order by indexrelid
"""


class Keys:
    """Keys of one table, from its own sequence: no other writer is given the same."""

    def __init__(self, cursor: CursorWrapper, model: type[models.Model]) -> None:
        self._cursor, self._table = cursor, _table(model)
        self._kept: list[int] = []

    def next(self) -> int:
        """One key; larger than the one before."""
        if not self._kept:
            self._cursor.execute(
                "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)",
                [self._table, AHEAD],
            )
            self._kept = [key for (key,) in reversed(self._cursor.fetchall())]
        return self._kept.pop()


@dataclass
class Shape:
    """Rows that were given the same columns; ``rest`` is what the model says of all others."""

    columns: list[str | None]  # of the table; the ORM allows for fields without one
    rest: str
    lines: list[str] = field(default_factory=list)


class Rows:
    """Rows of one table that wait to be written. What is not given is what the model says.

    ``keyed``: each row is given its key here, for others to refer to it.
    Texts must not hold a tab, a line's end or a backslash: COPY would read them.
    """

    def __init__(
        self, cursor: CursorWrapper, model: type[models.Model], *, keyed: bool = True
    ) -> None:
        self._fields = [one for one in model._meta.concrete_fields if not one.generated]  # noqa: SLF001
        if not keyed:
            self._fields = [one for one in self._fields if one.name != "id"]
        self._keys = Keys(cursor, model) if keyed else None
        self._cursor, self._table = cursor, _table(model)
        self._shapes: dict[tuple[str, ...], Shape] = {}

    def add(self, **values: object) -> int:
        """One row by its columns; its key, where it has one."""
        if self._keys and "id" not in values:
            values["id"] = self._keys.next()
        shape = self._shape(tuple(values))
        texts = [
            value if type(value) is str else AS_TEXT[type(value)](value)
            for value in values.values()
        ]
        shape.lines.append("\t".join(texts) + shape.rest)
        return cast("int", values.get("id", 0))

    def reserve(self) -> int:
        """A key for a row that is added later."""
        if self._keys is None:
            raise LookupError(self._table)
        return self._keys.next()

    def put(self, names: tuple[str, ...], lines: str) -> None:
        """Rows that are text already: the values of these columns, a tab between and a line each."""
        self._shape(names).lines.append(lines)

    def _shape(self, names: tuple[str, ...]) -> Shape:
        found = self._shapes.get(names)
        if found is None:
            others = [one for one in self._fields if one.attname not in names]
            columns = {one.attname: one.column for one in self._fields}
            rest = "".join(f"\t{_text(_default(one))}" for one in others)
            found = Shape(
                [columns[name] for name in names] + [one.column for one in others], rest + "\n"
            )
            self._shapes[names] = found
        return found

    def write(self) -> int:
        """Send what waits; how many rows."""
        return sum(self._copy(shape) for shape in self._shapes.values() if shape.lines)

    def _copy(self, shape: Shape) -> int:
        names = ", ".join(f'"{column}"' for column in shape.columns)
        lines, shape.lines = "".join(shape.lines), []
        with self._cursor.copy(f'copy "{self._table}" ({names}) from stdin') as copy:
            copy.write(lines)
        return lines.count("\n")


def _listed(values: list[object]) -> str:
    return "{" + ",".join([f'"{value}"' for value in values]) + "}"


def _text(value: object) -> str:
    return value if type(value) is str else AS_TEXT[type(value)](value)


AS_TEXT: dict[type, Callable[[Any], str]] = {
    int: str,
    Decimal: str,
    type(None): lambda _none: "\\N",
    bool: lambda value: "t" if value else "f",
    date: cache(date.isoformat),
    datetime: datetime.isoformat,
    bytes: lambda value: "\\\\x" + value.hex(),
    dict: canon.text,
    list: _listed,
}


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 - Django's own name for it


def _default(field: models.Field[Any, Any]) -> Any:
    if field.default is NOT_PROVIDED and not field.null and field.empty_strings_allowed:
        return ""
    default = field.get_default()
    return default.value if isinstance(default, Enum) else default


@contextmanager
def bare(cursor: CursorWrapper, models_: Collection[type[models.Model]]) -> Iterator[None]:
    """No index and no foreign key stands in these tables inside; all of them stand again after.

    Only their owner may do that, and in one transaction with the rows nobody ever sees it so.
    """
    tables = [_table(one) for one in models_]
    cursor.execute("set constraints all immediate")
    cursor.execute(f"set local maintenance_work_mem = '{MEMORY}'")
    taken = [
        *_taken(cursor, FOREIGN_KEYS, ["f", tables]),
        *_taken(cursor, FOREIGN_KEYS, ["u", tables]),
    ]
    taken += _taken(cursor, INDEXES, [tables])
    for drop, _make in taken:
        cursor.execute(drop)
    yield
    for _drop, make in reversed(taken):
        cursor.execute(make)


def _taken(cursor: CursorWrapper, query: str, given: list[Any]) -> list[tuple[str, str]]:
    cursor.execute(query, given)
    return [(drop, make) for drop, make in cursor.fetchall()]
