"""The work queue and its timetable."""

import os
import signal

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ethics.settings")

app = Celery("ethics")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "monthly report": {
        "task": "reports.tasks.make_last_monthly_report",
        "schedule": crontab(minute="0", hour="2", day_of_month="1"),
    },
    "reports left behind": {
        "task": "reports.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "letters left behind": {
        "task": "notifications.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 50},  # while no worker listens, they do not pile up
    },
    "new reports": {
        "task": "cases.tasks.announce",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "files left behind": {
        "task": "cases.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "identities opened a day ago": {
        "task": "cases.tasks.end_identities",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "limits that end": {
        "task": "cases.tasks.every_hour",
        "schedule": crontab(minute="10"),
        "options": {"expires": 3000},
    },
    "the day's turn": {
        "task": "cases.tasks.every_night",
        "schedule": crontab(minute="20", hour="0"),
    },
    "calls and messages": {
        "task": "cases.tasks.settle_contacts",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "saved lists of the week": {
        "task": "cases.tasks.write_digests",
        "schedule": crontab(minute="30", hour="7"),
    },
    "what cases wait for": {
        "task": "cases.tasks.renew_waits",
        "schedule": crontab(minute="40", hour="0"),
    },
    "retaliation not acted on": {
        "task": "cases.tasks.oversee_retaliation",
        "schedule": crontab(minute="15", hour="8"),
    },
    "words to search for": {
        "task": "cases.tasks.renew_words",
        "schedule": crontab(minute="10", hour="3"),
    },
    "digests of letters": {
        "task": "notifications.tasks.write_digests",
        "schedule": crontab(minute="0", hour="8-20"),  # missed at 8, they go out an hour later
    },
    "appointments of the day": {
        "task": "people.tasks.refresh_groups",
        "schedule": crontab(minute="5", hour="0"),
    },
}


@worker_process_init.connect
def finish_what_was_begun(**_more: object) -> None:
    """A polite end is meant for the parent, which lets each child finish its task."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
