"""红黄绿: how each office kept its limits. Nobody is ranked by how much was reported or proven.

A county answers for the limits of the cases that it handles; the city for those of its own steps
(registering, dispatching, answering, what is shelved) and for the cases that it handles itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.models import Unit, UnitKind
from reports.counts import limits
from reports.frozen import Office

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.counts.tally import Numbers
    from reports.month import Month

CITY = "市本级"
FIGURES = ("met", "in_time", "late", "next")
GREEN_FROM, YELLOW_FROM = 95, 80  # per cent of the limits that ended or passed in the month
LIGHTS = ("red", "yellow", "green", "none")


def of(month: Month, rows: Mapping[int, str]) -> list[Office]:
    """The offices, the red ones first, each colour by its rate and in the order of the return."""
    direct = Unit.objects.filter(kind=UnitKind.DIRECT).values_list("pk", flat=True)
    names: dict[int | None, str] = {unit: name for unit, name in rows.items() if unit not in direct}
    names[None] = CITY
    sums = {unit: dict.fromkeys(FIGURES, 0) for unit in names}
    for (unit, is_city), numbers in limits.by_office(month).items():
        _add(sums[None if is_city or unit not in names else unit], numbers)
    offices = [_office(unit, names[unit], one) for unit, one in sums.items()]
    return sorted(offices, key=lambda one: (LIGHTS.index(one["light"]), float(one["rate"] or 0)))


def _add(sums: dict[str, int], numbers: Numbers) -> None:
    for key in FIGURES:
        sums[key] += int(numbers[key])


def _office(unit: int | None, name: str, sums: Mapping[str, int]) -> Office:
    ended = sums["met"] + sums["late"]
    rate = 100 * sums["in_time"] / ended if ended else None
    return Office(
        unit=unit, name=name, met=sums["met"], in_time=sums["in_time"], late=sums["late"],
        next=sums["next"], rate="" if rate is None else f"{rate:.1f}".removesuffix(".0"), light=light(rate),
    )  # fmt: skip


def light(rate: float | None) -> str:
    """The colour of a rate; "none" where no limit ended."""
    if rate is None:
        return "none"
    return "green" if rate >= GREEN_FROM else "yellow" if rate >= YELLOW_FROM else "red"
