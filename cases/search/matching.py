"""Whether the words typed stand in the texts of a record, and where best: the second look.

The index holds pairs of signs without their order, and a teacher may bear another name since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When

from cases.search.bigrams import folded
from cases.search.names import name_keys
from cases.search.texts import Field, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cases.search.query import Query, Term


def contains(query: Query, column: str) -> Q:
    """The condition "all of it stands in this column", as it was typed."""
    wanted = Q()
    for needle in query.needles:
        how = "icontains" if needle.isascii() else "contains"
        wanted &= Q(**{f"{column}__{how}": needle})
    return wanted


def in_database(query: Query, columns: Sequence[tuple[str, Place]]) -> Case:
    """The best of these columns that holds all of it, asked of the database; null for none.

    A number is held only by who holds all of it.
    """
    whens = [
        When(
            Q(**{f"{column}__iexact": query.needles[0]})
            if place == Place.NUMBER
            else contains(query, column),
            then=Value(int(place)),
        )
        for column, place in columns
    ]
    return Case(*whens, default=Value(None), output_field=IntegerField())


def place_of(query: Query, fields: Iterable[Field]) -> Place | None:
    """The best place in which a term stands; None unless each stands somewhere."""
    best: dict[str, Place] = {}
    for at, text in fields:
        for term in query.terms:
            place = _place(term, at, text)
            if place is not None:
                best[term.text] = min(place, best.get(term.text, place))
    is_whole = len(best) == len({term.text for term in query.terms})
    return min(best.values()) if best and is_whole else None


def _place(term: Term, at: Place, text: str) -> Place | None:
    if at == Place.NAME:
        return _in_name(term, text)
    if not stands_in(term, text):
        return None
    return Place.FACTS if at == Place.NUMBER and folded(text) != term.text else at


def stands_in(term: Term, text: str) -> bool:
    """Whether a term stands in a text as it was typed. Most texts need no folding to say so."""
    if all(needle in text for needle in term.needles):
        return True
    plain = folded(text)
    return all(needle in plain for needle in term.needles)


def _in_name(term: Term, text: str) -> Place | None:
    keys = name_keys([text])
    if not keys.isdisjoint(term.wholes):
        return Place.NAME
    is_part = not keys.isdisjoint(term.keys) or stands_in(term, text)
    return Place.PART if is_part else None
