"""Sealed identities on real connections: committed before a byte leaves, and nothing is done twice."""

import psycopg
import pytest
from django.db import connections
from nacl.public import SealedBox

from cases.actions import identities, real_names
from cases.exceptions import CaseError
from cases.models import IdentityGrant, Reporter
from ledger import history, vault
from ledger.models import Access, Event
from people.roles import Role
from tests.cases.factories import World, a_person
from tests.cases.identity import CUSTODIANS, PASSPHRASE, QUICK, Browser, a_named, ask
from tests.cases.test_races import rush

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    """Where every connection sees it."""
    return World()


@pytest.fixture
def key():
    return vault.establish(CUSTODIANS, effort=QUICK)


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def grant(world, key, browser):
    return ask(a_named(world), browser, world["city.intake"])


@pytest.fixture
def elsewhere():
    """A connection of the owner: it sees what is committed, and may change tables."""
    words = connections["owner"].get_connection_params()
    with psycopg.connect(**words, autocommit=True) as owner, owner.cursor() as cursor:
        yield cursor


def tried(deed):
    """How it ended, as a word."""

    def attempt():
        try:
            deed()
        except CaseError as refusal:
            return type(refusal).__name__
        return "done"

    return attempt


def test_i4_the_access_row_is_committed_before_the_identity_is_opened(
    world, grant, browser, elsewhere, monkeypatch
):
    identities.approve(grant, passphrase=PASSPHRASE, by=world["city.custodian"])
    grant.refresh_from_db()
    whole, seen = SealedBox.decrypt, []

    def decrypt(*words):
        elsewhere.execute("select what from ledger_access where reader_key = 'city.intake'")
        seen.extend(elsewhere.fetchall())
        return whole(*words)

    monkeypatch.setattr(SealedBox, "decrypt", decrypt)
    identities.read(grant, private=browser.private, by=world["city.intake"])

    what = f"{grant.complaint.number} identity of the reporter (request {grant.pk})"
    assert seen == [(what,)]


def test_i4_an_access_table_that_takes_no_row_gives_no_identity(world, grant, browser, elsewhere):
    identities.approve(grant, passphrase=PASSPHRASE, by=world["city.custodian"])
    grant.refresh_from_db()
    elsewhere.execute("alter table ledger_access add constraint broken check (false) not valid")
    try:
        with pytest.raises(Exception, match="broken"):
            identities.read(grant, private=browser.private, by=world["city.intake"])
    finally:
        elsewhere.execute("alter table ledger_access drop constraint broken")
    events = Event.objects.filter(subject=grant.complaint.subject)
    assert not events.filter(kind="complaint.identity_read").exists()
    assert not Access.objects.exists()


def test_of_two_custodians_at_once_one_rules(world, grant):
    other = a_person(world.city, Role.CUSTODIAN, name="city.custodian2")
    ends = rush([
        tried(lambda: identities.approve(grant, passphrase=PASSPHRASE, by=world["city.custodian"])),
        tried(lambda: identities.approve(grant, passphrase="another", by=other)),
        tried(lambda: identities.decline(grant, reason="不同意", by=other)),
    ])  # fmt: skip

    assert ends.count("done") == 1
    assert ends.count("NotAllowed") == 2
    assert history.first_broken_link() is None


def test_of_ten_clicks_one_request_is_made(world, key, browser):
    complaint = a_named(world)
    rush([tried(lambda: ask(complaint, browser, world["city.intake"]))] * 10)

    assert IdentityGrant.objects.count() == 1


def test_who_reads_while_it_ends_reads_all_or_nothing(world, grant, browser):
    identities.approve(grant, passphrase=PASSPHRASE, by=world["city.custodian"])
    officer, read = world["city.intake"], []

    def look():
        read.append(identities.read(grant, private=browser.private, by=officer).name)

    ends = rush([tried(look)] * 5 + [tried(lambda: identities.end(grant, by=officer))])

    readings = Event.objects.filter(kind="complaint.identity_read", refused=False)
    assert len(read) == readings.count() == ends.count("done") - 1
    grant.refresh_from_db()
    assert (grant.state, grant.sealed) == ("ended", None)


def test_reports_that_come_while_the_key_is_renewed_are_kept(world, key):
    def report(number):
        return tried(lambda: a_named(world, nonce=f"nonce{number}"))

    def renew():
        vault.rotate({"city.custodian": "the third passphrase"}, effort=QUICK)

    ends = rush([report(number) for number in range(8)] + [tried(renew)])
    assert ends == ["done"] * 9
    with vault.opened("city.custodian", PASSPHRASE, key) as private:
        while real_names.reseal({key: private}):
            pass

    with vault.opened("city.custodian", "the third passphrase") as private:
        rows = [SealedBox(private).decrypt(bytes(row.sealed)) for row in Reporter.objects.all()]
    assert len(rows) == 8
