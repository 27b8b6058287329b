"""The figures of one month: counted, checked, and frozen as they are kept and printed."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from people.models import Unit
from reports import balance, matters, offices
from reports.columns import BY_KEY, MONEY_KEYS
from reports.counts import cases, complaints, decisions, leaders, limits
from reports.frozen import Frozen, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.counts.tally import Numbers
    from reports.frozen import Figure
    from reports.month import Month

WHOLE, NOWHERE = "合计", "未定属地"
ADDED_UP = (complaints.tally, cases.tally, cases.refunds, decisions.effects)
COUNTED_ANEW = (
    cases.people,
    decisions.tally,
    leaders.tally,
)  # one person of two counties is one in the city


def frozen(month: Month) -> Frozen:
    """Everything about the month, of one moment. Raises ``NotBalanced``. 23 queries at most."""
    with _one_moment():
        rows = dict(Unit.objects.reporting(month.last_day).values_list("pk", "short_name"))
        lines, total = _lines(month, rows)
        anew = complaints.anew(month)
        balance.check(lines, total, anew)
        kept = offices.of(month, rows)
        return Frozen(
            month=str(month),
            made_on=timezone.localdate().isoformat(),
            is_draft=not month.is_over,
            lines=[line for line in lines if _is_shown(line)],
            total=total,
            before={key: int(number) for key, number in anew.items()},
            offices=kept,
            matters=matters.to_decide(month, kept),
            coming=limits.coming(month),
        )


@contextmanager
def _one_moment() -> Iterator[None]:
    """What is read inside is read as of one moment; where a transaction runs already, in that."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def _lines(month: Month, rows: Mapping[int, str]) -> tuple[list[Line], Line]:
    """A line for each reporting unit, one for what belongs to none of them, and the whole city."""
    sums: dict[int | None, Numbers] = {unit: dict.fromkeys(BY_KEY, 0) for unit in (*rows, None)}
    whole: Numbers = dict.fromkeys(BY_KEY, 0)
    for make in (*ADDED_UP, *COUNTED_ANEW):
        tally = make(month)
        for unit, numbers in tally.by_unit().items():
            _add(sums[unit if unit in rows else None], numbers)
            if make in ADDED_UP:
                _add(whole, numbers)
        if make in COUNTED_ANEW:
            _add(whole, tally.whole())
    lines = [_line(unit, rows[unit] if unit else NOWHERE, one) for unit, one in sums.items()]
    return lines, _line(None, WHOLE, whole)


def _add(sums: Numbers, numbers: Numbers) -> None:
    for key, number in numbers.items():
        sums[key] += number


def _line(unit: int | None, name: str, sums: Numbers) -> Line:
    counts: dict[str, Figure] = {
        key: f"{number:.2f}" if key in MONEY_KEYS else int(number) for key, number in sums.items()
    }
    return Line(unit=unit, name=name, counts=counts)


def _is_shown(line: Line) -> bool:
    """The line of no county is left out where nothing is in it."""
    return line["unit"] is not None or any(Decimal(one) for one in line["counts"].values())
