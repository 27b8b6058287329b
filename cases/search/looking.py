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

NEAR, FAR = 2, 64  # blocks: the newest 4,097 to 8,192 first; beyond 262,144 all the others at once
ENOUGH = 1_000  # hits that the next window is to bring, if it is as dense as the one before
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
        self.last = last or 0

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
        """The newest blocks, then as many more as are likely to hold enough, at last all others."""
        before, size = self.last + 1, NEAR
        end = self.last // BLOCK + 1
        while size <= FAR and size < end:
            found, first = 0, end - size
            for batch in _in_order(rows.filter(block__overlap=list(range(first, end)))):
                yield batch
                found += len(batch)
            looked_at = before - first * BLOCK
            size = max(1, looked_at * ENOUGH // (max(found, 1) * BLOCK))
            before, end = first * BLOCK, first
        yield from _in_order(rows.filter(pk__lt=before))


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
