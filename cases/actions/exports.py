"""Exports of a list: asked for once a form, made by the worker, destroyed after a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import ListExport
from ledger import files, history, numbering
from notifications import outbox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from people.models import User

LEASE = timedelta(minutes=20)
KEPT = timedelta(days=7)
MOST_ROWS = 50_000
EVERY = 500  # rows between two marks of progress


@dataclass(frozen=True)
class Wanted:
    """Which list, with which filters and columns; ``chosen`` numbers instead of all its rows."""

    kind: str
    query: Mapping[str, list[str]]
    columns: Sequence[str]
    chosen: Sequence[str] | None = None


@transaction.atomic
def ask(wanted: Wanted, *, token: str, by: User) -> ListExport:
    """Have the worker make it. The same form sent twice is one export."""
    known = ListExport.objects.filter(owner=by, token=token).first()
    if known is not None:
        return known
    year = timezone.localdate().year
    number = f"温师导〔{year}〕{numbering.allot('export', year)}号"
    made, is_new = ListExport.objects.get_or_create(
        owner=by, token=token,
        defaults={
            "number": number, "kind": wanted.kind, "query": dict(wanted.query),
            "columns": list(wanted.columns),
            "chosen": None if wanted.chosen is None else list(wanted.chosen),
        },
    )  # fmt: skip
    if is_new:
        outbox.wake("cases.tasks.make_export", made.pk)
    return made


def mark(export: ListExport, *, done: int, total: int) -> None:
    """How far it has come, for whoever looks."""
    ListExport.objects.filter(pk=export.pk).update(done=done, total=total)


@transaction.atomic
def keep(export: ListExport, content: bytes, *, held: Sequence[str], is_cut: bool) -> bool:
    """Seal the spreadsheet, record what was taken out, tell its owner; False if another was quicker."""
    file, rows = files.keep([content]), len(held)
    kept = export.finish(
        file=file, sha256=file.sha256, size=len(content), done=rows, total=rows, is_cut=is_cut,
        held=list(held),
        expires_on=timezone.localdate() + KEPT,
    )  # fmt: skip
    if not kept:
        files.destroy(file)
        return False
    history.record(
        "export.made", f"export:{export.pk}", by=export.owner.as_actor(),
        payload={"number": export.number, "list": export.kind, "filters": export.query,
                 "columns": export.columns, "rows": rows, "sha256": file.sha256},
    )  # fmt: skip
    outbox.queue(
        "export.done", to=[export.owner], title=_("Your export is ready"), body=export.number,
        link=export.get_absolute_url(),
    )  # fmt: skip
    return True


def destroy_expired() -> int:
    """Destroy the files whose week is over; the rows that say who took what out stay. How many."""
    old = ListExport.objects.filter(expires_on__lt=timezone.localdate(), file__isnull=False)
    return sum(_destroy(one) for one in old.select_related("file"))


def _destroy(export: ListExport) -> int:
    with transaction.atomic():
        file = export.file
        gone = ListExport.objects.filter(pk=export.pk, file=file).update(file=None)
        if gone and file is not None:
            files.destroy(file)
    return gone


def wake_left_behind() -> None:
    """Wake a worker for each export that waits; fail what no worker survives."""
    ListExport.objects.give_up()
    for pk in ListExport.objects.claimable().values_list("pk", flat=True):
        outbox.wake("cases.tasks.make_export", pk)
