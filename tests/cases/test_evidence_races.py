"""Files at once on real connections: a piece is kept once, and no limit is passed side by side."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from cases.actions import evidence
from cases.evidence import limits
from cases.models import Evidence
from ledger import files
from tests.cases.views.test_upload_limits import announce, patch

pytestmark = pytest.mark.django_db(transaction=True)


def test_f1_of_files_begun_at_once_no_more_are_taken_than_fit(monkeypatch):
    monkeypatch.setattr(limits, "FILES", 3)
    start = Barrier(8)

    def attempt(number):
        try:
            start.wait(timeout=60)
            evidence.receive(f"{number}.jpg", submission_hash="form", size=1)
        except evidence.TooMany:
            return "too many"
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(8) as pool:
        said = sorted(pool.map(attempt, range(8)))

    assert said == ["taken"] * 3 + ["too many"] * 5
    assert Evidence.objects.count() == 3


def test_of_the_same_piece_sent_twice_at_once_one_is_kept():
    phone = Client()
    phone.get("/report/")
    address = announce(phone, 6).headers["Location"]
    start = Barrier(2)

    def attempt(_number):
        try:
            start.wait(timeout=60)
            return patch(phone, address, 0, b"abc").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == [204, 409]

    assert patch(phone, address, 3, b"def").status_code == 204
    assert b"".join(files.pieces(Evidence.objects.get().original)) == b"abcdef"
