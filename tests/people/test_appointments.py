"""Appointments: from a day, to a day; membership follows at once; the dates themselves decide."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ledger import history
from ledger.actors import SYSTEM
from people import appointments, tasks
from people.models import Appointment, User
from people.roles import Role
from tests.people.factories import a_unit_tree, a_user

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today(monkeypatch):
    """A fixed day."""
    day = datetime.date(2026, 11, 10)
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)
    return day


@pytest.fixture
def user():
    return a_user(username="li", full_name="李试")


def groups_of(user):
    return list(user.groups.values_list("name", flat=True))


def test_group_for_is_one_group_for_a_role_at_a_unit(units):
    group = appointments.group_for(units.lucheng, Role.OFFICER)

    assert group.name == f"{units.lucheng.pk}:officer"
    assert appointments.group_for(units.lucheng, "officer") == group


def test_group_for_an_unknown_role_is_refused(units):
    with pytest.raises(ValueError, match="boss"):
        appointments.group_for(units.lucheng, "boss")


def test_appoint_gives_membership_at_once(units, user):
    appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)

    assert groups_of(user) == [f"{units.lucheng.pk}:officer"]


def test_appoint_for_later_gives_nothing_yet(units, user, today):
    appointments.appoint(user, units.lucheng, Role.OFFICER, starts_on=today + DAY, by=SYSTEM)

    assert (groups_of(user), list(appointments.current_groups(user))) == ([], [])


def test_appoint_is_history_of_the_person(units, user, today):
    appointments.appoint(
        user, units.lucheng, Role.OFFICER, starts_on=today, ends_on=today + DAY, by=SYSTEM
    )

    event = history.of("person:li").get()
    assert (event.kind, event.payload.content) == (
        "appointment.begun",
        {
            "unit": "鹿城区教育局",
            "role": "officer",
            "starts_on": "2026-11-10",
            "ends_on": "2026-11-11",
        },
    )


def test_appoint_twice_is_refused(units, user):
    appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)

    with pytest.raises(appointments.AlreadyAppointed, match="李试"):
        appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)
    assert Appointment.objects.count() == 1


def test_appoint_again_after_the_end_is_possible(units, user, today):
    first = appointments.appoint(
        user, units.lucheng, Role.OFFICER, starts_on=today - 9 * DAY, by=SYSTEM
    )
    appointments.end(first, on=today - DAY, by=SYSTEM)

    appointments.appoint(user, units.lucheng, Role.OFFICER, starts_on=today, by=SYSTEM)

    assert groups_of(user) == [f"{units.lucheng.pk}:officer"]


def test_appoint_before_a_later_appointment_is_possible(units, user, today):
    appointments.appoint(user, units.lucheng, Role.OFFICER, starts_on=today + 9 * DAY, by=SYSTEM)

    appointments.appoint(
        user, units.lucheng, Role.OFFICER, starts_on=today, ends_on=today + DAY, by=SYSTEM
    )

    assert Appointment.objects.count() == 2


def test_database_refuses_two_open_appointments(units, user, today):
    held = appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)
    held.pk = None

    with pytest.raises(IntegrityError, match="one_is_open"):
        held.save()


def test_end_takes_membership_at_once(units, user, today):
    held = appointments.appoint(user, units.lucheng, Role.OFFICER, starts_on=today - DAY, by=SYSTEM)

    appointments.end(held, on=today - DAY, by=SYSTEM)

    assert (groups_of(user), list(appointments.current_groups(user))) == ([], [])


def test_end_today_lets_the_day_count(units, user, today):
    held = appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)

    appointments.end(held, on=today, by=SYSTEM)

    assert list(appointments.current_groups(user)) == [held.group_id]


def test_end_leaves_other_memberships(units, user, today):
    held = appointments.appoint(user, units.lucheng, Role.OFFICER, starts_on=today - DAY, by=SYSTEM)
    appointments.appoint(user, units.pingyang, Role.APPROVER, by=SYSTEM)

    appointments.end(held, on=today - DAY, by=SYSTEM)

    assert groups_of(user) == [f"{units.pingyang.pk}:approver"]


def test_end_before_the_start_is_refused(units, user, today):
    held = appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)

    with pytest.raises(IntegrityError, match="ends_after_it_starts"), transaction.atomic():
        appointments.end(held, on=today - DAY, by=SYSTEM)


def test_end_is_history_of_the_person(units, user, today):
    held = appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)

    appointments.end(held, on=today, by=SYSTEM)

    event = history.of("person:li").last()
    assert (event.kind, event.payload.content["ends_on"]) == ("appointment.ended", "2026-11-10")


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (-1, None, True),
        (0, None, True),
        (1, None, False),
        (-9, -1, False),
        (-9, 0, True),
        (0, 0, True),
        (-9, 9, True),
    ],
)
def test_current_groups_go_by_the_dates(start, end, counts, units, user, today):
    held = Appointment.objects.create(
        user=user,
        unit=units.lucheng,
        role=Role.OFFICER,
        starts_on=today + start * DAY,
        ends_on=None if end is None else today + end * DAY,
        group=appointments.group_for(units.lucheng, Role.OFFICER),
    )

    assert list(appointments.current_groups(user)) == ([held.group_id] if counts else [])


def test_current_groups_of_somebody_inactive_are_none(units):
    user = a_user(units.lucheng)
    user.is_active = False

    assert list(appointments.current_groups(user)) == []


def test_current_groups_do_not_trust_membership(units, user):
    user.groups.add(appointments.group_for(units.lucheng, Role.OFFICER))

    assert list(appointments.current_groups(user)) == []


def test_units_of_are_those_of_today(units, user, today):
    appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)
    appointments.appoint(user, units.lucheng, Role.APPROVER, by=SYSTEM)
    appointments.appoint(user, units.pingyang, Role.OFFICER, starts_on=today + DAY, by=SYSTEM)

    assert list(appointments.units_of(user)) == [units.lucheng]


def test_holders_are_the_active_people_of_today(units, user, today):
    holder = a_user(units.lucheng, Role.OFFICER)
    a_user(units.lucheng, Role.OFFICER, is_active=False)
    a_user(units.lucheng, Role.APPROVER)
    a_user(units.pingyang, Role.OFFICER)
    appointments.appoint(user, units.lucheng, Role.OFFICER, starts_on=today + DAY, by=SYSTEM)

    assert list(appointments.holders(units.lucheng, Role.OFFICER)) == [holder]


@pytest.fixture
def drifted(units, user, today):
    """Membership that says what is no longer, and does not say what is."""
    stale = appointments.group_for(units.lucheng, Role.OFFICER)
    due = appointments.group_for(units.pingyang, Role.APPROVER)
    for unit, role, group, end in [
        (units.lucheng, Role.OFFICER, stale, today - DAY),
        (units.pingyang, Role.APPROVER, due, None),
    ]:
        Appointment.objects.create(
            user=user, unit=unit, role=role, group=group, starts_on=today - DAY, ends_on=end
        )
    user.groups.set([stale])
    return due


def test_refresh_groups_puts_membership_right(drifted, user):
    tasks.refresh_groups()

    assert groups_of(user) == [drifted.name]


def test_refresh_groups_twice_changes_nothing(drifted, user):
    tasks.refresh_groups()
    before = list(User.groups.through.objects.values_list("pk", flat=True))

    tasks.refresh_groups()

    assert list(User.groups.through.objects.values_list("pk", flat=True)) == before


def test_refresh_groups_takes_three_queries_for_all(drifted, units, django_assert_num_queries):
    a_user(units.lucheng)

    with django_assert_num_queries(5):  # three, in a transaction of its own
        tasks.refresh_groups()


def test_appointment_says_what_it_is(units, user):
    held = appointments.appoint(user, units.lucheng, Role.OFFICER, by=SYSTEM)

    assert str(held) == f"{user.pk} officer at {units.lucheng.pk}"


def test_groups_for_gives_each_place_its_group_in_one_query(django_assert_num_queries):
    tree = a_unit_tree()
    places = [(tree.city, Role.INTAKE), (tree.lucheng, Role.OFFICER)]
    appointments.groups_for(places)  # makes them

    with django_assert_num_queries(1):
        found = appointments.groups_for(places)

    assert found == {
        (unit.pk, str(role)): appointments.group_for(unit, role).pk for unit, role in places
    }


def test_a_committed_group_is_not_asked_for_again(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    places = [(a_unit_tree().city, Role.INTAKE)]
    with django_capture_on_commit_callbacks(execute=True):
        made = appointments.groups_for(places)

    with django_assert_num_queries(0):
        assert appointments.groups_for(places) == made
