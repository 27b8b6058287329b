"""For tests of what officers do: a vault, a report with a sealed reporter, a request to open it."""

import pytest

from cases.actions import identities
from ledger import vault
from people.roles import Role
from tests.cases.factories import a_person
from tests.cases.identity import CUSTODIANS, PASSPHRASE, QUICK, Browser, a_named, ask


@pytest.fixture
def vault_key(db):
    return vault.establish(CUSTODIANS, effort=QUICK)


@pytest.fixture
def custodian2(world):
    """The second custodian."""
    return a_person(world.city, Role.CUSTODIAN, name="city.custodian2")


@pytest.fixture
def sealed(world, vault_key):
    """A report whose reporter is sealed."""
    return a_named(world)


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def asked(world, sealed, browser):
    """The intake officer asks for it."""
    return ask(sealed, browser, world["city.intake"])


@pytest.fixture
def opened(world, asked):
    """A custodian has approved."""
    identities.approve(asked, passphrase=PASSPHRASE, by=world["city.custodian"])
    asked.refresh_from_db()
    return asked
