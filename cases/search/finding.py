"""Finding cases and complaints for one reader: at most 1,001 of those that he may see, ranked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from cases.models import Case, CaseWords, Complaint, ComplaintWords, Entrustment
from cases.models.rights import holding
from cases.search import texts
from cases.search.looking import Batch, Index
from cases.search.matching import contains, in_database, place_of
from cases.search.query import Query, parse
from cases.search.texts import Place
from cases.search.words import readers
from people import appointments

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

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
        return f"{min(len(self.found), MOST)}+" if self.has_more else str(len(self.found))


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
    columns: tuple[tuple[str, Place], ...]

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
        self, batches: Iterator[Batch], placed: Callable[[Batch], Ranked]
    ) -> Iterator[Ranked]:
        """What is visible of each batch, small ones together, with its place."""
        looked_at, waiting = 0, Batch()
        for batch in batches:
            waiting |= batch
            looked_at += len(batch)
            if len(waiting) > MOST:
                yield placed(waiting)
                waiting = {}
            if looked_at >= LOOKED_AT:
                self.result.has_more = True
                break
        if waiting:
            yield placed(waiting)

    def _visible(self, keys: Iterable[int]) -> QuerySet[Any]:
        """Those of the keys that are visible and were not found before."""
        return self.visible.filter(pk__in=[key for key in keys if key not in self.result.found])

    def _named(self, batch: Batch) -> Ranked:
        """By names: the index is believed; a teacher renamed today is met by his new name tonight."""
        keys = self._visible(batch).values_list("pk", flat=True)
        return {key: Place(batch[key] or 0) for key in keys}

    def _worded(self, batch: Batch) -> Ranked:
        """By words: the database says where they stand of most, the rest is read."""
        rows = self._visible(batch).annotate(met=in_database(self.query, self.columns))
        met = dict(rows.values_list("pk", "met"))
        placed = {key: Place(place) for key, place in met.items() if place is not None}
        others = [key for key, place in met.items() if place is None]
        return {**placed, **self._read(others)} if others else placed

    def _placed(self, fields: texts.Fields) -> Ranked:
        places = {key: place_of(self.query, found) for key, found in fields.items()}
        return {key: place for key, place in places.items() if place is not None}

    def _readable(self, keys: Collection[int]) -> set[int]:
        """Of these complaints those with whose words he may work, and in which the query stands."""
        mine = holding(Complaint, keys, self.reader, READS_ORIGINAL)
        if self.query.is_sure:
            return mine
        told = Complaint.objects.filter(contains(self.query, "narrative"), pk__in=mine)
        fit = set(told.values_list("pk", flat=True))
        others = mine - fit
        return fit | self._placed(texts.of_everything_told(others)).keys() if others else fit

    def _read(self, keys: list[int]) -> Ranked:
        raise NotImplementedError

    def _told(self, batch: Batch) -> Ranked:
        """By reports: the keys are of complaints, whatever is searched for."""
        raise NotImplementedError


class _Cases(_Search):
    series = ("case", "proceeding")
    words = CaseWords
    columns = (("school__name", Place.SCHOOL), ("title", Place.SUMMARY), ("lead_summary", Place.SUMMARY))  # fmt: skip

    def _visible(self, keys: Iterable[int]) -> QuerySet[Any]:
        """By words only what he may read: a case that he merely checks is found by its number."""
        checked = Entrustment.objects.with_person(self.reader)
        return super()._visible(keys).exclude(pk__in=checked.values("case"))

    def _numbered(self) -> list[int]:
        if self.query.series != "proceeding":
            return super()._numbered()
        found = self.visible.filter(proceedings__slug__in=self.query.slugs)
        return list(found.values_list("pk", flat=True).distinct()[: MOST + 1])

    def _read(self, keys: list[int]) -> Ranked:
        """By its reports, for whoever reads these; or by texts that are written otherwise."""
        others = holding(Case, keys, self.reader, READS_REPORTS)
        if self.query.is_plain:
            return dict.fromkeys(others, Place.REPORT)
        fields = texts.of_cases(keys)
        placed = self._placed(fields)
        written = texts.of_reports([key for key in others if key not in placed])
        own = {key: fields[key] for key in written}
        return placed | dict.fromkeys(self._placed(texts.joined(own, written)), Place.REPORT)

    def _told(self, batch: Batch) -> Ranked:
        """Cases by the words of their reports: he may open the report, and reads originals here."""
        opened = Complaint.objects.visible_to(self.reader).filter(pk__in=batch, case__isnull=False)
        case_of = dict(opened.values_list("pk", "case"))
        wanted = {case_of[key] for key in self._readable(case_of)} if case_of else set()
        mine = holding(Case, wanted, self.reader, ("read_original",)) if wanted else set()
        visible = self._visible(mine).values_list("pk", flat=True) if mine else []
        return dict.fromkeys(visible, Place.NARRATIVE)


class _Complaints(_Search):
    series = ("complaint",)
    words = ComplaintWords
    columns = (
        ("foreign_number", Place.NUMBER),
        ("school_name", Place.SCHOOL),
        ("school__name", Place.SCHOOL),
        ("place", Place.FACTS),
        ("happened", Place.FACTS),
        ("subject_taught", Place.FACTS),
    )

    def _read(self, keys: list[int]) -> Ranked:
        return self._placed(texts.of_complaints(keys))

    def _told(self, batch: Batch) -> Ranked:
        keys = list(self._visible(batch).values_list("pk", flat=True))
        return dict.fromkeys(self._readable(keys), Place.NARRATIVE)
