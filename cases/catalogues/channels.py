"""The channels by which reports come in (domain reference §6.3)."""

from dataclasses import dataclass
from datetime import date

from cases.catalogues import tables


@dataclass(frozen=True)
class Channel:
    """One channel. Without a reporter nobody is told or answered; an order carries the number and day of its sender."""

    code: str
    name: str
    rule: str
    article: str
    valid_from: date
    valid_to: date | None = None
    has_reporter: bool = True
    has_order: bool = False


CATALOGUE = tuple(Channel(**row) for row in tables.read("channels.toml", "channel"))


def on(day: date) -> tuple[Channel, ...]:
    """The channels of a day."""
    return tables.on(CATALOGUE, day)


def get(code: str, day: date) -> Channel:
    """The channel of this code; ``UnknownCode`` where there was none."""
    return tables.find(CATALOGUE, code, day)


def choices(day: date) -> list[tuple[str, str]]:
    """Code and name of each channel."""
    return [(channel.code, channel.name) for channel in on(day)]
