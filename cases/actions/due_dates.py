"""Due dates of many records brought up to date: provisional ones, and those told of once.

Everything here may run twice, late, or after days of outage: rows say what has been done.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases import letters
from cases.actions import clocks
from cases.catalogues import limits, titles
from cases.models import Clock, Decision, HolidayYear, holiday
from cases.permissions import Seat
from cases.states import ProceedingState
from ledger import history
from notifications import outbox
from notifications.models import Message
from people.models import Appointment, User
from people.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from cases.calendar import Calendar, Due, Year
    from ledger.actors import Actor

AT_ONCE = 500  # rows of one run; the next run takes the next
SOON = timedelta(days=3)
TERM_SOON = timedelta(days=30)
YEAR_MISSING = "calendar.year_missing"
WEEK = timedelta(days=7)
NOTICE_EXPECTED = (11, 1)  # next year's notice appears in November (§12.1.7)

# limit → who meets it, and who else hears once it has passed
TOLD: dict[str, tuple[tuple[Seat, ...], tuple[Seat, ...]]] = {
    "SIGN": ((Seat.OFFICER,), (Seat.CITY_INTAKE, Seat.APPROVER)),
    "K4": ((Seat.OFFICER, Seat.INVESTIGATOR), (Seat.APPROVER, Seat.CITY_INTAKE)),
    "REPORT_REVIEW": ((Seat.APPROVER,), (Seat.OFFICER, Seat.CITY_INTAKE)),
    "SUSPENSION_REVIEW": ((Seat.APPROVER,), (Seat.OFFICER,)),
    "K15": ((Seat.OFFICER, Seat.APPROVER), (Seat.CITY_APPROVER,)),
    "K15-2": ((Seat.OFFICER, Seat.APPROVER), (Seat.CITY_APPROVER,)),
    "FILE": ((Seat.PERSONNEL,), (Seat.OFFICER,)),
    "REVIEW_DECIDE": ((Seat.DISCIPLINE,), (Seat.APPROVER,)),
    "APPEAL_DECIDE": ((Seat.DISCIPLINE,), (Seat.CITY_APPROVER,)),
}
OTHERS = ((Seat.CITY_INTAKE,), (Seat.CITY_APPROVER,))


def load_year(year: Year, *, source: str, by: Actor) -> int:
    """Take in a year's notice and count the provisional dates anew; how many of them were replaced."""
    take_in_year(year, source=source, by=by)
    holiday.ask()
    return settle_provisional()


def take_in_year(year: Year, *, source: str, by: Actor) -> None:
    """Take in a year's notice; the worker then counts the provisional dates anew."""
    with transaction.atomic():
        HolidayYear.objects.update_or_create(
            number=year.number,
            defaults={
                "source": source, "days_off": sorted(year.days_off),
                "days_on": sorted(year.days_on), "loaded_on": timezone.localdate(),
                "loaded_by": by.name,
            },
        )  # fmt: skip
        about = {"year": year.number, "source": source}
        history.record("calendar.year_loaded", f"calendar:{year.number}", by=by, payload=about)
        outbox.wake("cases.tasks.settle_dates")


def settle_provisional() -> int:
    """Replace every provisional date that the notices now known fix or move; how many."""
    waiting = Clock.objects.running().filter(is_provisional=True).order_by("pk")
    return sum(_settle(pk) for pk in waiting.values_list("pk", flat=True).iterator())


def _settle(pk: int) -> bool:
    with transaction.atomic():
        record = Clock.objects.get(pk=pk).record.locked()  # first the record, as every step does
        old = Clock.objects.running().filter(pk=pk).first()
        due = old and _counted(old, holiday.known())
        if not (old and due) or (due.is_provisional and due.day == old.due_on):
            return False
        clocks.recount(record, old, due)
        return True


def _counted(clock: Clock, calendar: Calendar) -> Due:
    """The last day by the notices now known; one that somebody named only leaves a day of rest."""
    if clock.is_named:
        return calendar.on_working_day(clock.due_on)
    return limits.due(limits.get(clock.limit), clock.started_on, calendar)


def remind(today: date) -> int:
    """Tell once of each limit that ends within three days, and once of each that has passed."""
    running = Clock.objects.running().filter(is_ours=True, paused_on=None).trusted()
    late = running.filter(due_on__lt=today, late_on=None)
    soon = running.filter(due_on__gte=today, due_on__lte=today + SOON, warned_on=None)
    told = sum(_tell(one, "limit.late", "late_on", today) for one in late[:AT_ONCE])
    return told + sum(_tell(one, "limit.soon", "warned_on", today) for one in soon[:AT_ONCE])


@transaction.atomic
def _tell(clock: Clock, event: str, column: str, today: date) -> int:
    won = Clock.objects.running().filter(pk=clock.pk, **{column: None}).update(**{column: today})
    if won:
        meets, hears = TOLD.get(clock.limit, OTHERS)
        seats = (*meets, *hears) if event == "limit.late" else meets
        letters.tell(clock.record, event, *seats)
    return won


def remind_of_terms(today: date) -> int:
    """Tell personnel, 30 days ahead, of each term that ends: the notice is theirs to write (§0.1, 5)."""
    served = Decision.objects.filter(
        proceeding__state=ProceedingState.SERVED, ended_on=None, end_told_on=None,
        ends_on__lte=today + TERM_SOON,
    )  # fmt: skip
    return sum(_tell_of_term(one, today) for one in served.select_related("proceeding")[:AT_ONCE])


@transaction.atomic
def _tell_of_term(decision: Decision, today: date) -> int:
    mine = Decision.objects.filter(pk=decision.pk, end_told_on=None)
    won = mine.update(end_told_on=today)
    if won:
        letters.tell(decision.proceeding.case, "term.soon", Seat.PERSONNEL, Seat.OFFICER)
    return won


def next_year() -> int:
    """The first year whose notice is not known."""
    return max(holiday.known().years) + 1


def missing_year(today: date) -> int | None:
    """Next year's number where its notice should be here by now and has not been loaded."""
    is_time = (today.month, today.day) >= NOTICE_EXPECTED
    return today.year + 1 if is_time and today.year + 1 not in holiday.known().years else None


def remind_of_missing_year(today: date) -> int:
    """From 1 November, tell every system administrator once a week; how many were told."""
    year = missing_year(today)
    if year is None:
        return 0
    told = Message.objects.filter(kind=YEAR_MISSING, queued_on__gt=today - WEEK)
    posts = Appointment.objects.current().filter(role=Role.SYSADMIN)
    people = User.objects.filter(pk__in=posts.values("user"), is_active=True)
    return len(
        outbox.queue(
            YEAR_MISSING, to=people.exclude(pk__in=told.values("reader")),
            title=titles.LETTERS[YEAR_MISSING], body=str(year), link=reverse("holidays"),
        )
    )  # fmt: skip
