"""One text, marked: every place that could show who reported, with what kind of thing stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.leads import names, numbers, places
from cases.leads.kinds import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

IN_COMMON = 6  # characters that a text may not share with what the reporter asked to keep out
SHORT_PHRASE = 3
_RANK = {kind: rank for rank, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; ``kind`` is None where nothing is marked."""

    text: str
    kind: Kind | None = None


@dataclass(frozen=True)
class Hit:
    """What stands in which line, to be looked at by a person."""

    line: int
    kind: Kind
    text: str


def marks(text: str, *, exposing: str = "", concerned: Iterable[str] = ()) -> list[Mark]:
    """Every place in the text, in order, none overlapping another. Pure; 5,000 signs in 50 ms.

    ``exposing`` is what the reporter asked to keep out, ``concerned`` whom the report is about.
    """
    folded = text.translate(numbers.FULL_WIDTH)
    found = [*numbers.find(folded), *places.find(folded), *names.find(folded, concerned)]
    found += _quoted(folded, exposing.translate(numbers.FULL_WIDTH))
    return apart(found)


def apart(found: list[Mark]) -> list[Mark]:
    """The strongest of those that overlap, and what is left of the others; neighbours joined."""
    owner: dict[int, Kind] = {}
    for mark in sorted(found, key=lambda one: (_RANK[one.kind], one.start - one.end)):
        for at in range(mark.start, mark.end):
            owner.setdefault(at, mark.kind)
    joined: list[Mark] = []
    for at in sorted(owner):
        last = joined[-1] if joined else None
        if last and last.end == at and last.kind == owner[at]:
            joined[-1] = Mark(last.start, at + 1, last.kind)
        else:
            joined.append(Mark(at, at + 1, owner[at]))
    return joined


def _quoted(text: str, exposing: str) -> Iterator[Mark]:
    """The reporter's own words again: six signs in a row, or a shorter phrase whole; blanks aside."""
    asked, (bare, at) = _bare(exposing)[0], _bare(text)
    grams = {asked[start : start + IN_COMMON] for start in range(len(asked) - IN_COMMON + 1)}
    for start in range(len(bare) - IN_COMMON + 1) if grams else ():
        if bare[start : start + IN_COMMON] in grams:
            yield Mark(at[start], at[start + IN_COMMON - 1] + 1, Kind.EXPOSING)
    phrases = {_bare(one)[0] for one in re.split(r"[^\w\s]+|\n", exposing)}
    for phrase in phrases:
        if SHORT_PHRASE <= len(phrase) < IN_COMMON:
            for one in re.finditer(re.escape(phrase), bare):
                yield Mark(at[one.start()], at[one.end() - 1] + 1, Kind.EXPOSING)


def _bare(text: str) -> tuple[str, list[int]]:
    """Letters and figures alone, and where each stood."""
    at = [place for place, sign in enumerate(text) if sign.isalnum()]
    return "".join(text[place] for place in at).lower(), at


def pieces(text: str, found: Iterable[Mark]) -> list[Piece]:
    """The text cut at its marks."""
    cut, at = [], 0
    for mark in found:
        cut.append(Piece(text[at : mark.start]))
        cut.append(Piece(text[mark.start : mark.end], mark.kind))
        at = mark.end
    cut.append(Piece(text[at:]))
    return [one for one in cut if one.text]


def blanked(text: str, found: Iterable[Mark]) -> str:
    """The text with every mark replaced by what it is, ［姓名］; the person concerned stays."""
    return "".join(
        (one.kind.blank or one.text) if one.kind else one.text for one in pieces(text, found)
    )


def hits(text: str, found: Iterable[Mark]) -> list[Hit]:
    """What somebody must look at before the text goes out, line by line."""
    return [
        Hit(text.count("\n", 0, mark.start) + 1, mark.kind, text[mark.start : mark.end])
        for mark in found
        if mark.kind.is_to_go
    ]
