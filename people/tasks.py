"""What happens to people by the clock."""

from celery import shared_task

from people import appointments


@shared_task
def refresh_groups() -> None:
    """Each night: membership follows the appointments that began or ended."""
    appointments.refresh()
