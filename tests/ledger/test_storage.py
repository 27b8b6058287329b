"""The local folder of evidence: no time of day on anything in it."""

import os
from datetime import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from ledger.storage import DurableFolder


@pytest.fixture
def store(tmp_path):
    return DurableFolder(location=tmp_path)


def hours(folder):
    """The hours of everything in a folder, itself included."""
    everything = [folder, *folder.rglob("*")]
    zone = timezone.get_current_timezone()
    return {
        datetime.fromtimestamp(one.stat().st_mtime, zone).time().isoformat() for one in everything
    }


def test_r7_a_file_and_its_folders_bear_the_day_alone(store, tmp_path):
    store.save("token/0000", ContentFile(b"piece"))

    assert [one.name for one in tmp_path.rglob("*")] == ["token", "0000"]
    assert hours(tmp_path) == {"00:00:00"}


def test_r7_a_file_taken_out_leaves_no_hour(store, tmp_path):
    store.save("token/0000", ContentFile(b"piece"))
    store.save("token/0001", ContentFile(b"piece"))
    store.delete("token/0001")

    assert len(list((tmp_path / "token").iterdir())) == 1
    assert hours(tmp_path) == {"00:00:00"}


def test_f5_a_file_and_its_entry_are_written_through(store, tmp_path, monkeypatch):
    through = []
    monkeypatch.setattr("os.fsync", lambda handle: through.append(os.fstat(handle).st_ino))
    store.save("token/0000", ContentFile(b"piece"))
    assert through == []

    store.settle("token")

    everything = [tmp_path, *tmp_path.rglob("*")]
    assert len(everything) == 3
    assert {one.stat().st_ino for one in everything} <= set(through)


def test_delete_of_what_is_not_there_is_no_failure(store):
    store.delete("token/0000")

    assert not store.exists("token/0000")
