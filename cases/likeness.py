"""How alike two narratives are: signs in threes, what every report says left out, bands to find the like.

A narrative is cut into all its runs of three letters or figures. Those that many narratives share
(``commonest``) say nothing of the matter and are left out. Two narratives are alike when enough of
the rest is the same (Jaccard). Bands of a MinHash signature find the few with which to compare one
narrative among a million; docs/screening.md says how well that does.
"""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LENGTH = 3  # signs in a run
BANDS, ROWS = 96, 2
ALIKE = 0.17  # share of runs that two narratives have in common, from which on they are alike
TOO_COMMON = 0.025  # share of narratives that hold a run, from which on it says nothing
SAME = (  # what people write for one and the same thing, in the words of every report
    ("教师", "老师"), ("小孩", "孩子"), ("学生", "孩子"), ("同学", "孩子"), ("父母", "家长"),
    ("补习", "补课"), ("举报", "反映"), ("投诉", "反映"), ("收钱", "收费"), ("授课", "上课"),
    ("块钱", "元"), ("块", "元"), ("人民币", "元"), ("现钱", "现金"),
)  # fmt: skip
FIGURES = str.maketrans("零〇一二两三四五六七八九", "001223456789")
PRIME = (1 << 61) - 1
LARGEST = 1 << 63


def runs(text: str) -> frozenset[int]:
    """The runs of a text as numbers below 2⁶⁰; marks, blanks and case count for nothing."""
    plain = _folded(text)
    return frozenset(_number(plain[at : at + LENGTH]) for at in range(len(plain) - LENGTH + 1))


def _folded(text: str) -> str:
    """Letters and figures alone, full-width ones as narrow, one word for one thing."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(FIGURES)
    plain = "".join(sign for sign in plain if sign.isalnum())
    for other, usual in SAME:
        plain = plain.replace(other, usual)
    return plain


@lru_cache(maxsize=1 << 16)
def _number(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") >> 4


def commonest(narratives: Iterable[str]) -> list[int]:
    """The runs that more than one narrative in forty holds."""
    held: Counter[int] = Counter()
    count = 0
    for one in narratives:
        held.update(runs(one))
        count += 1
    return sorted(run for run, times in held.items() if times > count * TOO_COMMON)


def bands(kept: Collection[int]) -> list[int]:
    """What two alike sets of runs most likely share at least one of; empty where there are none."""
    if not kept:
        return []
    lows = [min((factor * run + shift) % PRIME for run in kept) for factor, shift in _mixes()]
    return [_band(at, lows[at * ROWS : (at + 1) * ROWS]) for at in range(BANDS)]


@lru_cache(maxsize=1)
def _mixes() -> tuple[tuple[int, int], ...]:
    """The same for ever: stored bands are compared with new ones."""
    draw = random.Random("bands of narratives")  # noqa: S311 - nothing is secret here
    return tuple((draw.randrange(1, PRIME), draw.randrange(PRIME)) for _n in range(BANDS * ROWS))


def _band(at: int, lows: list[int]) -> int:
    said = ".".join(str(one) for one in [at, *lows]).encode()
    number = int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big")
    return number - LARGEST


def share(one: Collection[int], other: Collection[int]) -> float:
    """The share of runs in common, 0 to 1."""
    mine, theirs = frozenset(one), frozenset(other)
    return len(mine & theirs) / (len(mine | theirs) or 1)
