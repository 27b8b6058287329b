"""What tests of cases share: a world made once a module, a fixed day, the language of the code."""

import pytest
from django.db import transaction
from django.utils import timezone, translation

from tests.cases import factories


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Units and people of ``factories.World``, made once a module and taken back at its end.

    The tests of the module must be marked ``django_db``: each is a savepoint inside.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield factories.World()
        transaction.set_rollback(True)


@pytest.fixture
def set_today(monkeypatch):
    """Let a day be today, as the actions see it."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", factories.always(day))


@pytest.fixture
def fixed_day(set_today):
    """Today is ``factories.TODAY``."""
    set_today(factories.TODAY)


@pytest.fixture
def english():
    """Refusals are compared in the language of the code."""
    with translation.override("en"):
        yield
