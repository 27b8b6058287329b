"""A few signs around what was found, cut into pieces so that a page can mark it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.search.bigrams import folded
from cases.search.matching import stands_in
from cases.search.texts import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.search.query import Query
    from cases.search.texts import Field

BEFORE, LONG = 24, 96  # signs before the first hit, and in all
Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """Some signs, found or not."""

    text: str
    is_hit: bool = False


def of(fields: Iterable[Field], query: Query, place: Place) -> list[Piece]:
    """The first text at this place in which one of the terms stands, around it. Empty where none does.

    A name found by its sound or its title has no sign of what was typed: it is marked as a whole.
    """
    wanted = Place.NAME if place == Place.PART else place
    texts = [text for at, text in fields if at == wanted]
    for text in texts:
        if any(stands_in(term, text) for term in query.terms):
            return _cut(text, _spans(text, query))
    return [Piece(text, is_hit=True) for text in texts[:1]]


def _spans(text: str, query: Query) -> list[Span]:
    """Where the terms stand, in order, none over another."""
    needles = sorted({needle for term in query.terms for needle in term.needles}, key=len)
    every = re.compile("|".join(re.escape(needle) for needle in reversed(needles)))
    plain, at = _mapped(text)
    return [(at[one.start()], at[one.end() - 1] + 1) for one in every.finditer(plain)]


def _mapped(text: str) -> tuple[str, range | list[int]]:
    """The folded text, and the place in the text of each of its signs."""
    plain = folded(text)
    if len(plain) == len(text):
        return plain, range(len(text))
    signs = [(sign, at) for at, one in enumerate(text) for sign in folded(one)]
    return "".join(sign for sign, _at in signs), [at for _sign, at in signs]


def _cut(text: str, spans: list[Span]) -> list[Piece]:
    start = max(0, spans[0][0] - BEFORE) if spans else 0
    end = min(len(text), start + LONG)
    pieces, at = [Piece("…")] if start else [], start
    for first, last in spans:
        if first >= at and last <= end:
            pieces += [Piece(text[at:first]), Piece(text[first:last], is_hit=True)]
            at = last
    pieces += [Piece(text[at:end]), *([Piece("…")] if end < len(text) else [])]
    return [piece for piece in pieces if piece.text]
