"""The requester's page and what each kind of reader gets of it, byte for byte (I2-I5)."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from cases.actions import identities
from cases.models import IdentityGrant, Recusal
from ledger import access, history
from people import appointments
from people.roles import Role
from tests.cases.factories import TODAY, a_case, a_complaint, a_person
from tests.cases.identity import ADDRESS, ID_NUMBER, NAME, PASSPHRASE, PHONE
from tests.cases.views.desk import at_desk, text_of
from tests.cases.views.identity_pages import (
    LIST,
    WORDS,
    ask,
    page,
    read,
    rule,
    shows_identity,
)

pytestmark = pytest.mark.django_db


# The way it goes


def test_the_requester_asks_and_reads_on_one_page(intake_desk, sealed, opened):
    assert "It is open to you" in text_of(intake_desk.get(page(sealed)))

    answer = read(intake_desk, sealed)
    assert shows_identity(answer) == [NAME, PHONE, ID_NUMBER, ADDRESS]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Read by 试验city.intake (city.intake) on " in text_of(answer)


def test_the_page_itself_shows_no_identity(intake_desk, sealed, opened):
    assert shows_identity(intake_desk.get(page(sealed))) == []


def test_the_key_rests_in_one_browser_on_one_path(intake_desk, sealed):
    cookie = intake_desk.get(page(sealed)).cookies["identity"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        page(sealed),
        True,
        "Strict",
    )
    assert "identity" not in intake_desk.get(sealed.get_absolute_url()).cookies


def test_the_key_of_a_request_stays_while_it_lives(intake_desk, sealed, grant):
    assert "identity" not in intake_desk.get(page(sealed)).cookies


def test_no_private_half_is_kept_on_the_server(intake_desk, sealed, opened):
    private = intake_desk.cookies["identity"].value.split(":")[0]
    sessions = [one.get_decoded() for one in Session.objects.all()]

    assert len(private) == 64
    assert private not in repr(sessions) + repr(cache._cache) + repr(IdentityGrant.objects.values())


def test_asking_needs_a_purpose_and_keeps_the_key(intake_desk, sealed):
    answer = ask(intake_desk, sealed, purpose="")

    assert (answer.status_code, IdentityGrant.objects.count()) == (200, 0)
    assert "This field is required." in text_of(answer)


def test_asking_without_cookies_is_refused_in_words(world, sealed):
    client = at_desk(world["city.intake"])
    answer = client.post(page(sealed), {"deed": "ask", "purpose": "核实"})

    assert answer.status_code == 409
    assert "Your browser keeps no key" in text_of(answer)
    assert "核实" in text_of(answer)


def test_asking_twice_is_one_request(intake_desk, sealed, grant):
    answer = intake_desk.post(page(sealed), {"deed": "ask", "purpose": "核实线索"})

    assert (answer.status_code, IdentityGrant.objects.count()) == (302, 1)


def test_an_anonymous_report_has_nothing_to_open(world, intake_desk):
    answer = intake_desk.get(page(a_complaint(world)))

    assert "This report is anonymous" in text_of(answer)
    assert "identity" not in answer.cookies


def test_the_requester_ends_it_himself(intake_desk, sealed, opened):
    intake_desk.post(page(sealed), {"deed": "end"})
    opened.refresh_from_db()

    assert (opened.state, opened.sealed) == ("ended", None)
    assert shows_identity(read(intake_desk, sealed)) == []


# I2: the custodian


def test_the_custodian_sees_number_requester_and_purpose_and_no_word_of_the_report(world, grant):
    client = at_desk(world["city.custodian"])
    pages = text_of(client.get(LIST)) + text_of(client.get(f"{LIST}{grant.pk}/"))

    assert all(
        words in pages for words in (grant.complaint.number, grant.purpose, "试验city.intake")
    )
    assert not [words for words in (WORDS, world.school.name, NAME) if words in pages]


def test_i2_a_wrong_passphrase_is_refused_and_typed_anew(world, grant):
    answer = rule(at_desk(world["city.custodian"]), grant, passphrase="wrong canary")

    assert answer.status_code == 409
    assert "This passphrase does not open the vault." in text_of(answer)
    assert "wrong canary" not in text_of(answer)


def test_i2_nobody_approves_who_is_not_a_custodian(world, grant):
    answer = rule(at_desk(world["city.discipline"]), grant)

    grant.refresh_from_db()
    assert (answer.status_code, grant.state) == (403, "requested")


def test_i2_a_request_stays_where_there_is_no_custodian(world, intake_desk, sealed, grant):
    world["city.custodian"].appointments.update(ends_on="2026-01-01")
    answer = intake_desk.get(page(sealed))

    assert "Nobody is appointed. A request waits until somebody is." in text_of(answer)
    assert rule(at_desk(world["city.custodian"]), grant).status_code == 404
    grant.refresh_from_db()
    assert grant.state == "requested"


def test_a_declined_request_says_why_on_the_requesters_page(world, intake_desk, sealed, grant):
    rule(at_desk(world["city.custodian"]), grant, "decline", reason="请先通过系统联系。")

    assert "请先通过系统联系。" in text_of(intake_desk.get(page(sealed)))


def test_the_passphrase_is_never_sent_in_an_address(world, grant):
    client = at_desk(world["city.custodian"])
    client.get(f"{LIST}{grant.pk}/?deed=approve&passphrase={PASSPHRASE}")

    grant.refresh_from_db()
    assert grant.state == "requested"


def test_the_passphrase_stands_in_no_session_and_no_cache(world, grant):
    client = at_desk(world["city.custodian"])
    rule(client, grant, passphrase="wrong canary")
    rule(client, grant)
    shown = client.get(f"{LIST}{grant.pk}/")

    kept = repr([one.get_decoded() for one in Session.objects.all()]) + repr(cache._cache)
    said = kept + text_of(shown) + repr(list(history.of(grant.complaint.subject).values()))
    assert not [words for words in (PASSPHRASE, "wrong canary") if words in said]


def test_the_page_of_an_old_form_does_not_show_the_passphrase_again(world, grant):
    client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    client.force_login(world["city.custodian"])
    answer = rule(client, grant, passphrase=PASSPHRASE, reason="原因")

    assert answer.status_code == 403
    assert "原因" in text_of(answer)
    assert PASSPHRASE not in text_of(answer)


# I3: nobody else


def test_i3_a_colleague_on_the_same_report_reads_nothing(world, sealed, opened):
    for login in ("city.approver", "city.intake2"):
        client = at_desk(world[login])
        client.get(page(sealed))
        answer = read(client, sealed)
        assert (answer.status_code, shows_identity(answer)) == (409, [])


def test_i3_another_browser_of_the_requester_reads_nothing(world, sealed, opened):
    client = at_desk(world["city.intake"])

    assert "is in another browser" in text_of(client.get(page(sealed)))
    assert shows_identity(read(client, sealed)) == []


def test_i3_a_colleague_with_the_requesters_cookie_reads_nothing(
    world, intake_desk, sealed, opened
):
    client = at_desk(world["city.intake2"])
    client.cookies["identity"] = intake_desk.cookies["identity"].value
    answer = read(client, sealed)

    assert (answer.status_code, shows_identity(answer)) == (409, [])


def test_i3_a_forged_cookie_is_none(world, intake_desk, sealed, opened):
    intake_desk.cookies["identity"] = intake_desk.cookies["identity"].value.replace(":", "0:", 1)

    assert shows_identity(read(intake_desk, sealed)) == []


def test_i3_nothing_is_read_after_a_day(intake_desk, sealed, opened):
    assert shows_identity(read(intake_desk, sealed))
    IdentityGrant.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    answer = read(intake_desk, sealed)

    assert (answer.status_code, shows_identity(answer)) == (409, [])
    opened.refresh_from_db()
    assert opened.sealed is None


@pytest.mark.parametrize("login", ["city.custodian", "city.discipline"])
def test_i3_a_custodian_or_the_discipline_ends_it(world, intake_desk, sealed, opened, login):
    assert rule(at_desk(world[login]), opened, "end", reason="不再需要").status_code == 302

    assert shows_identity(read(intake_desk, sealed)) == []


def test_i3_who_is_barred_meanwhile_reads_nothing(world, intake_desk, sealed, opened):
    case = a_case(world)
    sealed.__class__.objects.filter(pk=sealed.pk).update(case=case)
    Recusal.objects.create(case=case, user=world["city.intake"], reason="亲属", on=TODAY)

    assert read(intake_desk, sealed).status_code == 404


# I4: no access row, no byte


def test_i4_a_reading_is_recorded_with_what_was_read(sealed, intake_desk, opened):
    read(intake_desk, sealed)

    row = access.of(sealed.subject).last()
    assert (row.reader_key, row.reader_role) == ("city.intake", "intake")
    assert row.what == f"{sealed.number} identity of the reporter (request {opened.pk})"


def test_i4_no_byte_leaves_when_the_reading_cannot_be_recorded(
    world, sealed, intake_desk, opened, monkeypatch
):
    intake_desk.raise_request_exception = False
    assert read(intake_desk, sealed).status_code == 200
    wanted = f"request {opened.pk}"
    written = access.record

    def fail(subject, what, *, by):
        if wanted in what:
            raise DatabaseError
        written(subject, what, by=by)

    monkeypatch.setattr(identities.access, "record", fail)
    answer = read(intake_desk, sealed)

    assert (answer.status_code, shows_identity(answer)) == (500, [])


# I5: who must not know that a named reporter exists

OUTSIDERS = [
    "school.principal", "school.investigator", "school.custodian", "county.officer",
    "county.approver", "county.custodian", "other.officer", "city.leader", "city.sysadmin",
    "city.secadmin", "city.auditor", "city.investigator", "city.personnel",
]  # fmt: skip


@pytest.mark.parametrize("login", OUTSIDERS)
def test_i5_every_address_is_the_same_404_as_nothing(world, sealed, grant, login):
    client = at_desk(world[login])
    nowhere = client.get(page(sealed).replace(sealed.slug, "2026-99999"))
    addresses = [page(sealed), LIST, f"{LIST}{grant.pk}/", f"{LIST}999999/"]

    answers = [client.get(address) for address in addresses]
    answers += [client.post(page(sealed), {"deed": deed}) for deed in ("read", "ask", "end")]
    answers += [client.post(f"{LIST}{grant.pk}/", {"deed": "approve", "passphrase": "x"})]
    assert {(one.status_code, one.content) for one in answers} == {(404, nowhere.content)}
    assert {tuple(sorted(one.headers.items())) for one in answers} == {
        tuple(sorted(nowhere.headers.items()))
    }


def test_i5_a_custodian_without_a_request_sees_nothing(world, sealed):
    client = at_desk(world["city.custodian"])

    assert client.get(page(sealed)).status_code == 404
    assert client.get(sealed.get_absolute_url()).status_code == 404
    assert sealed.number not in text_of(client.get(LIST))


def test_i5_a_custodian_at_the_accused_school_sees_no_request(world, sealed, grant):
    a_post = a_person(world.city, Role.CUSTODIAN, name="barred.custodian")
    client = at_desk(a_post)
    assert grant.complaint.number in text_of(client.get(LIST))

    appointments.appoint(
        a_post, world.school, Role.PRINCIPAL, by=a_post.as_actor(), starts_on=TODAY
    )
    assert grant.complaint.number not in text_of(client.get(LIST))
    assert client.get(f"{LIST}{grant.pk}/").status_code == 404


# What goes wrong


def test_a_fault_while_the_vault_is_open_quotes_no_passphrase(world, grant, monkeypatch, caplog):
    def fail(*_args):
        raise RuntimeError(PASSPHRASE + NAME)

    monkeypatch.setattr(identities.vault, "opened", fail)
    client = at_desk(world["city.custodian"], raise_request_exception=False)
    answer = rule(client, grant)

    assert answer.status_code == 500
    assert "500: RuntimeError" in caplog.text
    assert not [one for one in (PASSPHRASE, NAME) if one in caplog.text + text_of(answer)]
    grant.refresh_from_db()
    assert grant.state == "requested"


@pytest.mark.parametrize("purpose", ["\0", "长" * 1001, "<script>alert(1)</script>"])
def test_odd_purposes_are_answered_in_words_or_kept_as_words(intake_desk, sealed, purpose):
    answer = ask(intake_desk, sealed, purpose=purpose)
    shown = intake_desk.get(page(sealed)) if answer.status_code == 302 else answer

    assert shown.status_code == 200
    assert "<script>alert" not in shown.content.decode()


@pytest.mark.parametrize("deed", ["", "unknown", "approve"])
def test_an_unknown_deed_does_nothing(intake_desk, sealed, deed):
    intake_desk.get(page(sealed))
    answer = intake_desk.post(page(sealed), {"deed": deed, "purpose": "核实"})

    assert (answer.status_code, IdentityGrant.objects.count()) == (200, 0)


@pytest.mark.parametrize("pk", ["0", "9" * 30])
def test_a_number_that_no_request_has_is_a_404(world, pk):
    assert at_desk(world["city.custodian"]).get(f"{LIST}{pk}/").status_code == 404
