"""Sessions end after half an hour without use, and are written at most once a minute."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from ethics import sessions

pytestmark = pytest.mark.django_db
MINUTES = 1000


@pytest.fixture
def officer(client, django_user_model, monkeypatch):
    """Signed in; has asked for one page in the minute 1000."""
    monkeypatch.setattr(sessions, "_minute", lambda: MINUTES)
    client.force_login(django_user_model.objects.create_user("ren", full_name="任一"))
    client.get("/desk/")
    return client


def end_of(client):
    return Session.objects.get(pk=client.session.session_key).expire_date


def pull_in(client):
    """As if the session had been written ten minutes ago."""
    row = Session.objects.filter(pk=client.session.session_key)
    row.update(expire_date=timezone.now() + timedelta(minutes=20))


def test_a_page_in_the_next_minute_moves_the_end_on(officer, monkeypatch):
    pull_in(officer)
    monkeypatch.setattr(sessions, "_minute", lambda: MINUTES + 1)

    officer.get("/desk/")

    assert end_of(officer) > timezone.now() + timedelta(minutes=29)


def test_a_second_page_in_the_same_minute_writes_nothing(officer):
    pull_in(officer)

    officer.get("/desk/")

    assert end_of(officer) < timezone.now() + timedelta(minutes=21)


def test_after_half_an_hour_without_use_one_signs_in_again(officer):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert officer.get("/desk/").status_code == 302


def test_whoever_signs_in_nowhere_has_no_session(client):
    client.get("/report/")

    assert not Session.objects.exists()
