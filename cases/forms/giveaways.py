"""What an anonymous reporter may not have meant to tell: looked for before his report is taken, once (I6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cases import leads
from cases.leads import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LOOKED_AT = ("narrative", "happened", "school", "teacher", "subject", "place", "exposing")
ASKED_FOR = Kind.CLASS  # the details that give him away are asked for, his child's class among them
SHOWN = 6  # words of one kind


@dataclass(frozen=True)
class Giveaway:
    """One field in which something stands: each kind of it, with the words. Kept nowhere."""

    field: str
    found: tuple[tuple[str, tuple[str, ...]], ...]


def giveaways(said: Mapping[str, Any]) -> list[Giveaway]:
    """Every field with such words, in the order of the form. Pure; 5,000 signs take 20 ms."""
    return list(_found(said))


def _found(said: Mapping[str, Any]) -> Iterator[Giveaway]:
    concerned = [said.get("teacher") or ""]
    for field in LOOKED_AT:
        text = said.get(field) or ""
        kinds: dict[str, dict[str, None]] = {}
        for one in leads.marks_of_writer(text, concerned=concerned):
            if not (field == "exposing" and one.kind == ASKED_FOR):
                kinds.setdefault(str(one.kind.label), {})[text[one.start : one.end]] = None
        if kinds:
            shown = ((kind, tuple(words)[:SHOWN]) for kind, words in kinds.items())
            yield Giveaway(field, tuple(shown))
