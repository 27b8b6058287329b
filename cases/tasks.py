"""What the worker does for the loop. The queue or the timetable wakes these; the rows decide."""

from celery import shared_task

from cases.actions import intake
from cases.evidence import inspection


@shared_task
def announce() -> None:
    """Tell the intake officers of new reports. Run twice, each is told once."""
    intake.announce()


@shared_task
def inspect_evidence(pk: int) -> None:
    """Check one file. Run twice, it is checked once."""
    inspection.inspect(pk)


@shared_task
def sweep() -> None:
    """Wake a worker for every file left behind; clear away what killed workers and lost forms left."""
    inspection.sweep()
