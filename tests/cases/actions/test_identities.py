"""A sealed identity: who can open it, for whom, for how long, and what stays behind (I1-I4)."""

import base64
import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, connection
from django.utils import timezone
from nacl.exceptions import CryptoError
from nacl.public import SealedBox

from cases import tasks
from cases.actions import identities, real_names
from cases.exceptions import NotAllowed, NotPermitted
from cases.models import IdentityGrant, Recusal
from ledger import access, sealing
from ledger.models import Access
from notifications.models import Message
from people import appointments
from people.models import Appointment
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_complaint, a_person
from tests.cases.identity import (
    ADDRESS,
    ID_NUMBER,
    NAME,
    PASSPHRASE,
    PHONE,
    Browser,
    a_named,
    ask,
    kinds,
)

pytestmark = pytest.mark.django_db


def told():
    return set(Message.objects.values_list("kind", "reader__username"))


# The way it goes


def test_the_requester_reads_what_the_reporter_gave(world, opened, browser):
    found = identities.read(opened, private=browser.private, by=world["city.intake"])

    assert found == real_names.Identity(NAME, PHONE, ID_NUMBER, ADDRESS)


def test_identities_of_the_first_reports_are_read_too():
    found = real_names.Identity.from_bytes(f"{NAME}\n{PHONE}".encode())

    assert found == real_names.Identity(NAME, PHONE)


def test_an_identity_is_not_quoted_by_any_fault():
    assert NAME not in repr(real_names.Identity(NAME, PHONE, ID_NUMBER, ADDRESS))


def test_every_step_is_history(world, opened, browser, sealed):
    identities.read(opened, private=browser.private, by=world["city.intake"])
    identities.end(opened, by=world["city.intake"])

    assert kinds(sealed) == [
        "complaint.registered", "complaint.identity_requested", "complaint.identity_approved",
        "complaint.identity_read", "complaint.identity_ended",
    ]  # fmt: skip


def test_letters_go_to_the_custodians_and_back(world, custodian2, asked):
    assert told() == {
        ("complaint.identity_requested", "city.custodian"),
        ("complaint.identity_requested", "city.custodian2"),
    }
    identities.approve(asked, passphrase=PASSPHRASE, by=world["city.custodian"])

    assert ("complaint.identity_approved", "city.intake") in told()


def test_the_same_request_sent_twice_is_one(world, sealed, browser):
    first, second = (ask(sealed, browser, world["city.intake"]) for _ in range(2))

    assert first == second
    assert kinds(sealed).count("complaint.identity_requested") == 1


def test_a_second_request_waits_for_the_first(world, sealed, asked):
    with pytest.raises(NotAllowed):
        ask(sealed, Browser(), world["city.intake"])


def test_an_approval_sent_twice_is_one(world, opened):
    identities.approve(opened, passphrase="wrong", by=world["city.custodian"])

    assert kinds(opened.complaint).count("complaint.identity_approved") == 1


def test_a_declined_request_says_why(world, asked, browser):
    identities.decline(asked, reason="请先通过系统联系。", by=world["city.custodian"])
    asked.refresh_from_db()

    assert (asked.state, asked.reason, asked.sealed) == ("declined", "请先通过系统联系。", None)
    with pytest.raises(NotAllowed):
        identities.read(asked, private=browser.private, by=world["city.intake"])


def test_nothing_can_be_asked_of_an_anonymous_report(world, browser):
    complaint = a_complaint(world)

    with pytest.raises(NotAllowed):
        ask(complaint, browser, world["city.intake"])
    assert kinds(complaint, refused=True) == ["complaint.identity_requested"]


# I1: the dump


def dump():
    """Every table of the database as text, its bytes as hex."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'select t::text from "{table}" t')
            yield from ((table, row) for (row,) in cursor.fetchall())


def seen_in(rows, canary):
    """The tables in which a text stands, plain, as bytes or in base 64."""
    raw = canary.encode()
    forms = {
        canary, raw.hex(), base64.b64encode(raw).decode().rstrip("=")[:-2],
        canary.encode("unicode_escape").decode(),
    }  # fmt: skip
    return {table for table, row in rows if any(form in row for form in forms)}


def test_i1_a_dump_holds_no_byte_of_an_identity(world, opened, browser):
    identities.read(opened, private=browser.private, by=world["city.intake"])
    rows = list(dump())

    assert {canary: seen_in(rows, canary) for canary in (NAME, PHONE, ID_NUMBER, ADDRESS)} == {
        NAME: set(), PHONE: set(), ID_NUMBER: set(), ADDRESS: set(),
    }  # fmt: skip


def test_i1_the_scan_finds_what_stands_in_a_text_or_in_bytes(world):
    complaint = a_complaint(world, narrative=f"我是{NAME}")
    complaint.contacts.create(use="notice", means="sms", sealed=PHONE.encode())
    rows = list(dump())

    assert seen_in(rows, NAME) == {"cases_complaint"}
    assert seen_in(rows, PHONE) == {"cases_contact"}


@pytest.mark.parametrize("purpose", ["file", "contact"])
def test_i1_the_servers_keys_do_not_open_an_identity(sealed, purpose):
    with pytest.raises(CryptoError):
        sealing.unlock(purpose, sealed.reporter.sealed)


def test_i1_a_grant_opens_with_the_key_of_its_browser_alone(opened, browser):
    assert NAME in SealedBox(browser.private).decrypt(bytes(opened.sealed)).decode("unicode_escape")
    with pytest.raises(CryptoError):
        SealedBox(Browser().private).decrypt(bytes(opened.sealed))


# I2: nobody there to approve, and two people


def test_i2_without_a_custodian_a_request_stays_a_request(world, asked):
    Appointment.objects.filter(role=Role.CUSTODIAN).update(ends_on="2026-01-01")

    for login in ("city.custodian", "city.intake", "city.approver", "city.discipline"):
        with pytest.raises(NotPermitted):
            identities.approve(asked, passphrase=PASSPHRASE, by=world[login])
    asked.refresh_from_db()
    assert (asked.state, asked.sealed) == ("requested", None)


def test_i2_nobody_grants_his_own_request(world, sealed, browser):
    both = a_person(world.city, Role.INTAKE, name="city.custodian2")
    appointments.appoint(both, world.city, Role.CUSTODIAN, by=both.as_actor(), starts_on=TODAY)
    grant = ask(sealed, browser, both)

    with pytest.raises(NotPermitted):
        identities.approve(grant, passphrase="another", by=both)
    identities.approve(grant, passphrase=PASSPHRASE, by=world["city.custodian"])


def test_i2_the_database_refuses_one_person_in_both_places(world, opened):
    with pytest.raises(IntegrityError):
        IdentityGrant.objects.update(custodian=opened.requester)


@pytest.mark.parametrize("login", ["county.custodian", "city.discipline", "city.sysadmin"])
def test_i2_only_a_custodian_of_the_city_approves(world, asked, login):
    with pytest.raises(NotPermitted):
        identities.approve(asked, passphrase=PASSPHRASE, by=world[login])
    asked.refresh_from_db()
    assert asked.state == "requested"


def test_i2_a_wrong_passphrase_opens_nothing_and_is_kept(world, asked):
    with pytest.raises(NotAllowed):
        identities.approve(asked, passphrase="wrong", by=world["city.custodian"])

    asked.refresh_from_db()
    assert (asked.state, asked.sealed) == ("requested", None)
    assert kinds(asked.complaint, refused=True) == ["complaint.identity_approved"]


def test_i2_five_wrong_passphrases_close_the_vault_for_a_while(world, asked, custodian2):
    for _ in range(5):
        with pytest.raises(NotAllowed):
            identities.approve(asked, passphrase="wrong", by=world["city.custodian"])

    with pytest.raises(NotAllowed):
        identities.approve(asked, passphrase=PASSPHRASE, by=world["city.custodian"])
    identities.approve(asked, passphrase="another", by=custodian2)


def test_i2_who_may_not_open_the_report_any_more_gets_no_identity(world, asked):
    case = a_case(world)
    asked.complaint.__class__.objects.filter(pk=asked.complaint.pk).update(case=case)
    Recusal.objects.create(case=case, user=asked.requester, reason="亲属", on=TODAY)

    with pytest.raises(NotAllowed):
        identities.approve(asked, passphrase=PASSPHRASE, by=world["city.custodian"])


def test_i2_who_holds_no_right_on_the_report_asks_in_vain(world, sealed, browser):
    for login in ("county.officer", "city.custodian", "school.principal", "city.discipline"):
        with pytest.raises(NotPermitted):
            ask(sealed, browser, world[login])
    assert not IdentityGrant.objects.exists()


# I3: bound to requester, browser and day


def test_i3_nobody_else_reads_what_was_opened(world, opened, browser, custodian2):
    for reader in (
        world["city.approver"],
        world["city.intake2"],
        world["city.custodian"],
        custodian2,
    ):
        with pytest.raises(NotPermitted):
            identities.read(opened, private=browser.private, by=reader)
    assert not access.of(opened.complaint.subject).filter(what__contains="identity").exists()


def test_i3_another_browser_reads_nothing(world, opened):
    with pytest.raises(NotAllowed):
        identities.read(opened, private=Browser().private, by=world["city.intake"])


def test_i3_it_opens_that_identity_and_no_other(world, opened, browser):
    second = a_named(world, nonce="second", name="另一家长")
    grant = ask(second, browser, world["city.intake"])

    with pytest.raises(NotAllowed):
        identities.read(grant, private=browser.private, by=world["city.intake"])


@pytest.fixture
def in_hours(monkeypatch):
    now = timezone.now()

    def later(hours):
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=hours))

    return later


def test_i3_it_lasts_a_day(world, opened, browser, in_hours):
    in_hours(23.9)
    assert identities.read(opened, private=browser.private, by=world["city.intake"]).name == NAME

    in_hours(24.1)
    with pytest.raises(NotAllowed):
        identities.read(opened, private=browser.private, by=world["city.intake"])
    opened.refresh_from_db()
    assert (opened.state, opened.sealed) == ("ended", None)


def test_i3_the_worker_destroys_what_nobody_reads_any_more(world, opened, in_hours):
    tasks.end_identities()
    opened.refresh_from_db()
    assert opened.state == "open"

    in_hours(24.1)
    tasks.end_identities()
    opened.refresh_from_db()
    assert (opened.state, opened.sealed) == ("ended", None)
    assert kinds(opened.complaint)[-1] == "complaint.identity_ended"


@pytest.mark.parametrize("login", ["city.intake", "city.custodian", "city.discipline"])
def test_i3_it_is_revoked_at_once(world, opened, browser, login):
    identities.end(opened, by=world[login], reason="不再需要")
    opened.refresh_from_db()

    assert (opened.state, opened.sealed) == ("ended", None)
    with pytest.raises(NotAllowed):
        identities.read(opened, private=browser.private, by=world["city.intake"])


def test_i3_others_do_not_revoke(world, opened):
    for login in ("city.approver", "county.officer", "county.custodian"):
        with pytest.raises(NotPermitted):
            identities.end(opened, by=world[login])


def test_i3_ending_twice_is_one(world, opened):
    for _ in range(2):
        identities.end(opened, by=world["city.intake"])

    assert kinds(opened.complaint).count("complaint.identity_ended") == 1


# I4: recorded before it is read


def test_i4_each_reading_is_an_access_row_that_says_what(world, opened, browser):
    for _ in range(2):
        identities.read(opened, private=browser.private, by=world["city.intake"])

    rows = access.of(opened.complaint.subject)
    what = f"{opened.complaint.number} identity of the reporter (request {opened.pk})"
    assert list(rows.values_list("reader_key", "what")) == [("city.intake", what)] * 2


def test_i4_a_reading_that_cannot_be_recorded_does_not_happen(world, opened, browser, monkeypatch):
    decrypted = []
    monkeypatch.setattr(SealedBox, "decrypt", lambda *_: decrypted.append(1))
    monkeypatch.setattr(Access._meta, "db_table", "nowhere")

    with pytest.raises(Exception, match="nowhere"):
        identities.read(opened, private=browser.private, by=world["city.intake"])
    assert decrypted == []


# The passphrase


def test_the_passphrase_is_kept_nowhere(
    world, asked, browser, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        identities.approve(asked, passphrase=PASSPHRASE, by=world["city.custodian"])
    identities.read(asked, private=browser.private, by=world["city.intake"])

    places = {
        "database": " ".join(row for _table, row in dump()),
        "cache": repr(cache._cache),
        "log": caplog.text,
        "mail": repr([letter.message().as_string() for letter in mail.outbox]),
    }
    assert {place for place, text in places.items() if PASSPHRASE in text or NAME in text} == set()
    assert "complaint.identity_approved" in places["database"]
