"""Looking through the index: keys of records that may fit, the newest first, a bounded number at a time.

A common word stands in half of all records. Of these the newest blocks are looked through first, and
the older ones only as far as too little was found: so no query sorts more than some thousand rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import Case, F, IntegerField, Lookup, Value, When

from cases.search.texts import Place
from cases.search.words import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler

    from cases.search.query import Query

NEAR, FAR = 4, 64  # blocks: the newest 16,384 records, then the newest 262,144, then all
FEW = 64  # hits in the first window below which all the others together are few enough
AT_ONCE = 1_001
Batch = dict[int, int | None]  # keys, the newest first, with the place where that is known already


@SearchVectorField.register_lookup
class Holds(Lookup):
    """``words__holds="'温建' & '建国'"``: a query written out, which no parser of the database reads."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """The operator that the index answers."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}::tsquery", (*left_params, *right_params)


class Index:
    """The words of one kind of record, as far as one reader's rights reach."""

    def __init__(self, model: Any, may: list[int]) -> None:
        self.rows: QuerySet[Any] = model.objects.filter(readers__overlap=may)
        last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
        self.newest = (last or 0) // BLOCK

    def by_name(self, query: Query) -> Iterator[Batch]:
        """Records in whose names every term is met, whole, in part or by its sound."""
        rows = self.rows
        for term in query.terms:
            rows = rows.filter(names__overlap=term.keys)
        whole = [key for term in query.terms for key in term.wholes]
        school = [term.school for term in query.terms]
        place = Case(
            When(names__overlap=whole, then=Value(int(Place.NAME))),
            When(names__overlap=school, then=Value(int(Place.SCHOOL))),
            default=Value(int(Place.PART)),
        )
        return self._batches(rows.annotate(met=place))

    def by_word(self, query: Query, column: str = "words") -> Iterator[Batch]:
        """Records that hold every lexeme of every term; where is for their texts to say."""
        rows = self.rows.filter(**{f"{column}__holds": query.tsquery})
        return self._batches(rows.annotate(met=Value(None, output_field=IntegerField())))

    def _batches(self, rows: QuerySet[Any]) -> Iterator[Batch]:
        before: int | None = None
        for blocks in self._windows():
            found = 0
            for batch in _in_order(rows.filter(**_within(blocks, before))):
                yield batch
                found += len(batch)
            if blocks is None:
                return
            before = blocks.start * BLOCK
            if len(blocks) == NEAR and found < FEW:
                break
        yield from _in_order(rows.filter(**_within(None, before)))

    def _windows(self) -> Iterator[range | None]:
        """Ranges of blocks, the newest first; None once a window would hold them all."""
        end = self.newest + 1
        for size in (NEAR, FAR):
            if end <= size:
                yield None
                return
            yield range(end - size, end)
            end -= size


def _within(blocks: range | None, before: int | None) -> dict[str, Any]:
    within: dict[str, Any] = {}
    if blocks is not None:
        within["block__overlap"] = list(blocks)
    if before is not None:
        within["pk__lt"] = before
    return within


def _in_order(rows: QuerySet[Any]) -> Iterator[Batch]:
    """Keys, the newest first. By an expression: the planner is not to walk along the key."""
    last: int | None = None
    while True:
        page = rows if last is None else rows.filter(pk__lt=last)
        ordered = page.order_by((F("pk") + 0).desc()).values_list("pk", "met")
        batch = dict(ordered[:AT_ONCE])
        if batch:
            yield batch
        if len(batch) < AT_ONCE:
            return
        last = min(batch)
