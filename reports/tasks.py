"""What the worker does for the monthly report. Each is safe to run twice."""

from __future__ import annotations

from celery import shared_task

from notifications import outbox
from reports import monthly
from reports.models import Draft, MonthlyReport
from reports.month import Month


@shared_task
def make_monthly_report(month: str) -> None:
    """Make the city's report of ``month`` ("2026-10"). Run twice, it is made once."""
    monthly.make(Month.parse(month))


@shared_task
def make_last_monthly_report() -> None:
    """Make the report of the month that ended last; the timetable asks for it on the 1st."""
    monthly.make(Month.current().before)


@shared_task
def make_draft(month: str) -> None:
    """Make the draft that somebody asked for; nothing where it has given way to a report."""
    if Draft.objects.filter(month=Month.parse(month).first_day).exists():
        monthly.make_draft(Month.parse(month))


@shared_task
def sweep() -> None:
    """Wake a worker for every report and draft that was left behind; fail what no worker survives."""
    for rows, task in (
        (MonthlyReport.objects, "make_monthly_report"),
        (Draft.objects, "make_draft"),
    ):
        rows.give_up()
        for row in rows.claimable().order_by("month"):
            outbox.wake(f"reports.tasks.{task}", str(row.of_month))
