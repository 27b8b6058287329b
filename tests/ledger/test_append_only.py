"""History and accesses can be added to; the database refuses everything else, whoever asks."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from django.db.utils import ProgrammingError

from ledger import access, history, rights
from ledger.models import Event

CASE = "case:2026-00001"
TABLES = ["ledger_access", "ledger_event", "ledger_payload"]
TRIES = {
    "ledger_access": ["update {0} set what = 'x'", "delete from {0}", "truncate {0}"],
    "ledger_event": ["update {0} set kind = 'x'", "delete from {0}", "truncate {0} cascade"],
    "ledger_payload": ["update {0} set content = '1'", "delete from {0}", "truncate {0}"],
}
STATEMENTS = [statement.format(table) for table, tries in TRIES.items() for statement in tries]


@pytest.fixture
def filled(officer):
    """A row in each table, so that there is something to refuse."""
    history.record("case.signed", CASE, by=officer, payload={"note": "x"})
    access.record(CASE, "page", by=officer)


def attempt(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # else a fresh row alone stops truncate
        cursor.execute(statement)


def test_append_only_tables_are_these_at_least():
    assert set(TABLES) <= set(rights.append_only_tables())


@pytest.mark.django_db
def test_tests_run_as_the_application_role(settings):
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone()[0] == settings.DATABASES["default"]["USER"]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", STATEMENTS)
def test_application_may_not(statement, filled):
    with pytest.raises(ProgrammingError, match="permission denied"):
        attempt(statement)


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_owner_is_refused_by_the_trigger(statement, as_owner, filled):
    with pytest.raises(ProgrammingError, match=r"Cannot|never emptied"):
        attempt(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["delete from {0}", "truncate {0}"])
def test_application_may_not_remove_a_chain(statement, filled):
    with pytest.raises(ProgrammingError, match="permission denied"):
        attempt(statement.format("ledger_chain"))


@pytest.mark.django_db
def test_chain_never_becomes_shorter(filled):
    with pytest.raises(ProgrammingError, match="Cannot update"):
        attempt("update ledger_chain set length = 0")


@pytest.mark.django_db
def test_application_may_not_switch_triggers_off(filled):
    with pytest.raises(DatabaseError, match="permission denied"):
        attempt("set session_replication_role = replica")


@pytest.mark.django_db(databases=["default", "owner"])
def test_grant_rights_may_run_twice():
    call_command("grant_rights")

    assert Event.objects.count() == 0


@pytest.mark.django_db(databases=["default", "owner"])
def test_grant_rights_takes_back_what_was_too_much(as_owner, settings):
    role = settings.DATABASES["default"]["USER"]
    with as_owner.cursor() as cursor:
        cursor.execute(f"grant truncate on all tables in schema public to {role}")
        rights.grant(role, as_owner)
        cursor.execute("select has_table_privilege(%s, 'people_user', 'truncate')", [role])
        assert cursor.fetchone()[0] is False


@pytest.mark.django_db(databases=["default", "owner"])
def test_grant_rights_refuses_one_role_for_both(settings, monkeypatch):
    owner = connections["owner"].settings_dict["USER"]
    monkeypatch.setitem(settings.DATABASES["default"], "USER", owner)

    with pytest.raises(CommandError, match="must not be the owner"):
        call_command("grant_rights")
