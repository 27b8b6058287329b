"""What is left when a check is over, is done twice, or is never finished."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import storages

from cases.evidence import inspection, sandbox
from cases.models import Evidence, Scan, Verdict
from ledger import files
from ledger.models import SealedFile
from tests.cases.evidence import corpus
from tests.cases.evidence.test_inspection import given, inspected

pytestmark = pytest.mark.django_db


def test_nothing_in_clear_is_left_behind(settings):
    inspected(corpus.jpeg())
    inspected(b"%PDF-1.7\n" + b"x" * 500)

    assert list((settings.DATA_DIR / "work").iterdir()) == []


def test_a_killed_worker_leaves_nothing_in_clear_after_the_sweep(settings):
    killed, told = _left_by_a_killed_worker()
    with sandbox.workplace() as held:
        for folder in (told, held):
            os.utime(folder, (1, 1))
        inspection.sweep()

        assert os.WTERMSIG(killed) == signal.SIGKILL
        assert list((settings.DATA_DIR / "work").iterdir()) == [held]


def _left_by_a_killed_worker():
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with sandbox.workplace() as folder:
            (folder / "original").write_bytes(b"in clear")
            os.write(writing, str(folder).encode())
            os.kill(os.getpid(), signal.SIGKILL)
    _pid, killed = os.waitpid(child, 0)
    folder = Path(os.read(reading, 1000).decode())
    os.close(reading)
    os.close(writing)
    assert (folder / "original").exists()
    return killed, folder


def test_sweep_destroys_files_that_no_record_names():
    kept, lost, fresh = given(b"x"), files.keep([b"y"]), files.keep([b"z"])
    SealedFile.objects.exclude(pk=fresh.pk).update(begun_on=date(2020, 1, 1))

    inspection.sweep()

    assert set(SealedFile.objects.all()) == {kept.original, fresh}
    assert not storages["evidence"].exists(f"{lost.token[:2]}/{lost.token}/0000")


def test_inspect_of_a_file_taken_back_is_nothing():
    assert inspection.inspect(0) is False


def test_the_process_that_cleans_knows_no_secret(monkeypatch):
    monkeypatch.setenv("FILE_KEY", "canary")

    assert "canary" not in str(sandbox._environment())


def test_inspect_twice_is_done_once():
    row = inspected(corpus.png())

    assert inspection.inspect(row.pk) is False


def test_a_file_that_was_altered_waits_and_is_not_shown(monkeypatch):
    row = given(corpus.png())
    monkeypatch.setattr(inspection.files, "pieces", _altered)

    assert inspection.inspect(row.pk) is False
    row.refresh_from_db()
    assert (row.state, row.copy) == ("queued", None)
    assert row.failure.startswith("Tampered")


def _altered(_file):
    raise files.Tampered
    yield


def test_f7_what_the_scanner_finds_is_not_shown(monkeypatch):
    monkeypatch.setattr(inspection.scanner, "scan", lambda _chunks: Scan.INFECTED)

    row = inspected(corpus.png())

    assert (row.verdict, row.scan, row.copy) == (Verdict.INFECTED, Scan.INFECTED, None)


def test_what_a_worker_brings_too_late_is_destroyed(monkeypatch):
    row = given(corpus.png())
    monkeypatch.setattr(Evidence, "finish", lambda _self, **_result: False)

    assert inspection.inspect(row.pk) is False
    assert [one.pk for one in SealedFile.objects.all()] == [row.original_id]


def test_f7_without_a_scanner_nobody_says_clean():
    assert inspected(corpus.png()).scan == Scan.NOT_SCANNED


def test_sweep_wakes_what_waits_and_clears_what_was_never_sent(monkeypatch):
    woken = []
    monkeypatch.setattr(inspection.outbox, "wake", lambda task, pk: woken.append(pk))
    waiting, lost = given(b"x"), given(b"y")
    Evidence.objects.filter(pk=lost.pk).update(on=date(2020, 1, 1))

    inspection.sweep()

    assert woken[0] == waiting.pk
    assert [one.pk for one in Evidence.objects.all()] == [waiting.pk]
    assert [one.pk for one in SealedFile.objects.all()] == [waiting.original_id]
