"""Counts that stay cheap: exact to 1,000, however many there are, and all in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

EXACT = 1000


def counts(rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each has, none counted past 1,001, which shows as "1000+". One query."""
    if not rows:
        return {}
    parts = [_part(one) for one in rows.values()]
    asked = ", ".join(sql for sql, _params in parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", [one for _sql, params in parts for one in params])
        found = cursor.fetchone()
    return dict(zip(rows, found, strict=True))


def _part(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """What Django itself would ask for these rows, cut at 1,001."""
    try:
        sql, params = rows.order_by().values("pk")[: EXACT + 1].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT COUNT(*) FROM ({sql}) AS found)", params  # noqa: S608 - made by the ORM
