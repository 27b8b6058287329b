"""The two lists: which records, which form, which order, which columns; one way to ask for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from cases.forms.lists import CaseFilter, ComplaintFilter, Filter
from cases.lists import filters, orders
from cases.models import Case, Complaint, ListKind
from cases.sheets import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cases.lists.orders import Order
    from cases.models import SavedView
    from cases.sheets.columns import Column
    from people.models import User


@dataclass(frozen=True)
class Source:
    """One list."""

    model: Any
    form: type[Filter]
    fit: Callable[[Any, Any, User], Any]
    orders: Mapping[str, Order]
    columns: dict[str, Column]

    def visible_to(self, reader: User) -> Any:
        """What this reader may see: where every list, count and export begins."""
        return self.model.objects.visible_to(reader)

    def order(self, form: Filter) -> Order:
        """The order chosen; the first where none was."""
        return self.orders[form.value("order") or next(iter(self.orders))]


OF = {
    ListKind.CASES.value: Source(
        Case, CaseFilter, filters.of_cases, orders.OF_CASES, columns.OF_CASES
    ),
    ListKind.COMPLAINTS.value: Source(
        Complaint, ComplaintFilter, filters.of_complaints, orders.OF_COMPLAINTS,
        columns.OF_COMPLAINTS,
    ),
}  # fmt: skip


def said(query: Mapping[str, list[str]]) -> QueryDict:
    """Kept filters as an address says them."""
    words = QueryDict(mutable=True)
    for name, values in query.items():
        words.setlist(name, [str(one) for one in values])
    return words


def rows_of(view: SavedView, visible: Any, reader: User) -> Any:
    """What a saved view shows to this reader, of what he may see."""
    source = OF[view.kind]
    if view.is_picked:
        visible = visible.filter(pk__in=view.picked.values("pk"))
    return source.fit(visible, source.form(said(view.query)), reader)
