"""A small invented city, loaded once for all tests of its rows."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from cases.synthetic import load
from cases.synthetic.plan import Plan
from tests.cases.factories import always

DAY = date(2026, 10, 12)
SIZE = 400


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """400 reports of seed 1 on a fixed day; taken back after the module."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(timezone, "localdate", always(DAY))
        a_load(seed=1)
        yield
        transaction.set_rollback(True)


def a_load(*, seed, batch=0, complaints=SIZE):
    """Load as the command does on a fixed day; how many rows."""
    plan = Plan(complaints, seed, DAY, batch)
    return load.load(plan, using="default", shown=lambda _made: None, is_bare=False)
