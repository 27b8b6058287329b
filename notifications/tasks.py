"""What the worker does for the post office. The queue wakes these by name; the rows decide."""

from celery import shared_task

from notifications import deliveries, digests, failures, notices, outbox, papers
from notifications.models import Delivery, Notice, Paper

WORK = (
    (Delivery.objects, "deliver"),
    (Paper.objects, "make_paper"),
    (Notice.objects, "send_notice"),
)
AT_ONCE = 200  # rows woken by one sweep: a slow worker is not buried under reminders


@shared_task
def deliver(pk: int) -> None:
    deliveries.deliver(pk)


@shared_task
def make_paper(pk: int) -> None:
    papers.make(pk)


@shared_task
def send_notice(pk: int) -> None:
    notices.deliver(pk)


@shared_task
def sweep() -> None:
    """Wake a worker for all that was left behind, and fail what no worker survives."""
    for rows, task in WORK:
        rows.give_up()
        for pk in rows.claimable().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
            outbox.wake(f"notifications.tasks.{task}", pk)
    failures.show()
    notices.forget()


@shared_task
def write_digests() -> None:
    """One word a day for what was not told of by itself. Run twice, nobody is told twice."""
    digests.write()
