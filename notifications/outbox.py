"""Letters to staff: an inbox row each, and outside the system a word that something has come."""

from collections.abc import Iterable

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise

from notifications import deliveries
from notifications.models import Delivery, Message, Preference
from people.models import User

LONGEST = 200  # characters of a title; a longer one is cut, not a reason to fail its sender


def queue(  # noqa: PLR0913 - all that one letter says
    kind: str,
    *,
    to: Iterable[User],
    title: str | Promise,
    body: str | Promise,
    link: str = "",
    is_mailed: bool = True,
    is_urgent: bool = False,
) -> list[Message]:
    """Put a letter into the inbox of each person (once, however often named); word of it follows.

    By which channels and when is each person's choice. Of a letter that is not mailed the digest
    of the day tells, and of an urgent one the next round: a word at once would bear an hour.
    """
    with translation.override(settings.LANGUAGE_CODE):  # the reader's language, not the writer's
        words = {"kind": kind, "title": str(title)[:LONGEST], "body": str(body), "link": link}
    chosen = Preference.objects.of_all(to)
    how = {"is_urgent": is_urgent, "is_discreet": not is_mailed}
    letters = Message.objects.bulk_create(
        Message(
            reader=one.person, is_urgent=is_urgent, **words,
            waits_for_digest=deliveries.is_for_digest(one, **how),
        )
        for one in chosen.values()
    )  # fmt: skip
    _wake(deliveries.plan(letters, chosen, is_discreet=not is_mailed))
    return letters


def _wake(planned: Iterable[Delivery]) -> None:
    """Those that may leave at once; the sweep finds the others when their time has come."""
    for one in planned:
        if one.lease_until is None:
            wake("notifications.tasks.deliver", one.pk)


def wake(task: str, *args: object) -> None:
    """Start a task by its name once this transaction is committed.

    A queue that cannot be reached is logged and no more: the work is a row, and the sweep finds it.
    """

    def start() -> None:
        current_app.send_task(task, args)

    transaction.on_commit(start, robust=True)
