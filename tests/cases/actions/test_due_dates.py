"""Due dates brought up to date: years loaded, provisional dates replaced, people told once."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from freezegun import freeze_time

from cases.actions import clocks, due_dates
from cases.calendar import Year
from cases.models import Clock, holiday
from cases.tasks import every_hour, every_night
from ledger import history
from ledger.actors import SYSTEM
from notifications.models import Message
from tests.cases.factories import TODAY, a_case, a_complaint

pytestmark = pytest.mark.django_db
NEW_YEAR = 2027
FIXED = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]


def the_notice(*more_off, on=()):
    """2027 as it might be announced."""
    off = {date(NEW_YEAR, *day) for day in FIXED} | set(more_off)
    return Year(NEW_YEAR, frozenset(off), frozenset(on))


def load(year):
    return due_dates.load_year(year, source="国办发明电〔2026〕9号", by=SYSTEM)


def letters(kind):
    return Message.objects.filter(kind=kind)


@pytest.fixture
def case(world):
    return a_case(world, "investigating")


def test_a_limit_that_ends_in_an_unknown_year_is_provisional(case):
    clock = clocks.start(case, "K4", on=date(2026, 11, 20))

    assert (clock.due_on, clock.is_provisional) == (date(2027, 1, 19), True)


def test_the_notice_replaces_a_provisional_date_and_keeps_the_old_clock(case):
    old = clocks.start(case, "K4", on=date(2026, 11, 20))

    assert load(the_notice(date(2027, 1, 19))) == 1

    new = Clock.objects.running().get(case=case, limit="K4")
    old.refresh_from_db()
    assert (new.due_on, new.is_provisional) == (date(2027, 1, 20), False)
    assert (old.due_on, old.superseded_by) == (date(2027, 1, 19), new)


def test_the_case_follows_its_replaced_date(case):
    clocks.start(case, "K4", on=date(2026, 11, 20))

    load(the_notice(date(2027, 1, 19)))

    case.refresh_from_db()
    assert (case.next_due, case.next_due_is_provisional) == (date(2027, 1, 20), False)


def test_the_replacement_is_history_without_an_hour(case):
    clocks.start(case, "K4", on=date(2026, 11, 20))

    load(the_notice(date(2027, 1, 19)))

    event = history.of(case.subject).get(kind="limit.recounted")
    assert event.payload.content["is"] == "2027-01-20"
    assert event.at is None


def test_the_same_notice_twice_replaces_nothing_twice(case):
    clocks.start(case, "K4", on=date(2026, 11, 20))
    load(the_notice())

    assert load(the_notice()) == 0
    assert Clock.objects.filter(case=case, limit="K4").count() == 2


def test_a_day_that_somebody_named_leaves_a_day_of_rest_and_no_more(case):
    clocks.set_due(case, "K4", due_on=date(2027, 1, 5), on=TODAY)

    load(the_notice(date(2027, 1, 4), date(2027, 1, 5)))

    assert clocks.running(case, "K4").due_on == date(2027, 1, 6)


def test_a_paused_clock_stays_paused_when_its_date_is_replaced(case):
    clocks.start(case, "K4", on=date(2026, 11, 20))
    clocks.pause(case, "K4", on=date(2026, 11, 24))

    load(the_notice())

    assert clocks.running(case, "K4").paused_on == date(2026, 11, 24)


def test_the_database_refuses_to_edit_a_clock(case):
    clock = clocks.start(case, "K4", on=TODAY)

    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(due_on=date(2030, 1, 1))


def test_an_extension_never_ends_on_a_day_of_rest(case):
    clocks.set_due(case, "K4", due_on=date(2026, 10, 13), on=TODAY)

    assert clocks.extend(case, "K4", days=4).due_on == date(2026, 10, 19)  # the 17th is a Saturday


def test_the_handling_officer_is_told_once_that_a_limit_ends_soon(world, case):
    clocks.set_due(case, "K4", due_on=date(2026, 10, 15), on=TODAY)

    due_dates.remind(TODAY)
    due_dates.remind(TODAY)

    assert letters("limit.soon").filter(reader=world["county.officer"]).count() == 1


def test_when_it_has_passed_the_city_is_told_too_and_once(world, case):
    clocks.set_due(case, "K4", due_on=date(2026, 10, 9), on=date(2026, 8, 1))

    due_dates.remind(TODAY)
    due_dates.remind(date(2026, 10, 15))

    told = letters("limit.late").values_list("reader__username", flat=True)
    assert sorted(told).count("city.intake") == 1
    assert "county.approver" in told


def test_a_letter_about_a_limit_says_nothing_of_the_case_but_its_number(case):
    clocks.set_due(case, "K4", due_on=TODAY, on=TODAY)

    due_dates.remind(TODAY)

    assert set(letters("limit.soon").values_list("body", flat=True)) == {case.number}


@pytest.mark.parametrize("state", ["paused", "stopped"])
def test_a_limit_that_does_not_count_tells_nobody(case, state):
    clocks.set_due(case, "K4", due_on=date(2026, 10, 9), on=TODAY.replace(day=1))
    Clock.objects.filter(case=case).update(**{f"{state}_on": TODAY})

    assert due_dates.remind(TODAY) == 0


def test_a_report_that_a_machine_may_have_sent_tells_nobody(world):
    report = a_complaint(world, doubt="flood")
    clocks.first(report, "K2", on=date(2026, 9, 1))

    assert due_dates.remind(TODAY) == 0


@freeze_time("2026-10-12 09:00")
def test_the_hourly_task_catches_up_after_days_of_outage(world, case):
    clocks.set_due(case, "K4", due_on=date(2026, 10, 9), on=date(2026, 8, 1))

    every_hour()
    every_hour()

    assert letters("limit.late").filter(reader=world["county.officer"]).count() == 1


@freeze_time("2026-11-02 01:00")
def test_administrators_are_warned_of_a_missing_year_once_a_week(world):
    every_night()
    every_night()

    assert letters("calendar.year_missing").filter(reader=world["city.sysadmin"]).count() == 1


@pytest.mark.parametrize(
    ("day", "missing"), [(date(2026, 10, 31), None), (date(2026, 11, 1), NEW_YEAR)]
)
def test_a_year_is_missed_from_november(day, missing):
    assert due_dates.missing_year(day) == missing


def test_a_year_that_was_loaded_is_not_missed():
    load(the_notice())

    assert due_dates.missing_year(date(2026, 11, 1)) is None


def test_a_process_asks_for_new_years_again_after_a_minute(monkeypatch):
    load(the_notice())
    monkeypatch.setattr(holiday, "_asked", None)

    assert NEW_YEAR in holiday.known().years
