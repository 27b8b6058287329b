"""A list as a spreadsheet: what its owner may see at the moment of making, and only what a list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases import spreadsheets, verbs
from cases.actions import exports
from cases.lists import sources
from cases.models import ListExport
from cases.sheets import checked, columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.lists.sources import Source

CHUNK = 1000


def make(pk: int) -> bool:
    """Make one export, if nobody else does; whether it is made now."""
    export = ListExport.objects.select_related("owner").get(pk=pk)
    if not export.claim(lease=exports.LEASE):
        return False
    with export.attempt():
        _make(export)
    return export.state == ListExport.DONE


def _make(export: ListExport) -> None:
    source = sources.OF[export.kind]
    rows = _rows(export, source)
    total = rows.order_by().values("pk")[: exports.MOST_ROWS + 1].count()
    is_cut, total = total > exports.MOST_ROWS, min(total, exports.MOST_ROWS)
    names = columns.chosen(source.columns, export.columns)
    held: list[str] = []
    lines = list(_lines(export, source, _noted(rows[: exports.MOST_ROWS], held), names, total))
    headings = [str(source.columns[name].label) for name in names]
    content = spreadsheets.written(headings, lines, mark=_mark(export))
    exports.keep(export, content, held=held, is_cut=is_cut)


def _noted(rows: Any, held: list[str]) -> Iterator[Any]:
    """The rows, and in ``held`` their numbers: whoever loses one of them loses the file with it."""
    for row in rows.iterator(CHUNK):
        held.append(row.slug)
        yield row


def is_still_open(export: ListExport) -> bool:
    """Whether its owner may see every row that stands in the file today. One query, and one for his reach."""
    if not export.held:
        return True
    visible = sources.OF[export.kind].visible_to(export.owner)
    return bool(visible.filter(slug__in=export.held).count() == len(set(export.held)))


def _rows(export: ListExport, source: Source) -> Any:
    """As the list shows them, asked anew: rights may have ended since it was asked for."""
    visible = source.visible_to(export.owner)
    if export.chosen is not None:
        return _marked(export, visible.filter(slug__in=export.chosen)).for_list()
    form = source.form(sources.said(export.query))
    rows = _marked(export, source.fit(visible, form, export.owner)).for_list()
    return source.order(form).after(rows, None)


def _marked(export: ListExport, rows: Any) -> Any:
    return checked.marked(rows, export.owner) if export.kind == "cases" else rows


def _lines(
    export: ListExport, source: Source, rows: Iterator[Any], names: list[str], total: int
) -> Iterator[list[str]]:
    for n, row in enumerate(rows, start=1):
        if export.kind == "cases":
            row.waits_in_words = "、".join(str(verbs.TABLE[one].label) for one in row.waits_for)
            yield columns.line(source.columns, names, row)
        else:
            yield [source.columns[name].text(row) for name in names]
        if n % exports.EVERY == 0:
            exports.mark(export, done=n, total=total)


def _mark(export: ListExport) -> str:
    """Whose it is, as whom, when, which: on the first and last line and on every printed page."""
    actor, now = export.owner.as_actor(), timezone.localtime()
    when = formats.date_format(now, "Y-m-d H:i")
    return _("%(number)s · exported by %(name)s（%(unit)s） %(when)s · for office use, do not pass on") % {
        "number": export.number, "name": actor.name, "unit": actor.unit, "when": when,
    }  # fmt: skip
