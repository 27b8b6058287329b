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


def check(lines: Sequence[Line], total: Line) -> None:
    """Raise unless every line balances and the lines add up to what was counted for the city."""
    for line in (*lines, total):
        for left, right in EQUAL:
            _compare(line["name"], line["counts"], left, right)
    for key, column in BY_KEY.items():
        parts = sum((Decimal(line["counts"][key]) for line in lines), Decimal(0))
        whole = Decimal(total["counts"][key])
        if parts < whole or (parts > whole and not column.counts_people):
            raise NotBalanced(
                _("%(figure)s: the lines add up to %(parts)s, the city has %(whole)s.")
                % {"figure": column.head, "parts": parts, "whole": whole}
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
