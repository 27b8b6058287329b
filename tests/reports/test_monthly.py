"""月报: made once however many try, taken up again when its maker dies; drafts."""

import hashlib
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from celery import current_app
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.utils import timezone
from django.utils.translation import gettext
from freezegun import freeze_time

from notifications.models import Message
from people import wenzhou
from people.roles import Role
from reports import figures, monthly
from reports.balance import NotBalanced
from reports.models import Draft, MonthlyReport, ReportState
from reports.month import Month
from tests.people.factories import a_user
from tests.reports.conftest import IN_NOVEMBER, OCTOBER, pages_of
from tests.reports.factories import AFTER, BEFORE, MIDDLE, a_complaint, somebody

NOVEMBER = Month(2026, 11)


@pytest.fixture
def woken(monkeypatch, django_capture_on_commit_callbacks):
    """The tasks that were started."""
    started = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: started.append((name, args)))
    return started


def test_make_keeps_figures_paper_and_checksum(units, november):
    a_complaint(units)
    report = monthly.make(OCTOBER)

    with report.file.open() as kept:
        pdf = kept.read()
    assert (report.state, report.month, report.made_on) == (
        ReportState.MADE, date(2026, 10, 1), date(2026, 11, 5),
    )  # fmt: skip
    assert report.sha256 == hashlib.sha256(pdf).hexdigest()
    assert report.pages == len(pages_of(pdf)) == 5
    assert report.frozen == figures.frozen(OCTOBER)


def test_make_twice_makes_it_once(units, november, quick_paper):
    first = monthly.make(OCTOBER)
    a_complaint(units)
    second = monthly.make(OCTOBER)

    assert (second.pk, second.attempts, second.sha256) == (first.pk, 1, first.sha256)
    assert second.frozen["total"]["counts"]["new"] == 0


def test_make_refuses_a_month_that_is_not_over(units, november):
    with pytest.raises(monthly.NotOver):
        monthly.make(NOVEMBER)

    assert MonthlyReport.objects.count() == 0


def test_make_refuses_what_does_not_balance_and_tries_again_later(units, november):
    a_complaint(units, MIDDLE, answered_on=BEFORE)
    with pytest.raises(NotBalanced):
        monthly.make(OCTOBER)

    report = MonthlyReport.objects.get()
    assert (report.state, report.figures, report.file.name) == (ReportState.QUEUED, {}, "")
    assert report.failure.startswith("NotBalanced (balance.py:")


def test_make_tells_the_leaders_of_the_city(units, november, quick_paper):
    leader = a_user(units.city, Role.LEADER)
    a_user(units.city, Role.INTAKE)
    monthly.make(OCTOBER)

    letter = Message.objects.get()
    assert (letter.reader, letter.title, letter.body, letter.link) == (
        leader, gettext("The monthly report is ready"), "2026年10月", "/reports/2026-10/",
    )  # fmt: skip


def test_print_out_of_the_same_figures_is_the_same_paper(units, november):
    a_complaint(units)
    frozen = figures.frozen(OCTOBER)
    first = monthly.print_out(frozen).pdf
    with freeze_time("2028-01-01"):
        assert monthly.print_out(frozen).pdf == first


def test_print_out_marks_every_page_of_a_draft_and_no_page_of_a_report(units, november):
    draft = pages_of(monthly.print_out(figures.frozen(NOVEMBER)).pdf)
    report = pages_of(monthly.print_out(figures.frozen(OCTOBER)).pdf)

    assert ["草稿，未经审核" in page for page in draft] == 5 * [True]
    assert ["草稿" in page or "草 稿" in page for page in report] == 5 * [False]


def test_print_out_says_when_it_is_a_nil_return(units, november):
    assert "报送类型：零报告" in pages_of(monthly.print_out(figures.frozen(OCTOBER)).pdf)[2]
    a_complaint(units)
    assert "报送类型：正常" in pages_of(monthly.print_out(figures.frozen(OCTOBER)).pdf)[2]


def test_ask_for_report_takes_up_one_that_was_given_up(units, november, woken, quick_paper):
    MonthlyReport.objects.create(month=OCTOBER.first_day, state=ReportState.FAILED, attempts=8)
    monthly.ask_for_report(OCTOBER)

    assert MonthlyReport.objects.get().state == ReportState.QUEUED
    assert monthly.make(OCTOBER).is_made


def test_draft_is_made_for_whoever_asked_and_tells_him(units, november, quick_paper):
    asker = somebody("asker")
    monthly.ask_for_draft(NOVEMBER, by=asker)
    draft = monthly.make_draft(NOVEMBER)

    assert (draft.is_made, draft.frozen["is_draft"]) == (True, True)
    assert [(one.reader, one.link) for one in Message.objects.all()] == [
        (asker, "/reports/2026-11/")
    ]
    assert MonthlyReport.objects.count() == 0


def test_draft_gives_way_to_the_next(
    units, november, django_capture_on_commit_callbacks, quick_paper
):
    monthly.ask_for_draft(NOVEMBER, by=somebody("asker"))
    old = monthly.make_draft(NOVEMBER).file.name
    a_complaint(units, AFTER)
    with django_capture_on_commit_callbacks(execute=True):
        monthly.ask_for_draft(NOVEMBER, by=somebody("another"))

    assert not default_storage.exists(old)
    assert Draft.objects.get().is_made is False
    assert monthly.make_draft(NOVEMBER).frozen["total"]["counts"]["new"] == 1


def test_draft_gives_way_to_the_report(units, november, quick_paper):
    monthly.ask_for_draft(NOVEMBER, by=somebody("asker"))
    monthly.make_draft(NOVEMBER)
    with freeze_time("2026-12-01 02:00", ignore=["psycopg"]):
        monthly.make(NOVEMBER)

    assert Draft.objects.count() == 0


def kept_files():
    """The files of reports; other tests have left theirs."""
    if not default_storage.exists("reports"):
        return set()
    return {f"reports/{name}" for name in default_storage.listdir("reports")[1]}


def test_make_of_a_late_worker_leaves_no_file(units, november, monkeypatch, quick_paper):
    """While the first prints, its lease runs out and a second worker finishes the report."""
    printed, before = monthly.print_out, kept_files()

    def slow(frozen):
        monkeypatch.setattr(monthly, "print_out", printed)
        MonthlyReport.objects.update(lease_until=None)
        assert monthly.make(OCTOBER).is_made
        return printed(frozen)

    monkeypatch.setattr(monthly, "print_out", slow)
    monthly.make(OCTOBER)

    report = MonthlyReport.objects.get()
    assert (report.state, report.attempts) == ("made", 2)
    assert kept_files() - before == {report.file.name}


def at_once(number, work):
    """So many workers, each with a connection of its own, who begin together."""
    start, results = Barrier(number), []

    def worker():
        start.wait()
        try:
            results.append(work())
        finally:
            connections.close_all()

    threads = [Thread(target=worker) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_make_by_five_at_once_makes_one(quick_paper):
    wenzhou.load()
    before = kept_files()
    with freeze_time(IN_NOVEMBER, ignore=["psycopg"]):
        made = at_once(5, lambda: monthly.make(OCTOBER).pk)

    report = MonthlyReport.objects.get()
    assert made == 5 * [report.pk]
    assert (report.state, report.attempts) == ("made", 1)
    assert kept_files() - before == {report.file.name}


@pytest.mark.django_db(transaction=True)
def test_make_by_five_of_whom_the_claimant_was_killed_makes_one(quick_paper):
    """A worker of its own process claims the month and is killed; the lease ends; one report."""
    wenzhou.load()
    month = Month.current().before
    killed_while_making(month)
    assert at_once(4, lambda: monthly.make(month).is_made) == 4 * [False]

    later = timezone.now() + monthly.LEASE + timedelta(seconds=1)
    with freeze_time(later, ignore=["psycopg"]):
        at_once(5, lambda: monthly.make(month))

    report = MonthlyReport.objects.get()
    assert (report.state, report.attempts) == ("made", 2)


VICTIM = """
import time
import django
django.setup()
from django.db import connections
from reports import figures, monthly
from reports.month import Month
connections["default"].settings_dict["NAME"] = {name!r}

def hang(month):
    print("claimed", flush=True)
    time.sleep(60)

figures.frozen = hang
monthly.make(Month.parse({month!r}))
"""


def killed_while_making(month):
    script = VICTIM.format(name=connection.settings_dict["NAME"], month=str(month))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    ) as victim:  # fmt: skip
        assert victim.stdout.readline() == "claimed\n"
        victim.kill()
    assert victim.returncode == -signal.SIGKILL
