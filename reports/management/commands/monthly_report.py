"""``monthly_report 2026-10`` makes the report of a month now; an unfinished month gives a draft file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports import figures, monthly
from reports.balance import NotBalanced
from reports.models import MonthlyReport
from reports.month import Month, NotAMonth

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Make the monthly report of a month that is over, or a draft (not kept) of the present one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", help="such as 2026-10")
        parser.add_argument("--output", type=Path, help="write the PDF to this file too")

    def handle(self, *, month: str, output: Path | None, **_more: object) -> None:
        try:
            wanted = Month.parse(month)
            if wanted.is_future:
                raise CommandError(_("%(month)s has not begun yet.") % {"month": wanted.shown})
            self._make(wanted, output)
        except (NotAMonth, NotBalanced, OSError) as refused:
            raise CommandError(str(refused)) from refused

    def _make(self, month: Month, output: Path | None) -> None:
        if month.is_over:
            self._report(month, output)
        else:
            self._draft(month, output or settings.DATA_DIR / f"draft-{month}.pdf")

    def _report(self, month: Month, output: Path | None) -> None:
        MonthlyReport.objects.filter(month=month.first_day).try_again()
        report = monthly.make(month)
        if not report.is_made:
            raise CommandError(
                _("%(month)s could not be made now (%(why)s). It will be tried again.")
                % {"month": month.shown, "why": report.failure or report.get_state_display()}
            )
        with report.file.open() as kept:
            self._write(kept.read(), output)
        self.stdout.write(f"{month}: {report.file.name} sha256 {report.sha256}")

    def _draft(self, month: Month, output: Path) -> None:
        self._write(monthly.print_out(figures.frozen(month)).pdf, output)
        self.stdout.write(_("%(month)s is not over: a draft, not kept.") % {"month": month.shown})
        self.stdout.write(str(output))

    def _write(self, pdf: bytes, output: Path | None) -> None:
        if output:
            output.write_bytes(pdf)
