"""Word outside the system that something waits in an inbox: planned with the letter, sent by the worker.

What leaves says only that something has come, with a link: never what, of whom, or from whom.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from notifications import channels, hours
from notifications.models import Delivery, Means, Message, Preference

LEASE = timedelta(minutes=2)


def is_for_digest(chosen: Preference, *, is_urgent: bool, is_discreet: bool) -> bool:
    """Whether a letter waits for the digest of a day instead of being told of by itself."""
    return not is_urgent and (is_discreet or chosen.is_digest)


def plan(
    letters: Sequence[Message], chosen: dict[int, Preference], *, is_discreet: bool
) -> list[Delivery]:
    """A row for each channel by which somebody is told of a letter. One query.

    A discreet one leaves at the next round, so that it tells no hour of a reporter.
    """
    now = timezone.now()
    return Delivery.objects.bulk_create(
        Delivery(
            message=one, reader=one.reader, means=means, is_urgent=one.is_urgent,
            lease_until=hours.next_round(now) if is_discreet else _not_before(now, one, chosen),
        )
        for one in letters
        if not one.waits_for_digest
        for means in means_of(chosen[one.reader_id], is_urgent=one.is_urgent)
    )  # fmt: skip


def means_of(chosen: Preference, *, is_urgent: bool) -> list[str]:
    """The channels that he chose, that this bureau has, and in which he has an address."""
    wanted = chosen.urgent if is_urgent else chosen.ordinary
    open_ = channels.connected() & set(wanted)
    return [
        means
        for means in Means.values
        if means in open_ and channels.STAFF[means].address_of(chosen)
    ]


def _not_before(now: datetime, letter: Message, chosen: dict[int, Preference]) -> datetime | None:
    own = chosen[letter.reader_id]
    return None if letter.is_urgent else hours.end_of_quiet(now, own.quiet_from, own.quiet_to)


def deliver(pk: int) -> bool:
    """Send one, if nobody else does; run twice, it is sent once. Dropped if no longer needed."""
    row = Delivery.objects.select_related("reader", "message").get(pk=pk)
    if not row.claim(lease=LEASE):
        return False
    chosen = Preference.objects.of(row.reader)
    address = channels.STAFF[row.means].address_of(chosen)
    if not (row.is_needed and address):
        return row.drop() and False
    with row.attempt():
        _send(row, address)
    return row.state == row.DONE


def _send(row: Delivery, address: str) -> None:
    try:
        channels.send(row.means, address, text_of(row), once=row.once)
    except channels.NotConnected:
        row.put_back("not connected")
    except channels.Refused as refusal:
        row.put_back(f"refused: {refusal}")
    except OSError as error:
        row.put_back(f"not reached: {type(error).__name__}")
    else:
        row.finish(sent_on=timezone.localdate())


def text_of(row: Delivery) -> str:
    """What leaves the system."""
    link = row.message.get_absolute_url() if row.message else reverse("inbox")
    site = getattr(settings, "SITE_URL", "")
    name = "mail/letter.txt" if row.means == Means.MAIL else "notifications/short.txt"
    with translation.override(settings.LANGUAGE_CODE):
        said = render_to_string(name, {"row": row, "address": f"{site}{link}"})
    return said.strip() + ("\n" if row.means == Means.MAIL else "")
