"""Finding cases and complaints for one reader: at most 1,001 of those that he may see, ranked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from cases.models import Case, CaseWords, Complaint, ComplaintWords
from cases.models.rights import holding
from cases.search import texts
from cases.search.looking import Index
from cases.search.matching import place_of
from cases.search.query import Query, parse
from cases.search.texts import Place
from cases.search.words import readers
from people import appointments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import QuerySet

    from cases.models.case import CaseQuerySet
    from cases.models.complaint import ComplaintQuerySet
    from people.models import User

MOST = 1_000  # that are counted and ranked; one more says that there are more
LOOKED_AT = 8_000  # in one index, where few of those found are among the rows asked for
# Whoever holds one of these on a complaint works with its words; merely opening it is not enough.
READS_ORIGINAL = ("screen_complaint", "rule_complaint", "open_original")
# Whoever makes a check for his school opens the case and not the reports of its inquiry.
READS_REPORTS = (
    "read_original", "propose_dispatch", "dispatch_case", "handle_case", "investigate_case",
    "approve_case", "check_legality", "file_case", "review_case", "close_case", "archive_case",
)  # fmt: skip

Ranked = dict[int, Place]


@dataclass
class Hits:
    """What was found, the best first: by key, with the place where it was found."""

    query: Query
    found: Ranked = field(default_factory=dict)
    has_more: bool = False

    @property
    def keys(self) -> list[int]:
        """The best first, the newer first among equals."""
        return sorted(self.found, key=lambda key: (self.found[key], -key))[:MOST]

    @property
    def count(self) -> str:
        """How many; "1000+" where nobody counts on."""
        return f"{MOST}+" if self.has_more else str(len(self.found))


def find_cases(visible: CaseQuerySet, words: str, *, reader: User) -> Hits:
    """Cases of ``visible`` that fit, by their own words and by reports whose words he may read."""
    return _Cases(visible, parse(words), reader).hits()


def find_complaints(visible: ComplaintQuerySet, words: str, *, reader: User) -> Hits:
    """Complaints of ``visible`` that fit; by their reporter's words where he may work with these."""
    return _Complaints(visible, parse(words), reader).hits()


class _Search:
    """One query on one kind of record: numbers, then names, then words, then the reporters' own."""

    series: tuple[str, ...]
    words: type[CaseWords | ComplaintWords]

    def __init__(self, visible: QuerySet[Any], query: Query, reader: User) -> None:
        self.visible, self.query, self.reader = visible, query, reader
        self.result = Hits(query)

    @cached_property
    def may(self) -> list[int]:
        """The reader as the index knows him: his groups of today, and himself."""
        return readers(appointments.current_groups(self.reader), [self.reader.pk])

    def hits(self) -> Hits:
        """Everything found, until there is more than anybody counts."""
        result = self.result
        for found in self._tiers() if self.query else ():
            result.found = {**found, **result.found}
            if len(result.found) > MOST:
                result.has_more = True
                break
        return result

    def _tiers(self) -> Iterator[Ranked]:
        if self.query.slugs and self.query.series in ("", *self.series):
            yield dict.fromkeys(self._numbered(), Place.NUMBER)
        index = Index(self.words, self.may)
        yield from self._looked_up(index.by_name(self.query), self._named)
        if not self.query.is_name_only:
            yield from self._looked_up(index.by_word(self.query), self._worded)
            originals = Index(ComplaintWords, self.may).by_word(self.query, "original")
            yield from self._looked_up(originals, self._told)

    def _numbered(self) -> list[int]:
        wanted = Q(slug__in=self.query.slugs)
        if self.query.begins:
            wanted |= Q(slug__startswith=self.query.begins)
        return list(self.visible.filter(wanted).values_list("pk", flat=True)[: MOST + 1])

    def _looked_up(
        self, batches: Iterator[list[int]], placed: Callable[[list[int]], Ranked]
    ) -> Iterator[Ranked]:
        """What is visible of each batch, after a second look at its texts."""
        looked_at = 0
        for batch in batches:
            yield placed(batch)
            looked_at += len(batch)
            if looked_at >= LOOKED_AT:
                return

    def _visible(self, keys: Iterable[int]) -> list[int]:
        """Those of the keys that are visible and were not found before."""
        fresh = [key for key in keys if key not in self.result.found]
        return list(self.visible.filter(pk__in=fresh).values_list("pk", flat=True)) if fresh else []

    def _placed(self, fields: texts.Fields) -> Ranked:
        places = {key: place_of(self.query, found) for key, found in fields.items()}
        return {key: place for key, place in places.items() if place is not None}

    def _readable(self, keys: list[int]) -> list[int]:
        """Of these complaints those with whose words he may work, and in which the query stands."""
        mine = holding(Complaint, keys, self.reader, READS_ORIGINAL)
        if self.query.is_sure:
            return [key for key in keys if key in mine]
        return list(self._placed(texts.joined(texts.of_complaints(mine), texts.of_originals(mine))))

    def _named(self, keys: list[int]) -> Ranked:
        raise NotImplementedError

    def _worded(self, keys: list[int]) -> Ranked:
        raise NotImplementedError

    def _told(self, keys: list[int]) -> Ranked:
        """By reports: the keys are of complaints, whatever is searched for."""
        raise NotImplementedError


class _Cases(_Search):
    series = ("case", "proceeding")
    words = CaseWords

    def _numbered(self) -> list[int]:
        if self.query.series != "proceeding":
            return super()._numbered()
        found = self.visible.filter(proceedings__slug__in=self.query.slugs)
        return list(found.values_list("pk", flat=True).distinct()[: MOST + 1])

    def _named(self, keys: list[int]) -> Ranked:
        return self._placed(texts.of_cases(self._visible(keys)))

    def _worded(self, keys: list[int]) -> Ranked:
        """By its own texts; where these do not hold the words, its reports do."""
        visible = self._visible(keys)
        fields = texts.of_cases(visible)
        placed = self._placed(fields)
        unplaced = [key for key in visible if key not in placed]
        others = holding(Case, unplaced, self.reader, READS_REPORTS)
        if self.query.is_sure:
            return placed | dict.fromkeys(others, Place.REPORT)
        written = {key: fields[key] + more for key, more in texts.of_reports(others).items()}
        return placed | dict.fromkeys(self._placed(written), Place.REPORT)

    def _told(self, keys: list[int]) -> Ranked:
        """Cases by the words of their reports: he may open the report, and reads originals here."""
        opened = Complaint.objects.visible_to(self.reader).filter(pk__in=keys, case__isnull=False)
        case_of = dict(opened.values_list("pk", "case"))
        cases = self._visible(case_of[key] for key in self._readable(list(case_of)))
        mine = holding(Case, cases, self.reader, ("read_original",))
        return dict.fromkeys(mine, Place.NARRATIVE)


class _Complaints(_Search):
    series = ("complaint",)
    words = ComplaintWords

    def _named(self, keys: list[int]) -> Ranked:
        return self._placed(texts.of_complaints(self._visible(keys)))

    def _worded(self, keys: list[int]) -> Ranked:
        return self._placed(texts.of_complaints(self._visible(keys)))

    def _told(self, keys: list[int]) -> Ranked:
        return dict.fromkeys(self._readable(self._visible(keys)), Place.NARRATIVE)
