"""Files at rest: what goes in comes out, and nothing else does."""

import hashlib
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, transaction

from ethics.stores import evidence_store
from ledger import files
from ledger.models import SealedFile
from ledger.storage import DurableFolder

PIECE = files.PIECE


@pytest.fixture
def small(monkeypatch):
    """Pieces of ten bytes, so that a file of a few lines has several."""
    monkeypatch.setattr(files, "PIECE", 10)


def content_of(file):
    return b"".join(files.pieces(SealedFile.objects.get(pk=file.pk)))


def objects(file):
    return [f"{file.token[:2]}/{file.token}/{number:04d}" for number in range(len(file.pieces))]


def overwrite(name, content):
    store = storages["evidence"]
    store.delete(name)
    store.save(name, ContentFile(content))


def stored(name):
    with storages["evidence"].open(name) as file:
        return file.read()


@pytest.mark.django_db
@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 19, 20, 21, 100])
@pytest.mark.parametrize("chunk", [1, 7, 10, 64])
def test_f5_keep_gives_back_every_byte(small, size, chunk):
    content = bytes(at % 251 for at in range(size))

    file = files.keep(content[at : at + chunk] for at in range(0, size, chunk))

    assert content_of(file) == content
    assert (file.size, file.sha256) == (size, hashlib.sha256(content).hexdigest())


@pytest.mark.django_db
@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_f5_keep_gives_back_every_byte_at_the_real_size(size):
    content = b"abcdefg" * (size // 7 + 1)

    file = files.keep([content[:size]])

    assert content_of(file) == content[:size]
    assert file.pieces == [one for one in (min(size, PIECE), size - PIECE) if one > 0]


@pytest.mark.django_db
def test_f1_a_large_file_takes_no_more_memory_than_a_few_pieces(tmp_path, settings):
    settings.STORAGES = settings.STORAGES | {"evidence": evidence_store(tmp_path)}
    tracemalloc.start()
    try:
        file = files.keep(bytes(1024 * 1024) for _megabyte in range(40))
        for _piece in files.pieces(file):
            pass
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert file.size == 40 * 1024 * 1024
    assert PIECE < peak < 6 * PIECE


@pytest.mark.django_db
def test_f4_nothing_in_clear_reaches_the_store(small):
    file = files.keep([b"a parent's photo, in clear"])

    assert not any(b"photo" in stored(name) for name in objects(file))


@pytest.mark.django_db
@pytest.mark.parametrize("at", [0, 30, -1])
def test_f4_a_flipped_bit_is_found(small, at):
    file = files.keep([b"x" * 25])
    name = objects(file)[1]
    bent = bytearray(stored(name))
    bent[at] ^= 1
    overwrite(name, bytes(bent))

    with pytest.raises(files.Tampered):
        content_of(file)


@pytest.mark.django_db
def test_f4_swapped_pieces_are_found(small):
    file = files.keep([b"x" * 20])
    first, second = objects(file)
    one, other = stored(first), stored(second)
    overwrite(first, other)
    overwrite(second, one)

    with pytest.raises(files.Tampered):
        content_of(file)


@pytest.mark.django_db
def test_f4_a_piece_of_another_file_is_found(small):
    file, other = files.keep([b"x" * 20]), files.keep([b"y" * 20])
    SealedFile.objects.filter(pk=other.pk).update(sealed_key=file.sealed_key)
    overwrite(objects(file)[0], stored(objects(other)[0]))

    with pytest.raises(files.Tampered):
        content_of(file)


@pytest.mark.django_db
def test_f4_a_missing_piece_is_found(small):
    file = files.keep([b"x" * 25])
    storages["evidence"].delete(objects(file)[2])

    with pytest.raises(files.Tampered):
        content_of(file)


@pytest.mark.django_db
def test_f4_a_shortened_list_of_pieces_is_found(small):
    file = files.keep([b"x" * 25])
    SealedFile.objects.filter(pk=file.pk).update(pieces=[10, 10])

    with pytest.raises(files.Tampered):
        content_of(file)


@pytest.mark.django_db
def test_f4_another_checksum_is_found(small):
    file = files.keep([b"x" * 25])
    SealedFile.objects.filter(pk=file.pk).update(sha256="0" * 64)

    with pytest.raises(files.Tampered):
        content_of(file)


@pytest.mark.django_db
@pytest.mark.parametrize("offset", [0, 5, 20])
def test_append_takes_only_what_follows(small, offset):
    file = files.begin(size=30)
    files.append(file, 0, b"x" * 10)

    with pytest.raises(files.OutOfPlace):
        files.append(file, offset, b"y" * 10)
    files.append(file, 10, b"z" * 10)
    assert file.received == 20


@pytest.mark.django_db
def test_append_takes_no_more_than_was_announced(small):
    file = files.begin(size=15)
    files.append(file, 0, b"x" * 10)

    with pytest.raises(files.OutOfPlace):
        files.append(file, 10, b"y" * 6)


@pytest.mark.django_db
def test_append_overwrites_what_a_dead_writer_left(small):
    file = files.begin()
    storages["evidence"].save(f"{file.token[:2]}/{file.token}/0000", ContentFile(b"left"))

    files.append(file, 0, b"x" * 10)
    files.complete(file)

    assert content_of(file) == b"x" * 10


@pytest.mark.django_db
def test_complete_misses_what_was_announced(small):
    file = files.begin(size=15)
    files.append(file, 0, b"x" * 10)

    with pytest.raises(files.Incomplete):
        files.complete(file)
    with pytest.raises(files.Incomplete):
        content_of(file)


@pytest.mark.django_db
def test_destroy_leaves_neither_pieces_nor_key(small):
    file = files.keep([b"x" * 25])
    names = objects(file)

    files.destroy(file)

    assert not any(storages["evidence"].exists(name) for name in names)
    assert not SealedFile.objects.exists()


@pytest.mark.django_db
def test_destroy_takes_what_was_never_counted(small):
    file = files.keep([b"x" * 25])
    storages["evidence"].save(f"{file.token[:2]}/{file.token}/0007", ContentFile(b"left"))

    files.destroy(file)

    folder = storages["evidence"].path(f"{file.token[:2]}/{file.token}")
    assert not Path(folder).exists()


@pytest.mark.django_db
def test_destroy_of_what_never_began():
    files.destroy(files.begin())

    assert not SealedFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_larger_transaction_is_still_written_through(small):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = on")
        file = files.begin()
        files.append(file, 0, b"x")
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


@pytest.mark.django_db(transaction=True)
def test_of_two_equal_pieces_at_once_one_is_kept(small):
    file, start = files.begin(size=10), Barrier(2)

    def send(content):
        try:
            start.wait(timeout=10)
            files.append(SealedFile.objects.get(pk=file.pk), 0, content)
        except files.OutOfPlace:
            return "out of place"
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(send, [b"x" * 10, b"x" * 10]))

    assert ends == ["kept", "out of place"]
    file.refresh_from_db()
    files.complete(file)
    assert content_of(file) == b"x" * 10


@pytest.mark.django_db
def test_r8_a_whole_file_is_written_through_before_it_is_called_whole(small, tmp_path, monkeypatch):
    store, settled = DurableFolder(location=tmp_path), []
    monkeypatch.setattr(files, "_store", lambda: store)
    monkeypatch.setattr(store, "settle", lambda folder: settled.append(_is_whole(folder)))

    kept = files.keep([b"x" * 25])
    piecewise = files.begin(size=5)
    files.append(piecewise, 0, b"x" * 5)
    assert len(settled) == 1
    files.complete(piecewise)

    assert settled == [False, False]
    assert kept.is_whole
    assert piecewise.is_whole


def _is_whole(folder):
    return SealedFile.objects.get(token=folder.split("/")[1]).is_whole
