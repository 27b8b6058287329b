"""What the worker does: each task twice is as good as once."""

import pytest
from celery import current_app
from django.utils import timezone
from freezegun import freeze_time

from ethics import celery
from notifications.claims import ATTEMPTS
from reports import monthly, tasks
from reports.models import Draft, MonthlyReport, ReportState
from reports.month import Month
from tests.reports.conftest import OCTOBER
from tests.reports.factories import somebody

NOVEMBER = Month(2026, 11)


pytestmark = pytest.mark.usefixtures("quick_paper")


@pytest.fixture
def swept(monkeypatch, django_capture_on_commit_callbacks):
    """What one sweep wakes."""

    def sweep():
        started = []
        monkeypatch.setattr(
            current_app, "send_task", lambda name, args: started.append((name, *args))
        )
        with django_capture_on_commit_callbacks(execute=True):
            tasks.sweep()
        return started

    return sweep


def test_make_monthly_report_twice_makes_it_once(units, november):
    tasks.make_monthly_report("2026-10")
    tasks.make_monthly_report("2026-10")

    report = MonthlyReport.objects.get()
    assert (str(report), report.state, report.attempts) == ("2026-10", "made", 1)


def test_make_last_monthly_report_on_the_first_at_two_in_shanghai(units):
    with freeze_time("2026-10-31 18:00", ignore=["psycopg"]):
        tasks.make_last_monthly_report()

    assert str(MonthlyReport.objects.get()) == "2026-10"


def test_make_draft_of_nobody_does_nothing(units, november):
    tasks.make_draft("2026-11")

    assert Draft.objects.count() == 0


def test_make_draft_makes_what_was_asked_for(units, november):
    monthly.ask_for_draft(NOVEMBER, by=somebody("asker"))
    tasks.make_draft("2026-11")

    assert Draft.objects.get().is_made


def test_sweep_wakes_a_worker_for_what_was_left_behind(units, november, swept):
    MonthlyReport.objects.create(month=OCTOBER.first_day)
    Draft.objects.create(month=NOVEMBER.first_day, asked_by=somebody("asker"))

    assert swept() == [
        ("reports.tasks.make_monthly_report", "2026-10"),
        ("reports.tasks.make_draft", "2026-11"),
    ]


def test_sweep_waits_for_the_lease_of_a_killed_worker(units, november, swept):
    report = MonthlyReport.objects.create(month=OCTOBER.first_day)
    report.claim(lease=monthly.LEASE)
    assert swept() == []

    november.move_to(timezone.now() + monthly.LEASE)
    assert swept() == [("reports.tasks.make_monthly_report", "2026-10")]


def test_sweep_leaves_made_reports_alone(units, november, swept):
    monthly.make(OCTOBER)

    assert swept() == []


def test_sweep_gives_up_what_no_worker_survives(units, november, swept):
    MonthlyReport.objects.create(
        month=OCTOBER.first_day, state=ReportState.MAKING, attempts=ATTEMPTS
    )

    assert swept() == []
    assert MonthlyReport.objects.get().state == ReportState.FAILED


def test_the_timetable_sweeps_every_minute():
    entries = celery.app.conf.beat_schedule.values()

    assert [one["schedule"] for one in entries if one["task"] == "reports.tasks.sweep"] == [60.0]
