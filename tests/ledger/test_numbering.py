"""Numbers are given without gaps, also when a transaction fails and when two ask at once."""

import threading

import pytest
from django.db import connection, transaction

from ledger import numbering


@pytest.mark.django_db
def test_allot_counts_from_one():
    assert [numbering.allot("complaint", 2026) for _ in "abc"] == [1, 2, 3]


@pytest.mark.django_db
def test_allot_begins_again_each_year():
    numbering.allot("complaint", 2026)

    assert numbering.allot("complaint", 2027) == 1


@pytest.mark.django_db
def test_allot_keeps_series_apart():
    numbering.allot("complaint", 2026)

    assert numbering.allot("case", 2026) == 1


@pytest.mark.django_db
def test_allot_gives_a_number_back_on_rollback():
    numbering.allot("complaint", 2026)
    with transaction.atomic():
        numbering.allot("complaint", 2026)
        transaction.set_rollback(True)

    assert numbering.allot("complaint", 2026) == 2


@pytest.mark.django_db(transaction=True)
def test_allot_needs_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        numbering.allot("complaint", 2026)


@pytest.mark.django_db(transaction=True)
def test_allot_gives_no_number_twice_to_many_at_once():
    given = []

    def ask():
        for _ in range(5):
            with transaction.atomic():
                given.append(numbering.allot("complaint", 2026))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == list(range(1, 21))
