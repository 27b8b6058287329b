"""Events are chained; whatever is altered afterwards is found."""

import datetime
import threading
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from freezegun import freeze_time

from ledger import history
from ledger.actors import REPORTER
from ledger.models import Event, Payload

CASE = "case:2026-00001"
both = pytest.mark.django_db(databases=["default", "owner"])


def three_events(officer, subject=CASE):
    """A chain of three, each with something said."""
    for kind in ("case.dispatched", "case.signed", "case.reported"):
        history.record(kind, subject, by=officer, payload={"note": kind})


@pytest.mark.django_db
def test_record_numbers_a_chain_from_one(officer):
    three_events(officer)

    assert [(e.position, e.kind) for e in history.of(CASE)] == [
        (1, "case.dispatched"),
        (2, "case.signed"),
        (3, "case.reported"),
    ]


@pytest.mark.django_db
def test_record_binds_each_event_to_the_one_before(officer):
    three_events(officer)

    first, second, third = history.of(CASE)
    assert [first.previous_hash, second.previous_hash, third.previous_hash] == [
        "",
        first.hash,
        second.hash,
    ]


@pytest.mark.django_db
def test_record_keeps_the_actor_as_text(officer):
    event = history.record("case.signed", CASE, by=officer)

    kept = (event.actor_key, event.actor_name, event.actor_unit, event.actor_role)
    assert kept == ("lucheng.officer", "演示承办员", "鹿城区教育局", "officer")


@pytest.mark.django_db
def test_record_keeps_chains_apart(officer):
    three_events(officer)

    assert history.record("case.dispatched", "case:2026-00002", by=officer).position == 1


@freeze_time("2026-10-31 17:30:00")
@pytest.mark.django_db
def test_record_dates_by_the_local_day(officer):
    event = history.record("case.signed", CASE, by=officer)

    assert event.on == datetime.date(2026, 11, 1)


@pytest.mark.django_db
def test_record_keeps_no_moment_where_dates_only_are_allowed(officer):
    assert history.record("case.signed", CASE, by=officer, dates_only=True).at is None


@pytest.mark.django_db
def test_record_keeps_no_moment_of_a_reporter():
    assert history.record("complaint.registered", "complaint:2026-00001", by=REPORTER).at is None


@pytest.mark.django_db
def test_record_keeps_the_moment_of_staff(officer):
    with freeze_time("2026-10-09 01:00:00"):
        event = history.record("case.signed", CASE, by=officer)

    assert event.at == datetime.datetime(2026, 10, 9, 1, tzinfo=datetime.UTC)


@pytest.mark.django_db
def test_record_keeps_dates_and_amounts_as_text(officer):
    said = {"on": datetime.date(2026, 10, 9), "taken": Decimal("12800.00"), "eight": 8}
    history.record("case.reported", CASE, by=officer, payload=said)

    assert history.of(CASE).get().payload.content == {
        "on": "2026-10-09",
        "taken": "12800.00",
        "eight": 8,
    }


@pytest.mark.django_db
def test_record_refuses_a_float(officer):
    with pytest.raises(TypeError, match="12"):
        history.record("case.reported", CASE, by=officer, payload={"taken": 12.5})


@pytest.mark.django_db
def test_record_hashes_the_same_words_differently_each_time(officer):
    """Once a payload is removed, its hash must not let anybody guess it."""
    hashes = [history.record("a", CASE, by=officer, payload={"n": 1}).payload_hash for _ in "ab"]

    assert hashes[0] != hashes[1]


@pytest.mark.django_db(transaction=True)
def test_record_needs_a_transaction(officer):
    with pytest.raises(transaction.TransactionManagementError):
        history.record("case.signed", CASE, by=officer)


@pytest.mark.django_db
def test_refuse_keeps_the_reason(officer):
    event = history.refuse("case.dispatched", CASE, by=officer, reason="No finding yet.")

    assert (event.refused, event.payload.content) == (True, {"reason": "No finding yet."})


@pytest.mark.django_db(transaction=True)
def test_refuse_cannot_hide_in_a_transaction_that_may_roll_back(officer):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        history.refuse("case.dispatched", CASE, by=officer, reason="No finding yet.")


@pytest.mark.django_db
def test_refuse_stays_after_the_refused_transaction_is_gone(officer):
    with transaction.atomic():
        history.record("case.concluded", CASE, by=officer)
        transaction.set_rollback(True)
    history.refuse("case.concluded", CASE, by=officer, reason="No finding yet.")

    assert [(e.position, e.kind, e.refused) for e in history.of(CASE)] == [
        (1, "case.concluded", True)
    ]


@pytest.mark.django_db(transaction=True)
def test_record_by_many_at_once_makes_one_chain(officer):
    def write():
        for _ in range(5):
            with transaction.atomic():
                history.record("case.signed", CASE, by=officer)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert history.of(CASE).count() == 20
    assert history.first_broken_link() is None


@pytest.mark.django_db
def test_verify_finds_nothing_in_a_whole_history(officer):
    three_events(officer)
    three_events(officer, "case:2026-00002")
    history.record("case.closed", CASE, by=officer)

    assert history.first_broken_link() is None


@both
@pytest.mark.parametrize(
    ("forgery", "link"),
    [
        ("update ledger_event set kind = 'case.closed' where position = 2", 2),
        ("update ledger_event set actor_name = '别人' where position = 3", 3),
        ("update ledger_event set \"on\" = '2020-01-01' where position = 1", 1),
        ("update ledger_event set at = at - interval '1 hour' where position = 1", 1),
        ("update ledger_event set refused = true where position = 2", 2),
        ("delete from ledger_event where position = 1", 1),
        ("delete from ledger_event where position = 2", 2),
        ("delete from ledger_event where position = 3", 3),
        ("delete from ledger_event", 1),
        ("delete from ledger_chain", 1),
        ("""update ledger_event set position = 9 where position = 2;
            update ledger_event set position = 2 where position = 3;
            update ledger_event set position = 3 where position = 9""", 2),
        ("""update ledger_payload set content = '{"note": "other"}'
            where event_id = (select id from ledger_event where position = 2)""", 2),
    ],
)  # fmt: skip
def test_verify_names_the_first_broken_link(forgery, link, forger, officer):
    three_events(officer)

    forger(forgery)

    broken = history.first_broken_link()
    assert (broken.subject, broken.position) == (CASE, link)


@both
def test_verify_sees_an_event_taken_from_another_chain(forger, officer):
    three_events(officer)
    three_events(officer, "case:2026-00002")

    forger(f"delete from ledger_event where subject = '{CASE}' and position = 3")
    forger(f"update ledger_event set subject = '{CASE}' where position = 3")

    broken = history.first_broken_link()
    assert (broken.subject, broken.position) == (CASE, 3)


def rehash(forger, position):
    """Give an event another kind and the hash that fits it."""
    forged = history.of(CASE).get(position=position)
    forged.kind = "case.closed"
    forger(
        "update ledger_event set kind = 'case.closed', hash = %s where position = %s",
        [history._hash(forged), position],
    )
    return history._hash(forged)


@both
def test_verify_sees_a_rehashed_event_by_the_next_link(forger, officer):
    three_events(officer)

    rehash(forger, 2)

    broken = history.first_broken_link()
    assert (broken.position, broken.reason) == (3, "it does not follow the event before it")


@both
def test_verify_sees_a_rehashed_event_although_the_next_was_tied_to_it(forger, officer):
    three_events(officer)

    forged = rehash(forger, 2)
    forger("update ledger_event set previous_hash = %s where position = 3", [forged])

    broken = history.first_broken_link()
    assert (broken.position, broken.reason) == (3, "the event was changed")


@both
def test_verify_sees_a_rehashed_last_event_by_the_end_of_the_chain(forger, officer):
    three_events(officer)

    rehash(forger, 3)

    broken = history.first_broken_link()
    assert (broken.position, broken.reason) == (
        3,
        "the end of the chain is not the one that was kept",
    )


@both
def test_verify_accepts_a_payload_that_retention_removed(forger, officer):
    three_events(officer)

    forger("delete from ledger_payload")

    assert (history.first_broken_link(), Payload.objects.count()) == (None, 0)


@both
def test_verify_sees_words_put_into_a_silent_event(forger, officer):
    event = history.record("case.signed", CASE, by=officer)

    forger("insert into ledger_payload values (%s, 'salt', '{}')", [event.pk])

    assert history.first_broken_link().reason == "what it says was changed"


@both
def test_verify_history_fails_and_names_the_link(forger, officer):
    three_events(officer)
    forger("delete from ledger_event where position = 2")

    with pytest.raises(CommandError) as failure:
        call_command("verify_history")

    assert str(failure.value) == ("Broken: case:2026-00001 at position 2: the event is missing.")
    assert failure.value.returncode == 1


@pytest.mark.django_db
def test_verify_history_says_that_all_holds(officer):
    three_events(officer)
    said = StringIO()

    call_command("verify_history", stdout=said)

    assert said.getvalue() == "Every link holds.\n"


@pytest.mark.django_db
def test_record_costs_five_queries(officer, django_assert_num_queries):
    three_events(officer)

    with django_assert_num_queries(5):
        history.record("case.closed", CASE, by=officer, payload={"note": "x"})
    assert Event.objects.count() == 4


@pytest.mark.django_db
def test_begin_costs_three_queries_and_holds(officer, django_assert_num_queries):
    with django_assert_num_queries(3):
        history.begin("case.opened", CASE, by=officer, payload={"note": "x"})
    history.record("case.closed", CASE, by=officer)

    assert [one.kind for one in history.of(CASE)] == ["case.opened", "case.closed"]
    assert history.first_broken_link() is None


@pytest.mark.django_db
def test_begin_never_begins_anew(officer):
    history.record("case.opened", CASE, by=officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        history.begin("case.opened", CASE, by=officer, payload={})
    assert history.of(CASE).count() == 1
