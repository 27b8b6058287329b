"""Terms in months whose first day counts: sanctions, disqualifications (they need no calendar of working days)."""

from calendar import monthrange
from datetime import date, timedelta

LONGEST = 48


def last_day(first: date, months: int) -> date:
    """The day before the corresponding day, or the month's end where it has none: 2026-03-10, 6 → 2026-09-09."""
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    length = monthrange(year, month)[1]
    if first.day > length:
        return date(year, month, length)
    return date(year, month, first.day) - timedelta(days=1)


def combined_months(running_left: int, new: int) -> int:
    """A new sanction during a running one: what is left plus the new term, at most 48 (政务处分法 art. 15)."""
    return min(running_left + new, LONGEST)
