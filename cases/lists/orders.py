"""The orders of the lists, each paged by key: no page is lost or shown twice, however deep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import DateField, F, Func, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

PAGE = 25
DATED = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,15})", re.ASCII)
PLAIN = re.compile(r"[1-9]\d{0,17}", re.ASCII)

R = TypeVar("R", bound=Any)


def _row(*parts: F | Value) -> Func:
    """A row of values, which is compared with another as one."""
    return Func(*parts, function="ROW", output_field=DateField())


@dataclass(frozen=True)
class Order:
    """By the key, or by a day and then the key. ``sign`` is "-" for the newest first."""

    label: _StrPromise
    day: str = ""
    sign: str = ""

    def parse(self, typed: str) -> tuple[date, int] | int | None:
        """The key after which a page begins; None for the first page, or for what is no key."""
        found = (DATED if self.day else PLAIN).fullmatch(typed)
        if found is None:
            return None
        if not self.day:
            return int(found[0])
        try:
            return date.fromisoformat(found[1]), int(found[2])
        except ValueError:
            return None

    def after(self, rows: QuerySet[R], key: tuple[date, int] | int | None) -> QuerySet[R]:
        """The rows in this order, those after the key."""
        rows = self.sorted(rows)
        if key is None:
            return rows
        if not isinstance(key, tuple):
            return rows.filter(**{f"pk__{'lt' if self.sign else 'gt'}": key})
        day, pk = key
        # One comparison, which an index answers as one. Said as "later, or that day and a larger key"
        # it reads all of a day to skip it: on the last of days lie all the cases that are closed.
        place = _row(F(self.day), F("pk")), _row(Value(day), Value(pk))
        return rows.filter(LessThan(*place) if self.sign else GreaterThan(*place))

    def sorted(self, rows: QuerySet[R]) -> QuerySet[R]:
        """The rows in this order."""
        return rows.order_by(*self._columns)

    @property
    def _columns(self) -> tuple[str, ...]:
        return (f"{self.sign}{self.day}", f"{self.sign}pk") if self.day else (f"{self.sign}pk",)

    def key_of(self, row: Any) -> str:
        """The key of a row, as it stands in an address."""
        return f"{getattr(row, self.day)}.{row.pk}" if self.day else str(row.pk)


OF_CASES = {
    "due": Order(_("Next due first"), day="due_order"),
    "new": Order(_("Newest first"), sign="-"),
    "old": Order(_("Oldest first")),
}
OF_COMPLAINTS = {
    "new": Order(_("Newest first"), sign="-"),
    "old": Order(_("Oldest first")),
    "due": Order(_("Next due first"), day="next_due"),
}


def page(
    rows: QuerySet[R],
    order: Order,
    typed: str,
    dress: Callable[[Any], QuerySet[R]] | None = None,
) -> tuple[list[R], str | None]:
    """25 rows after the key, and the key of the next page; None on the last.

    ``dress`` asks for what is shown of each row; it is given those of the page alone, lest the
    database looks it up for all. Ordered by a day that a row may lack, only those with one are shown.
    """
    if order.day == "next_due":
        rows = rows.filter(next_due__isnull=False)
    cut = order.after(rows, order.parse(typed))[: PAGE + 1]
    if dress:
        shown = rows.model._default_manager.filter(pk__in=cut.values("pk"))  # noqa: SLF001
        cut = order.sorted(dress(shown))
    found = list(cut)
    more = len(found) > PAGE
    return found[:PAGE], order.key_of(found[PAGE - 1]) if more else None
