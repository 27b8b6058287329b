"""What the worker does for the loop. The queue or the timetable wakes these; the rows decide."""

from celery import shared_task
from django.utils import timezone

from cases.actions import (
    batches,
    contacts,
    due_dates,
    exports,
    identities,
    intake,
    ladder,
    leaving,
    paper_approvals,
    real_names,
    resemblance,
    retaliation,
    waiting,
    wakes,
)
from cases.evidence import inspection
from cases.lists import digests
from cases.lists import exports as lists
from cases.search import renewal


@shared_task
def announce() -> None:
    """Tell the intake officers of new reports, and compare those with the shelved. Run twice, once."""
    intake.announce()
    wakes.meet_new()


@shared_task
def inspect_evidence(pk: int) -> None:
    """Check one file. Run twice, it is checked once."""
    inspection.inspect(pk)


@shared_task
def sweep() -> None:
    """Wake a worker for every file left behind; clear away what killed workers and lost forms left."""
    inspection.sweep()
    batches.wake_left_behind()
    exports.wake_left_behind()
    exports.destroy_expired()


@shared_task
def end_identities() -> None:
    """Destroy identities opened a day ago, and keys of the vault that seal nobody any more."""
    identities.end_expired()
    real_names.destroy_unused_keys()


@shared_task
def settle_contacts() -> None:
    """Write beside each call and message what came of it."""
    contacts.settle()


@shared_task
def oversee_retaliation() -> None:
    """Tell discipline supervision weekly of retaliation that nobody acted on. Run twice, it is told once."""
    retaliation.oversee_again()


@shared_task
def take_in_batch(pk: int) -> None:
    """Take in one spreadsheet of the hotline. Run twice, each row is taken in once."""
    batches.take_in(pk)


@shared_task
def make_export(pk: int) -> None:
    """Make one export of a list. Run twice, it is made once."""
    lists.make(pk)


@shared_task
def write_digests() -> None:
    """Tell subscribers what their saved views hold. Run twice in a week, it is told once."""
    digests.send()


@shared_task
def renew_waits() -> None:
    """See what each open case waits for by now, without anybody having done anything."""
    waiting.renew_all()


@shared_task
def settle_dates() -> None:
    """Count provisional dates anew by the notices known now. Run twice, nothing moves twice."""
    due_dates.settle_provisional()


@shared_task
def every_hour() -> None:
    """Tell once of limits that end soon or have passed."""
    due_dates.remind(timezone.localdate())


@shared_task
def every_night() -> None:
    """Bring up to date what the day's turn changes; late or after days of outage, all of it."""
    today = timezone.localdate()
    due_dates.settle_provisional()
    due_dates.remind_of_terms(today)
    ladder.draft_all(today)
    leaving.tell(today)
    paper_approvals.remind(today)
    due_dates.remind_of_missing_year(today)
    resemblance.learn_and_renew()


@shared_task
def renew_words() -> None:
    """Write the words to search for of records whose names, readers or version have changed."""
    for _looked_at, _written in renewal.renew(only_changed=True):
        pass
