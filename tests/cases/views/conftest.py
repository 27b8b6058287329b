"""For tests of pages: a vault, a report with a sealed reporter, a request to open it."""

import pytest

from cases.models import IdentityGrant
from ledger import vault
from tests.cases.identity import CUSTODIANS, QUICK, a_named
from tests.cases.views.desk import at_desk
from tests.cases.views.identity_pages import WORDS, ask, rule


@pytest.fixture
def vault_key(db):
    return vault.establish(CUSTODIANS, effort=QUICK)


@pytest.fixture
def sealed(world, vault_key):
    """A report whose reporter is sealed."""
    return a_named(world, narrative=WORDS)


@pytest.fixture
def intake_desk(world):
    """The browser of the intake officer."""
    return at_desk(world["city.intake"])


@pytest.fixture
def grant(intake_desk, sealed):
    """His request."""
    ask(intake_desk, sealed)
    return IdentityGrant.objects.get()


@pytest.fixture
def opened(world, grant):
    """A custodian has approved."""
    rule(at_desk(world["city.custodian"]), grant)
    grant.refresh_from_db()
    assert grant.state == "open"
    return grant
