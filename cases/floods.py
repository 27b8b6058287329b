"""How much of one thing one network does, for some minutes and in memory alone.

A whole school yard stands behind one address, so the limits are wide, and a limit never shuts
anybody out for what others did: a right code opens however many wrong ones came from beside it,
and a report beyond the limit is taken, it only waits apart until an officer has looked at it.
Each process counts for itself: nothing is written to a disk, whose files would tell the hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import caches

if TYPE_CHECKING:
    from typing import Final


@dataclass(frozen=True)
class Limit:
    """At most ``most`` in ``seconds``, counted from the first."""

    most: int
    seconds: int


LIMITS: Final = {
    "report": Limit(120, 600),  # a hall full of parents: sixty reporters in ten minutes are usual
    "report in words": Limit(60, 600),  # those that answered the question instead of the work
    "wrong code": Limit(60, 60),
    "schools": Limit(600, 60),  # each letter typed may ask once
    "files": Limit(600, 600),  # begun piece by piece, before anybody has answered the check
    "said": Limit(30, 600),  # by one code: messages, leads and objections of one reporter
}


def count(what: str, whose: str, *, once: str = "") -> bool:
    """Count one more; whether it is still within the limit.

    ``whose`` is a network's name of the day (``people.network.name``), or a record's slug. What
    is sent again under the same ``once`` is not counted again.
    """
    limit, memory = LIMITS[what], caches["memory"]
    key = f"{what}-{whose}".replace(" ", "-")
    if once and not memory.add(f"{key}-{once}", 1, limit.seconds):
        return bool(memory.get(key, 1) <= limit.most)
    if memory.add(key, 1, limit.seconds):
        return True
    try:
        return memory.incr(key) <= limit.most
    except ValueError:  # it ran out between the two
        memory.set(key, 1, limit.seconds)
        return True


def wait(what: str) -> int:
    """Seconds after which whoever was refused may try again, for ``Retry-After``."""
    return LIMITS[what].seconds
