"""People: nobody is a superuser, nobody holds a right everywhere, and history knows who acted."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import DataError, IntegrityError

from ledger.actors import NamedActor
from people import appointments
from people.models import User
from people.roles import Role
from tests.people.factories import a_user

pytestmark = pytest.mark.django_db


def test_create_user_keeps_a_password_that_fits():
    user = a_user(username="li", password="a long password")

    assert User.objects.get(username="li").check_password("a long password")
    assert not user.check_password("another password")


def test_create_user_without_a_password_lets_nobody_in():
    assert not a_user().has_usable_password()


def test_database_refuses_to_save_a_superuser():
    user = a_user()
    user.is_superuser = True

    with pytest.raises(IntegrityError, match="people_user_is_never_superuser"):
        user.save()


def test_database_refuses_to_update_to_a_superuser():
    a_user()

    with pytest.raises(IntegrityError, match="people_user_is_never_superuser"):
        User.objects.update(is_superuser=True)


def test_unsaved_superuser_flag_opens_nothing():
    user = User(username="li", is_superuser=True)

    assert (user.has_perm("people.view_user"), user.has_module_perms("people")) == (False, False)
    assert user.has_perms(["people.view_user"]) is False


def test_database_refuses_a_permission_of_a_group_everywhere():
    group, permission = Group.objects.create(name="x"), Permission.objects.first()

    with pytest.raises(IntegrityError, match="never everywhere"):
        group.permissions.add(permission)


def test_database_refuses_a_permission_of_a_person_everywhere():
    user, permission = a_user(), Permission.objects.first()

    with pytest.raises(IntegrityError, match="never everywhere"):
        user.user_permissions.add(permission)


def test_as_actor_is_the_first_appointment(units):
    user = a_user(units.lucheng, Role.OFFICER, username="li", full_name="李试")
    appointments.appoint(user, units.pingyang, Role.APPROVER, by=user.as_actor())

    assert user.as_actor() == NamedActor("li", "李试", "鹿城区教育局", "officer")


def test_as_actor_is_the_appointment_that_acts(units):
    user = a_user(units.lucheng, Role.OFFICER, username="li", full_name="李试")
    acting = appointments.appoint(user, units.pingyang, Role.APPROVER, by=user.as_actor())

    assert user.as_actor([acting.group_id]) == NamedActor("li", "李试", "平阳县教育局", "approver")


def test_as_actor_without_a_fitting_group_is_the_first_appointment(units):
    user = a_user(units.lucheng, Role.OFFICER)

    assert user.as_actor([0]).unit == "鹿城区教育局"


def test_as_actor_without_an_appointment_is_the_person_alone():
    user = a_user(username="li", full_name="李试")

    assert user.as_actor() == NamedActor("li", "李试", "", "")


def test_person_is_shown_by_name():
    user = a_user(full_name="李试")

    assert (str(user), user.get_full_name()) == ("李试", "李试")


def test_full_name_has_room_for_fifty_signs():
    with pytest.raises(DataError):
        a_user(full_name="长" * 51)
