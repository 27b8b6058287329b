"""The time limits: K1 to K16 of the law and our working limits, which rule set stands for which channel (domain reference §2)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from cases.catalogues import tables

if TYPE_CHECKING:
    from cases.calendar import Calendar, Due

Unit = Literal["working_day", "day", "month"]


class NoFixedTerm(ValueError):
    """The limit is a day named by somebody else (a hotline order's own), not a number of days."""


@dataclass(frozen=True)
class Limit:
    """One limit. ``starts`` says from when it counts; ``is_certain`` is false for [D] and [M] of the reference."""

    code: str
    name: str
    unit: Unit
    starts: str
    source: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    amount: int | None = None
    is_certain: bool = True


@dataclass(frozen=True)
class RuleSet:
    """The limits of one intake channel; None where the channel knows no such step (nobody to tell, no order)."""

    channel: str
    register: Limit | None
    tell: Limit | None
    conclude: Limit
    extend: Limit
    answer: Limit | None
    order: Limit | None


CATALOGUE = tuple(Limit(**row) for row in tables.read("limits.toml", "limit"))
_CHANNELS = {row["channel"]: row for row in tables.read("limits.toml", "rule_set")}


def get(code: str, day: date | None = None) -> Limit:
    """The limit of this code on a day, without a day its newest version."""
    if day is not None:
        return tables.find(CATALOGUE, code, day)
    for limit in reversed(CATALOGUE):
        if limit.code == code:
            return limit
    raise tables.UnknownCode(f"{code!r} is no limit")


def by_channel(channel: str) -> RuleSet:
    """Which limits stand for what came in this way; ``UnknownCode`` for another channel."""
    if channel not in _CHANNELS:
        raise tables.UnknownCode(f"No rule set for channel {channel!r}")
    steps = {step: get(code) for step, code in _CHANNELS[channel].items() if step != "channel"}
    return RuleSet(
        channel=channel,
        register=steps.get("register"),
        tell=steps.get("tell"),
        conclude=steps["conclude"],
        extend=steps["extend"],
        answer=steps.get("answer"),
        order=steps.get("order"),
    )


def due(limit: Limit, start: date, calendar: "Calendar") -> "Due":
    """The last day of a limit that starts on ``start``, which itself is not counted (民法典 art. 201-203)."""
    if limit.amount is None:
        raise NoFixedTerm(f"{limit.code}: the day is named elsewhere")
    if limit.unit == "working_day":
        return calendar.add_working_days(start, limit.amount)
    if limit.unit == "month":
        return calendar.add_months(start, limit.amount)
    return calendar.add_days(start, limit.amount)
