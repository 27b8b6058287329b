"""All words made anew, or only those that have changed: a teacher may marry, a school be renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cases.models import Case, CaseWords, Complaint, ComplaintWords
from cases.search import indexing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cases.search.indexing import Mark

BATCH = 500
KINDS: tuple[tuple[Any, Any, Callable[[Any], None], Callable[[Any], dict[int, Mark]]], ...] = (
    (Case, CaseWords, indexing.index_cases, indexing.marks_of_cases),
    (Complaint, ComplaintWords, indexing.index_complaints, indexing.marks_of_complaints),
)


def renew(*, only_changed: bool) -> Iterator[tuple[int, int]]:
    """Go through all records; after each batch how many were looked at, and how many written.

    Each batch is a transaction of its own that holds its records still: safe to break off, to
    repeat, and beside people at work.
    """
    for model, words, write, marks in KINDS:
        for keys in _batches(model):
            with transaction.atomic():
                records = list(model.objects.select_for_update(of=("self",)).filter(pk__in=keys))
                wanted = _changed(records, words, marks) if only_changed else records
                if wanted:
                    write(wanted)
            yield len(keys), len(wanted)


def total() -> int:
    """How many records there are to go through."""
    return Case.objects.count() + Complaint.objects.count()


def _batches(model: Any) -> Iterator[list[int]]:
    last = 0
    while True:
        rows = model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        keys = list(rows[:BATCH])
        if not keys:
            return
        yield keys
        last = keys[-1]


def _changed(
    records: Sequence[Any], words: Any, marks: Callable[[Any], dict[int, Mark]]
) -> list[Any]:
    """Those whose names, readers or version are not what is kept."""
    rows = words.objects.filter(pk__in=records).values_list("pk", "names", "readers", "version")
    kept = {pk: tuple(rest) for pk, *rest in rows}
    fresh = marks(records)
    return [one for one in records if kept.get(one.pk) != fresh[one.pk]]
