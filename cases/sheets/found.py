"""What was found, as one reader may see it: records, teachers, and the words around each hit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cases.models import Case, Complaint, Respondent
from cases.models.rights import holding
from cases.search import excerpts, texts
from cases.search.finding import READS_ORIGINAL
from cases.search.matching import place_of
from cases.search.texts import Place
from cases.sheets import checked

if TYPE_CHECKING:
    from collections.abc import Collection

    from cases.search import Hits
    from cases.search.excerpts import Piece
    from cases.search.texts import Fields
    from people.models import Teacher, User

SHOWN = 50
IN_LISTS = (Place.NUMBER, Place.NAME, Place.PART, Place.SCHOOL)  # what the lists show anyway


@dataclass(frozen=True)
class FoundRow:
    """One record. ``read`` is the record of whose content the excerpt shows more than a list does."""

    record: Any
    place: Place
    pieces: list[Piece]
    read: Case | Complaint | None


@dataclass(frozen=True)
class FoundTeacher:
    """A teacher, and how many of the cases found are about him: of those that the reader may see."""

    teacher: Teacher
    cases: int


def case_rows(hits: Hits, reader: User) -> list[FoundRow]:
    """The best cases. Six queries, four more where reports or reporters' words were met."""
    keys = hits.keys[:SHOWN]
    records = checked.marked(Case.objects.visible_to(reader), reader).for_list().in_bulk(keys)
    fields = texts.of_cases(records)
    written = texts.of_reports([key for key in records if hits.found[key] == Place.REPORT])
    told = [key for key in records if hits.found[key] == Place.NARRATIVE]
    sources = _told_of(hits, told, reader)
    rows = []
    for key in keys:
        if key in records:
            source, originals = sources.get(key, (None, {}))
            own = [*fields.get(key, []), *written.get(key, []), *originals.get(key, [])]
            rows.append(_row(records[key], hits, own, source))
    return rows


def _told_of(
    hits: Hits, keys: Collection[int], reader: User
) -> dict[int, tuple[Complaint, Fields]]:
    """By case the report in which the words stand, of those that this reader works with."""
    if not keys:
        return {}
    opened = Complaint.objects.visible_to(reader).filter(case__in=keys).order_by("-pk")
    mine = {one.pk: one for one in opened[: SHOWN * 10]}
    readable = holding(Complaint, mine, reader, READS_ORIGINAL)
    everything = texts.of_everything_told(readable)
    fit = [key for key, fields in everything.items() if place_of(hits.query, fields) is not None]
    found = {}
    for one in (mine[key] for key in fit):
        if one.case_id is not None:
            found[one.case_id] = (one, {one.case_id: everything[one.pk]})
    return found


def complaint_rows(hits: Hits, reader: User) -> list[FoundRow]:
    """The best complaints. Three queries, two more where reporters' words were met."""
    keys = hits.keys[:SHOWN]
    records = Complaint.objects.visible_to(reader).for_list().in_bulk(keys)
    told = [key for key in records if hits.found[key] == Place.NARRATIVE]
    fields = texts.joined(texts.of_complaints(records), texts.of_originals(told))
    return [_row(records[key], hits, fields[key], records[key]) for key in keys if key in records]


def _row(record: Any, hits: Hits, fields: Any, source: Case | Complaint | None) -> FoundRow:
    place = hits.found[record.pk]
    pieces = excerpts.of(fields, hits.query, place)
    read = None if place in IN_LISTS else source or record
    return FoundRow(record, place, pieces, read)


def teachers(hits: Hits) -> list[FoundTeacher]:
    """Teachers of this name, of the cases found by a name alone: about others nothing is said."""
    named = [key for key in hits.keys if hits.found[key] in (Place.NAME, Place.PART)]
    rows = Respondent.objects.filter(case__in=named, teacher__isnull=False)
    people = [one.teacher for one in rows.select_related("teacher__teaching_unit") if one.teacher]
    counted = Counter(one.pk for one in people)
    by_key = {one.pk: one for one in people}
    fit = {
        key: place
        for key, one in by_key.items()
        if (place := place_of(hits.query, [(Place.NAME, one.name)])) is not None
    }
    best = sorted(fit, key=lambda key: (fit[key], -counted[key], key))
    return [FoundTeacher(by_key[key], counted[key]) for key in best[:SHOWN]]
