"""A spreadsheet of the hotline, taken in by the worker row by row; stopped anywhere, it goes on there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import receipts, spreadsheets
from cases.actions import intake
from cases.actions.intake import AlreadyHere, Arrival, Told
from cases.models import BatchRow, Channel, Complaint, IntakeBatch, RowResult
from cases.models.complaint import NARRATIVE_LIMIT
from cases.states import Kind
from ledger import files, sealing
from notifications import outbox
from people.models import Unit

if TYPE_CHECKING:
    from datetime import date

    from cases.spreadsheets import Line
    from people.models import User

LEASE = timedelta(minutes=15)
EVERY = 20  # rows between two marks of progress
NOBODY = {"", "匿名", "无", "不愿透露", "保密"}
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd-\uffff]")
GIFT, TUTORING = re.compile("礼金|礼品|红包|购物卡|收礼"), re.compile("补课|家教|补习|培训")
WIDTHS = {"foreign_number": 60, "school": 100, "teacher": 100, "name": 50, "repeats": 60}


class BadRow(Exception):
    """A row that cannot be taken in; its argument is the reason in words."""


def bring(content: bytes, *, by: User) -> IntakeBatch:
    """Keep the file sealed and have the worker take it in. Raises ``NotAllowed`` as ``check`` does."""
    total = spreadsheets.check(content)
    with transaction.atomic():
        batch = IntakeBatch.objects.create(
            channel=Channel.HOTLINE, file=files.keep([content]), brought_by=by, total=total
        )
        outbox.wake("cases.tasks.take_in_batch", batch.pk)
    return batch


def take_in(pk: int) -> bool:
    """Take in what is left of a spreadsheet, if nobody else does; whether it is done now."""
    batch = IntakeBatch.objects.select_related("file", "brought_by").get(pk=pk)
    if not batch.claim(lease=LEASE):
        return False
    with batch.attempt():
        _take_rows(batch)
        if batch.finish(done=batch.rows.count()):
            _tell(batch)
    return batch.state == IntakeBatch.DONE


def _take_rows(batch: IntakeBatch) -> None:
    content = b"".join(files.pieces(batch.file))
    known = set(batch.rows.values_list("number", flat=True))
    rows = {unit.shown_name: unit for unit in Unit.objects.reporting()}
    for turn, line in enumerate(spreadsheets.lines(content), start=1):
        if line.number not in known:
            _take(batch, line, rows)
        if turn % EVERY == 0:
            IntakeBatch.objects.filter(pk=batch.pk).update(done=turn)


def _take(batch: IntakeBatch, line: Line, rows: dict[str, Unit]) -> None:
    """One row and what became of it, together or not at all."""
    number = line.cells["foreign_number"][: WIDTHS["foreign_number"]]
    with transaction.atomic():
        result, reason, complaint = _result(batch, line, rows)
        BatchRow.objects.create(
            batch=batch, number=line.number, foreign_number=number, result=result, reason=reason,
            complaint=complaint,
        )  # fmt: skip


def _result(
    batch: IntakeBatch, line: Line, rows: dict[str, Unit]
) -> tuple[RowResult, str, Complaint | None]:
    try:
        told, arrival = _told(line.cells, rows), _arrival(line.cells, batch.brought_by)
        complaint = intake.register(told, nonce=receipts.new_nonce(), arrival=arrival)
    except AlreadyHere as earlier:
        return RowResult.KNOWN, "", earlier.complaint
    except BadRow as reason:
        return RowResult.REFUSED, str(reason), None
    except sealing.NoVault:
        return RowResult.REFUSED, _("No vault is set up: the caller's name cannot be sealed."), None
    result = RowResult.REPEAT if arrival.repeats else RowResult.NEW
    return result, _missed(line.cells.get("repeats", ""), arrival), complaint


def _told(cells: dict[str, str], rows: dict[str, Unit]) -> Told:
    said = {name: UNREADABLE.sub("", value) for name, value in cells.items()}
    narrative = "\n".join(filter(None, [said.get("title"), said["narrative"]]))
    if not said["narrative"]:
        raise BadRow(_("It says nothing."))
    if len(narrative) > NARRATIVE_LIMIT:
        raise BadRow(_("It is longer than 5,000 characters."))
    for name, width in WIDTHS.items():
        if len(said.get(name, "")) > width:
            raise BadRow(
                _("A cell is too long: %(name)s.") % {"name": spreadsheets.HEADINGS[name][0]}
            )
    name = said.get("name", "")
    is_named = name not in NOBODY
    row = next(
        (unit for shown, unit in rows.items() if shown and shown in said.get("county", "")), None
    )
    school = Unit.objects.the_school(said.get("school", ""), row)
    return Told(
        kind=_kind(narrative), narrative=narrative, school=school,
        reporting_unit=row or (school.reporting_unit if school else None),
        school_name=said.get("school", ""), teacher_name=said.get("teacher", ""),
        name=name if is_named else "", phone=said.get("phone", "")[:50] if is_named else "",
    )  # fmt: skip


def _kind(narrative: str) -> Kind:
    if GIFT.search(narrative):
        return Kind.GIFT
    return Kind.TUTORING if TUTORING.search(narrative) else Kind.OTHER


def _arrival(cells: dict[str, str], by: User) -> Arrival:
    today = timezone.localdate()
    if not cells["foreign_number"]:
        raise BadRow(_("The number of the order is missing."))
    received, due = _day(cells.get("received_on", "")) or today, _day(cells.get("due_on", ""))
    if received > today:
        raise BadRow(_("It is said to have come on a day that lies ahead."))
    if due and due < received:
        raise BadRow(_("The limit ends before the report came."))
    return Arrival(
        channel=Channel.HOTLINE, received_on=received, foreign_number=cells["foreign_number"],
        foreign_due_on=due, repeats=_earlier(cells.get("repeats", "")), taken_by=by,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return spreadsheets.day(text)
    except ValueError as fault:
        raise BadRow(_("A date cannot be read: write it like 2026-10-12.")) from fault


def _earlier(number: str) -> Complaint | None:
    rows = Complaint.objects.filter(channel=Channel.HOTLINE, foreign_number=number)
    return rows.first() if number else None


def _missed(number: str, arrival: Arrival) -> str:
    """What is said of an earlier order that is not here."""
    if not number or arrival.repeats:
        return ""
    return _("It repeats order %(number)s, which is not here.") % {"number": number}


def _tell(batch: IntakeBatch) -> None:
    outbox.queue(
        "batch.done", to=[batch.brought_by], title=gettext_lazy("A spreadsheet of orders is taken in"),
        body=str(batch.pk), link=reverse("batch", args=[batch.pk]),
    )  # fmt: skip


def wake_left_behind() -> None:
    """Wake a worker for each spreadsheet that waits; fail what no worker survives."""
    IntakeBatch.objects.give_up()
    for pk in IntakeBatch.objects.claimable().values_list("pk", flat=True):
        outbox.wake("cases.tasks.take_in_batch", pk)
