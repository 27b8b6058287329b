"""What every test stands on: the database, and nothing left behind by the test before."""

import time

import freezegun
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from cases.calendar import KNOWN
from cases.models import holiday
from ethics import sessions
from people.models import units
from tests import database

freezegun.configure(  # how long a test took, and how old an answer is, whatever day it lives in
    extend_ignore_list=["_pytest.timing", "cases.models.holiday"]
)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """The owner makes the test database; the application's role uses it, with its own rights.

    pytest-django would make only what a test names, and no test names the owner.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        database.grant()
        database.remember()
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch):
    """Query counts must not depend on which test ran before; nor must limits on logins."""
    ContentType.objects.clear_cache()
    cache.clear()
    units._city.clear()
    monkeypatch.setattr(sessions, "_minute", lambda: 0)
    holiday._asked = time.monotonic(), KNOWN


@pytest.fixture(autouse=True)
def _put_back_what_was_committed(request):
    """A test in real transactions runs as the application's role, which may not truncate."""
    yield
    if _commits(request):
        with request.getfixturevalue("django_db_blocker").unblock():
            database.put_back()


def _commits(request) -> bool:
    mark = request.node.get_closest_marker("django_db")
    in_transactions = mark is not None and mark.kwargs.get("transaction", False)
    return in_transactions or {"transactional_db", "live_server"} & set(request.fixturenames)
