"""What is asked from above about a case: entered, reported back, returned, closed off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks
from cases.actions.materials import attach
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, FileUse, Instruction, InstructionKind
from cases.permissions import Seat

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile

    from people.models import User

LIMIT = "SUPERIOR"


@dataclass(frozen=True)
class Asked:
    """Who asked what, under which number, by when."""

    kind: str
    source: str
    number: str
    text: str
    task: str
    received_on: date
    due_on: date


def enter_instruction(
    case: Case, *, asked: Asked, scan: UploadedFile[bytes] | None = None, by: User
) -> Instruction:
    """上级督办, 领导批示: its limit runs beside the others of the case."""
    with step(case, "case.instruction_entered", by=by, source=asked.source) as fresh:
        if asked.due_on < asked.received_on:
            raise NotAllowed(_("The limit cannot end before the instruction came."))
        kept = attach(fresh, kind=FileUse.OTHER, upload=scan, by=by) if scan else None
        made = Instruction.objects.create(case=fresh, scan=kept, entered_by=by, **vars(asked))
        _renew_limit(fresh)
        letters.tell(fresh, "case.instruction_entered", Seat.CITY_APPROVER, Seat.OFFICER)
    return made


def report_back(case: Case, *, instruction: Instruction, report: str, by: User) -> None:
    """办理情况报告 to the superior, 反馈 to the leader; of the superior's it becomes a paper."""
    with step(case, "case.reported_back", by=by, source=instruction.source) as fresh:
        row = _locked(fresh, instruction)
        row.tell()
        row.report, row.reported_by, row.reported_on = report, by, timezone.localdate()
        row.save()
        _renew_limit(fresh)
        if row.kind == InstructionKind.SUPERIOR:
            letters.progress_report(fresh, row)


def take_back_report(
    case: Case, *, instruction: Instruction, reason: str, due_on: date, by: User
) -> None:
    """The superior returned the report: again, by a new day."""
    with step(case, "case.report_back_returned", by=by, note=reason) as fresh:
        row = _locked(fresh, instruction)
        row.come_back()
        if due_on <= timezone.localdate():
            raise NotAllowed(_("The new limit must lie ahead."))
        row.returned_for, row.due_on = reason, due_on
        row.save()
        _renew_limit(fresh)
        letters.tell(fresh, "case.report_back_returned", Seat.CITY_INTAKE, Seat.OFFICER)


def close_off_instruction(
    case: Case, *, instruction: Instruction, paper: str, on: date, by: User
) -> None:
    """上级销号: by which paper, on which day."""
    with step(case, "case.instruction_closed_off", by=by, source=instruction.source) as fresh:
        row = _locked(fresh, instruction)
        row.close_off()
        row.closed_by_number, row.closed_on = paper, on
        row.save()


def _locked(case: Case, instruction: Instruction) -> Instruction:
    found = case.instructions.select_for_update().filter(pk=instruction.pk).first()
    if found is None:
        raise NotAllowed(_("This is no instruction on this case."))
    return found


def _renew_limit(case: Case) -> None:
    """One clock for all of them: the next day on which a report is due."""
    today = timezone.localdate()
    first = case.instructions.unreported().order_by("due_on").first()
    running = clocks.running(case, LIMIT)
    if first is None:
        clocks.stop(case, LIMIT, on=today)
    elif running is None or running.due_on != first.due_on:
        start = min(first.received_on, running.started_on) if running else first.received_on
        clocks.set_due(case, LIMIT, due_on=first.due_on, on=start)
