"""Notices to reporters: a row each, sent by the worker to an address that is then forgotten."""

from datetime import timedelta

from django.utils import timezone

from ledger import sealing
from notifications import channels, outbox
from notifications.models import Notice

LEASE = timedelta(minutes=2)
PURPOSE = "contact"  # addresses are locked for this
KEPT = timedelta(days=7)  # an address that could not be reached, in case the gateway is mended


def queue(
    subject: str, *, means: str, address: str, text: str = "", staff_number: str = ""
) -> Notice:
    """Keep what is to be sent; the worker sends it once this transaction is committed."""
    row = Notice.objects.create(
        subject=subject, means=means, sealed=sealing.lock(PURPOSE, address.encode()), text=text,
        staff_number=staff_number,
    )  # fmt: skip
    outbox.wake("notifications.tasks.send_notice", row.pk)
    return row


def deliver(pk: int) -> bool:
    """Send one notice, if nobody else does; run twice, it is sent once."""
    row = Notice.objects.get(pk=pk)
    if not row.claim(lease=LEASE):
        return False
    is_call = row.means == channels.CALL
    if is_call and (row.attempts > 1 or row.queued_on < timezone.localdate()):
        return row.fail("too late") and False
    with row.attempt():
        _send(row, is_call=is_call)
    return row.state == row.DONE


def _send(row: Notice, *, is_call: bool) -> None:
    address = sealing.unlock(PURPOSE, bytes(row.sealed)).decode()
    again = row.fail if is_call else row.put_back
    try:
        channels.send(row.means, address, row.text, staff_number=row.staff_number)
    except channels.NotConnected:
        row.fail("not connected")
    except channels.Refused as refusal:
        again(f"refused: {refusal}")
    except OSError as error:
        again(f"not reached: {type(error).__name__}")
    else:
        row.finish(sent_on=timezone.localdate(), sealed=b"", text="")


def forget() -> int:
    """Empty the addresses of notices given up a week ago; how many."""
    old = Notice.objects.failed().filter(queued_on__lte=timezone.localdate() - KEPT)
    return old.exclude(sealed=b"", text="").update(sealed=b"", text="")
