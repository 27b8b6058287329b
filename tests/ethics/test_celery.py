"""The queue and its timetable."""

import signal

import pytest
from celery import current_app

from ethics import celery


def test_every_task_of_the_timetable_exists():
    celery.app.loader.import_default_modules()

    wanted = {entry["task"] for entry in celery.app.conf.beat_schedule.values()}
    assert wanted - set(celery.app.tasks) == set()


def test_the_monthly_report_is_made_at_two_in_shanghai_on_the_first():
    when = celery.app.conf.beat_schedule["monthly report"]["schedule"]

    assert (when.minute, when.hour, when.day_of_month) == ({0}, {2}, {1})
    assert str(celery.app.conf.timezone) == "Asia/Shanghai"


def test_waking_a_worker_in_a_test_harms_nobody():
    current_app.send_task("notifications.tasks.sweep")


def test_the_projects_queue_is_the_current_one():
    assert current_app._get_current_object() is celery.app


@pytest.fixture
def ending():
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def test_a_workers_child_finishes_what_it_began(ending):
    celery.finish_what_was_begun()

    assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
