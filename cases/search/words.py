"""What is kept of one record to find it by: pure functions of its texts, without a query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.search.bigrams import lexemes
from cases.search.names import name_keys, school_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

PERSONAL = re.compile(r"(?:86)?1[3-9]\d{9}|\d{15}|\d{17}[\dx]", re.ASCII)
BLOCK = 4096  # records whose keys lie side by side: the newest are looked through first


@dataclass(frozen=True)
class Words:
    """``names``: keys of names. ``words``: lexemes of all that whoever may open it reads.

    ``original``: these and the lexemes of what the reporter wrote, for readers of his own words
    alone; in one place, so that "温建国 礼金" meets a name of the one and a word of the other.
    """

    names: list[str]
    words: list[str]
    original: list[str]


def case_words(
    *,
    title: str,
    names: Iterable[str] = (),
    clues: Iterable[str] = (),
    schools: Iterable[str] = (),
    lead_summary: str = "",
    reports: Iterable[str] = (),
) -> Words:
    """Of a case: names of its teachers, clues to others, what is written about the matter."""
    keys = keys_among(names, schools)
    found = lexemes([title, *names, *clues, *schools, lead_summary, *reports])
    return Words(keys, sorted(found | _sounds(keys)), [])


def complaint_words(
    *,
    teacher_name: str = "",
    schools: Iterable[str] = (),
    facts: Iterable[str] = (),
    number: str = "",
    narrative: str = "",
    remarks: Iterable[str] = (),
) -> Words:
    """Of a complaint: whom and what school it names; apart from these its reporter's own words.

    ``schools``: as typed and as registered. ``facts``: short answers (subject, place, when).
    ``number``: the sender's own. ``remarks``: what the reporter wrote later. A telephone or
    identity number that he wrote is no word: only a custodian looks for people (§12.23).
    """
    keys = keys_among([teacher_name], schools)
    found = lexemes([teacher_name, *schools, number]) | _sounds(keys) | _harmless(facts)
    told = _harmless([narrative, *remarks])
    return Words(keys, sorted(found), sorted(found | told))


def _harmless(texts: Iterable[str]) -> set[str]:
    return {word for word in lexemes(texts) if not PERSONAL.fullmatch(word)}


def keys_among(names: Iterable[str], schools: Iterable[str]) -> list[str]:
    """The keys of the names in a record: of people in every way, of schools as a whole."""
    return sorted(name_keys(names) | school_keys(schools))


def _sounds(keys: Iterable[str]) -> set[str]:
    """Pinyin among the words too, so that "wangfang 实验小学" meets both in one place."""
    return {key for key in keys if key.isascii() and key.isalnum()}


def readers(groups: Iterable[int], people: Iterable[int] = ()) -> list[int]:
    """Who holds the right to open a record: groups by their key, people by theirs below zero.

    It only narrows what is looked through; ``visible_to`` decides.
    """
    return sorted({*groups, *(-person for person in people)})


def block_of(pk: int) -> list[int]:
    """The block in which a record lies, as the index wants it."""
    return [pk // BLOCK]
