"""What somebody typed, as numbers and terms to look for; or the sentence why there is nothing to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Complaint, Proceeding
from cases.search.bigrams import IS_HAN, RUN, folded, pairs
from cases.search.names import EXACT, SCHOOL, TITLE

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST = 100  # signs
MOST_TERMS = 8
PAIR = 2
BEGINS = 6  # letters and figures of an order's number that may be typed without its end
FIRST_YEAR = 2020
SERIES = {one.PREFIX[-1]: one.SERIES for one in (Complaint, Case, Proceeding)}
NUMBER = re.compile(
    r"(?:温师(?P<series>[举核处]))?[\[(〔【]?(?P<year>20\d\d)[\])〕】\-年第]{1,2}(?P<serial>\d{1,9})号?"
)
SERIAL = re.compile(r"第?(\d{1,6})号?")
SIGNS = re.compile(r"[^\W_]+")

TOO_LONG = _("Search for at most 100 characters: a number, a name, a school, a few words.")
TOO_MANY = _("Search for at most eight words at once.")
NOTHING = _("There is nothing to look for in this: type a number, a name, a school or some words.")
TOO_SHORT = _("One letter finds too much: type two at least, or the first sign of a name.")


@dataclass(frozen=True)
class Term:
    """One word as it was typed, folded; ``lexemes`` are what the index holds of it."""

    text: str
    lexemes: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """The term of a word."""
        found: list[str] = []
        for run in RUN.findall(text):
            found += pairs(run) if IS_HAN.match(run) else [run]
        return cls(text, tuple(dict.fromkeys(found)))

    @property
    def needles(self) -> list[str]:
        """What must stand in a text without a break, for the lexemes alone do not say in what order."""
        return SIGNS.findall(self.text)

    @property
    def keys(self) -> list[str]:
        """By which it is met among names: as a whole, or as a part or a sound."""
        bare = "".join(self.needles)
        plain = TITLE.sub("", bare) or bare
        return list(dict.fromkeys([*self.wholes, self.school, bare, plain]))

    @property
    def school(self) -> str:
        """The key of a school of this name."""
        return SCHOOL + self.text

    @property
    def wholes(self) -> list[str]:
        """The keys of a name that is this word and nothing else, but for 老师 behind it."""
        bare = "".join(self.needles)
        plain = TITLE.sub("", bare) or bare
        return [EXACT + one for one in dict.fromkeys([self.text, bare, plain])]

    @property
    def is_sure(self) -> bool:
        """Whether its lexemes say all: a pair of signs, or one word."""
        return len(self.lexemes) == 1 and self.lexemes[0] == self.text


@dataclass(frozen=True)
class Query:
    """What to look for. ``refusal`` says why nothing is looked for; empty where something is."""

    terms: tuple[Term, ...] = ()
    slugs: tuple[str, ...] = ()
    begins: str = ""
    series: str = ""  # the only kind of record that bears such a number
    refusal: str | _StrPromise = ""

    def __bool__(self) -> bool:
        return bool(self.terms or self.slugs)

    def numbers_of(self, series: str) -> bool:
        """Whether it may be the number of such a record."""
        return bool(self.slugs) and self.series in ("", series)

    @property
    def is_name_only(self) -> bool:
        """Whether one sign was typed: the first of a name, for every text holds it."""
        return not any(term.lexemes for term in self.terms)

    @property
    def tsquery(self) -> str:
        """Every lexeme of every term, as PostgreSQL reads it."""
        words = dict.fromkeys(word for term in self.terms for word in term.lexemes)
        return " & ".join(_in_tsquery(word) for word in words)

    @property
    def is_sure(self) -> bool:
        """Whether what the index finds needs no second look."""
        return all(term.is_sure for term in self.terms)

    @property
    def needles(self) -> list[str]:
        """What must stand without a break, of all terms."""
        return [needle for term in self.terms for needle in term.needles]

    @property
    def is_plain(self) -> bool:
        """Whether it is one pair of signs or more that nobody writes in another way."""
        return self.is_sure and not any(needle.isascii() for needle in self.needles)


def _in_tsquery(word: str) -> str:
    is_begun = len(word) >= BEGINS and any(sign.isdigit() for sign in word)
    return f"'{word}':*" if is_begun else f"'{word}'"


def parse(typed: str) -> Query:
    """What was typed. Never raises: what cannot be looked for says so in ``refusal``."""
    text = folded(typed.replace("\0", " ")).strip()
    words = [word for word in text.split() if SIGNS.search(word)]
    if not text:
        return Query(refusal=NOTHING if typed.strip() else "")
    if len(typed) > LONGEST:
        return Query(refusal=TOO_LONG)
    if not words:
        return Query(refusal=NOTHING)
    if len(words) > MOST_TERMS:
        return Query(refusal=TOO_MANY)
    return _query("".join(text.split()), words)


def _query(joined: str, words: list[str]) -> Query:
    slugs, begins, series = _number(joined)
    terms = tuple(Term.of(word) for word in words)
    is_short = all(len("".join(term.needles)) == 1 for term in terms)
    if is_short and not slugs and not all(IS_HAN.search(term.text) for term in terms):
        return Query(refusal=TOO_SHORT)
    return Query(terms=terms, slugs=slugs, begins=begins, series=series)


def _number(text: str) -> tuple[tuple[str, ...], str, str]:
    """The numbers that may be meant, the beginning of one, and whose numbers they are."""
    if found := NUMBER.fullmatch(text):
        year, serial = found["year"], found["serial"]
        begins = f"{year}-{serial}" if serial[0] == "0" and 3 <= len(serial) <= 4 else ""
        return (_slug(year, serial),), begins, SERIES.get(found["series"] or "", "")
    if found := SERIAL.fullmatch(text):
        years = range(FIRST_YEAR, timezone.localdate().year + 1)
        return tuple(_slug(year, found[1]) for year in years), "", ""
    return (), "", ""


def _slug(year: int | str, serial: str) -> str:
    return f"{year}-{int(serial):05d}"
