"""The digest of a day: one word for all letters that were not told of one by one."""

from django.db import transaction
from django.utils import timezone

from notifications import deliveries
from notifications.models import Delivery, Message, Preference
from people.models import User

AT_ONCE = 500  # people a run


def write() -> int:
    """Plan today's digests; how many. Run twice, late or after days, nobody is told twice."""
    waiting = Message.objects.for_digest().values("reader")
    readers = User.objects.filter(pk__in=waiting).order_by("pk")[:AT_ONCE]
    return sum(_write(one) for one in readers)


@transaction.atomic
def _write(reader: User) -> int:
    """Those that were read meanwhile are told of no more."""
    mine = Message.objects.of(reader).for_digest()
    unread = mine.unread().exists()
    if not mine.update(waits_for_digest=False) or not unread:
        return 0
    chosen = Preference.objects.of(reader)
    rows = [
        Delivery(reader=reader, means=means, digest_on=timezone.localdate())
        for means in deliveries.means_of(chosen, is_urgent=False)
    ]
    return len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))
