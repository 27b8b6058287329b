"""What the worker does for the loop. The queue or the timetable wakes these; the rows decide."""

from celery import shared_task

from cases.actions import intake


@shared_task
def announce() -> None:
    """Tell the intake officers of new reports. Run twice, each is told once."""
    intake.announce()
