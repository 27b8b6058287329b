"""How well duplicates are found: every narrative against all that share a band with it, as the system does."""

from collections import defaultdict
from dataclasses import dataclass

from cases import likeness


@dataclass(frozen=True)
class Measured:
    """Shares of the pairs that were found, and of what was found that is a pair."""

    recall: float
    precision: float
    compared: int


def measured(pairs, alone, common):
    """The pairs are all that should be found."""
    texts = [one.first for one in pairs] + [one.second for one in pairs] + list(alone)
    runs = [likeness.runs(text) - common for text in texts]
    compared = candidates([likeness.bands(one) for one in runs])
    found = {
        (one, other)
        for one, other in compared
        if likeness.share(runs[one], runs[other]) >= likeness.ALIKE
    }
    right = {(at, at + len(pairs)) for at in range(len(pairs))}
    hits = len(found & right)
    return Measured(hits / len(right), hits / max(len(found), 1), len(compared))


def candidates(bands):
    """Every two that share a band."""
    holders, together = defaultdict(list), set()
    for at, mine in enumerate(bands):
        for band in mine:
            together.update((before, at) for before in holders[band])
            holders[band].append(at)
    return together
