"""Letters to staff: an inbox row each, and a mail that says only that something has come."""

from collections.abc import Iterable
from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from notifications.models import Message, MessageState
from people.models import User

LEASE = timedelta(minutes=2)
LONGEST = 200  # characters of a title; a longer one is cut, not a reason to fail its sender


def queue(
    kind: str,
    *,
    to: Iterable[User],
    title: str | Promise,
    body: str | Promise,
    link: str = "",
    is_mailed: bool = True,
) -> list[Message]:
    """Put a letter into the inbox of each person (once, however often named); mail follows on commit.

    A letter that is not mailed waits in the inbox alone: a mail leaves at an hour, and bears it.
    """
    with translation.override(settings.LANGUAGE_CODE):  # the reader's language, not the writer's
        words = {"kind": kind, "title": str(title)[:LONGEST], "body": str(body), "link": link}
    readers = {user.pk: user for user in to}
    state = {} if is_mailed else {"state": MessageState.SENT, "sent_on": timezone.localdate()}
    letters = Message.objects.bulk_create(
        Message(reader=one, **words, **state) for one in readers.values()
    )
    for letter in letters if is_mailed else ():
        wake("notifications.tasks.deliver", letter.pk)
    return letters


def wake(task: str, *args: object) -> None:
    """Start a task by its name once this transaction is committed.

    A queue that cannot be reached is logged and no more: the work is a row, and the sweep finds it.
    """

    def start() -> None:
        current_app.send_task(task, args)

    transaction.on_commit(start, robust=True)


def deliver(pk: int) -> bool:
    """Mail one letter, if nobody else does; run twice, it is sent once."""
    letter = Message.objects.select_related("reader").get(pk=pk)
    if not letter.claim(lease=LEASE):
        return False
    with letter.attempt():
        address = _mail(letter)
        letter.finish(sent_on=timezone.localdate(), mailed_to=address)
    return letter.state == letter.DONE


def _mail(letter: Message) -> str:
    """The address it went to; empty for a person without one, who has his inbox alone."""
    reader = letter.reader
    if not (reader.is_active and reader.email):
        return ""
    site = getattr(settings, "SITE_URL", "")
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("mail/letter.txt", {"letter": letter, "site": site})
        EmailMessage(_("You have a new letter"), text, to=[reader.email]).send()
    return reader.email
