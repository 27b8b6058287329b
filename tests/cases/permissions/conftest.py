"""The matter and everybody around it, made once a module."""

import pytest
from django.utils import timezone

from ledger import vault
from tests.cases import factories
from tests.cases.identity import CUSTODIANS, QUICK
from tests.cases.permissions import matter


@pytest.fixture(scope="module")
def today():
    """The day of the factories, for whatever is made once a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localdate", factories.always(factories.TODAY))
        yield


@pytest.fixture(scope="module")
def people(world, today, django_db_blocker):
    """Each role at each side."""
    with django_db_blocker.unblock():
        return matter.everybody(world)


@pytest.fixture(scope="module")
def setting(world, people, django_db_blocker):
    """What was there before."""
    with django_db_blocker.unblock():
        return matter.a_setting(world, people)


@pytest.fixture(scope="module")
def one(world, people, setting, django_db_blocker):
    """The matter full of canaries."""
    with django_db_blocker.unblock():
        vault.establish(CUSTODIANS, effort=QUICK)
        return matter.planted(world, people, setting)
