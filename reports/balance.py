"""What must be equal in a set of figures. One that does not balance is refused, never printed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.columns import BY_KEY
from reports.counts import complaints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.counts.tally import Number
    from reports.frozen import Line

EQUAL: tuple[tuple[Sequence[str], Sequence[str]], ...] = (
    (("opening", "new"), ("closed", "open")),
    (complaints.KINDS, ("new",)),
    (complaints.CHANNELS, ("new",)),
    (complaints.NAMES, ("new",)),
    (complaints.RESULTS, ("closed",)),
    (
        ("cases_substantiated", "cases_partly", "cases_unfounded", "cases_unverifiable"),
        ("cases_concluded",),
    ),
)


class NotBalanced(Exception):
    """The figures contradict each other; ``str`` says where."""


def check(lines: Sequence[Line], total: Line, anew: Mapping[str, Number]) -> None:
    """Raise unless every line balances and all lines add up to what was counted for the city.

    ``anew`` holds some figures of the city that were counted in another way.
    """
    for line in (*lines, total):
        for left, right in EQUAL:
            _compare(line["name"], line["counts"], left, right)
    for key in anew.keys() & BY_KEY.keys():
        _same(key, Decimal(total["counts"][key]), Decimal(anew[key]))
    for key, column in BY_KEY.items():
        parts = sum((Decimal(line["counts"][key]) for line in lines), Decimal(0))
        whole = Decimal(total["counts"][key])
        if parts < whole or not column.counts_people:
            _same(key, parts, whole)


def _same(key: str, one: Decimal, other: Decimal) -> None:
    if one != other:
        raise NotBalanced(
            _("%(figure)s is %(one)s when counted in one way, and %(other)s in another.")
            % {"figure": BY_KEY[key].head, "one": one, "other": other}
        )


def _compare(
    name: str, counts: Mapping[str, Number | str], left: Sequence[str], right: Sequence[str]
) -> None:
    one, other = (sum(Decimal(counts[key]) for key in keys) for keys in (left, right))
    if one != other:
        heads = [" + ".join(BY_KEY[key].head for key in keys) for keys in (left, right)]
        raise NotBalanced(
            _("%(unit)s: %(left)s is %(one)s, but %(right)s is %(other)s.")
            % {"unit": name, "left": heads[0], "one": one, "right": heads[1], "other": other}
        )
