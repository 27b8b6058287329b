"""Readings are kept: who, as what, what, when."""

import datetime

import pytest
from freezegun import freeze_time

from ledger import access
from ledger.actors import REPORTER

pytestmark = pytest.mark.django_db
CASE = "case:2026-00001"


def test_record_keeps_who_read_what_as_what(officer):
    access.record(CASE, "page", by=officer)

    row = access.of(CASE).get()
    assert (row.what, row.reader_key, row.reader_name, row.reader_unit, row.reader_role) == (
        "page",
        "lucheng.officer",
        "演示承办员",
        "鹿城区教育局",
        "officer",
    )


def test_record_keeps_the_moment_and_the_local_day(officer):
    with freeze_time("2026-10-09 17:00:00"):
        access.record(CASE, "page", by=officer)

    row = access.of(CASE).get()
    assert (row.on, row.at) == (
        datetime.date(2026, 10, 10),
        datetime.datetime(2026, 10, 9, 17, tzinfo=datetime.UTC),
    )


def test_record_keeps_no_moment_of_a_reporter():
    access.record("complaint:2026-00001", "track", by=REPORTER)

    assert access.of("complaint:2026-00001").get().at is None


def test_of_is_in_order_and_of_one_subject(officer):
    access.record(CASE, "page", by=officer)
    access.record("case:2026-00002", "page", by=officer)
    access.record(CASE, "paper 1", by=officer)

    assert [row.what for row in access.of(CASE)] == ["page", "paper 1"]
