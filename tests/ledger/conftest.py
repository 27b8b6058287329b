"""For tests of the ledger: an officer, and the owner's connection, which may do what the app may not."""

import pytest
from django.db import connections

from ledger import vault
from ledger.actors import NamedActor


@pytest.fixture
def officer():
    """A case officer of Lucheng."""
    return NamedActor("lucheng.officer", "演示承办员", "鹿城区教育局", "officer")


@pytest.fixture
def quick():
    """Passphrases cost little."""
    return vault.Effort(1, 8192)


@pytest.fixture
def as_owner():
    """Everything in this test runs as the owner of the database, triggers and all."""
    app = connections["default"]
    connections["default"] = connections["owner"]
    yield connections["owner"]
    connections["default"] = app


@pytest.fixture
def forger(as_owner):
    """The owner with all triggers silenced: call it with SQL."""
    with as_owner.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        yield cursor.execute
