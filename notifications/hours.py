"""When something may leave: not in quiet hours, and where an hour would tell of a reporter, at fixed rounds."""

from datetime import datetime, time, timedelta

from django.utils import timezone

ROUND = 4  # hours: at 0, 4, 8 … leaves what a reporter's own doing caused and cannot wait longer
DAY = timedelta(days=1)


def end_of_quiet(now: datetime, start: time | None, end: time | None) -> datetime | None:
    """When the quiet hours around ``now`` end; None outside them. They may go over midnight."""
    if start is None or end is None or start == end:
        return None
    local = timezone.localtime(now)
    clock = local.time()
    is_over_midnight = start > end
    is_quiet = (clock >= start or clock < end) if is_over_midnight else start <= clock < end
    if not is_quiet:
        return None
    day = local.date() + (DAY if is_over_midnight and clock >= start else timedelta())
    return timezone.make_aware(datetime.combine(day, end))


def next_round(now: datetime) -> datetime:
    """The next round, the same for whatever happened since the last: so it tells no hour."""
    local = timezone.localtime(now)
    begun = local.replace(hour=local.hour // ROUND * ROUND, minute=0, second=0, microsecond=0)
    return begun + timedelta(hours=ROUND)
