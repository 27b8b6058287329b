"""What every test stands on: the database, and nothing left behind by the test before."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache

from tests import database


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After the owner's migrations the application's role gets its rights."""
    with django_db_blocker.unblock():
        database.grant()
        database.remember()


@pytest.fixture(autouse=True)
def _forgetful():
    """Query counts must not depend on which test ran before; nor must limits on logins."""
    ContentType.objects.clear_cache()
    cache.clear()


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
