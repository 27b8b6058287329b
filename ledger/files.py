"""Files at rest: sealed piece by piece as they arrive, read back verified, destroyed with their key.

A piece is one object of the store, closed with AES-256-GCM under the file's own key; the name of the file
and the number of the piece are bound into it, so that a piece which was altered, swapped or moved
does not open, and one that is missing is missed.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from ledger import sealing
from ledger.models import SealedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

PIECE = 4 * 1024 * 1024  # bytes, in clear, of every piece but the last
NONCE = 12  # random bytes before each sealed piece


class OutOfPlace(Exception):
    """This piece does not follow what has arrived: sent twice, or one before it is missing."""


class Incomplete(Exception):
    """Bytes that were announced have not arrived."""


class Tampered(Exception):
    """What lies in the store is not what was put there."""


def begin(*, size: int | None = None) -> SealedFile:
    """An empty file with a key of its own; ``size`` in bytes where it is known beforehand."""
    key = sealing.lock("file", AESGCM.generate_key(256))
    with _committed_lazily():
        return SealedFile.objects.create(sealed_key=key, size=size)


def append(file: SealedFile, offset: int, piece: bytes) -> None:
    """Seal and store the next piece. It is durable once ``complete`` is.

    Raises ``OutOfPlace`` when ``offset`` is not where the file ends; of two that come at once one
    waits and then is out of place. A piece is at most ``PIECE`` bytes long.
    """
    if len(piece) > PIECE:
        raise ValueError(len(piece))
    with _committed_lazily():
        row = SealedFile.objects.select_for_update().get(pk=file.pk)
        if row.received != offset or row.is_whole or _is_too_much(row, piece):
            raise OutOfPlace
        number = len(row.pieces)
        _put(row, number, piece)
        row.pieces.append(len(piece))
        row.received += len(piece)
        row.save(update_fields=["pieces", "received"])
    file.pieces, file.received = row.pieces, row.received


@contextmanager
def _committed_lazily() -> Iterator[None]:
    """The next full commit, that of ``complete``, writes this one through with it.

    A database that falls in between forgets the piece, and the sender is told to send it again. Part
    of a larger transaction, this leaves alone how that is committed.
    """
    is_part = connection.in_atomic_block
    with transaction.atomic():
        if not is_part:
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
        yield


def _is_too_much(row: SealedFile, piece: bytes) -> bool:
    return not piece or (row.size is not None and row.received + len(piece) > row.size)


def _put(row: SealedFile, number: int, piece: bytes) -> None:
    store, name = _store(), _name(row, number)
    nonce = os.urandom(NONCE)
    closed = _box(row).encrypt(nonce, piece, _bound(row, number))
    store.delete(name)  # left by somebody who died before he could say so
    store.save(name, ContentFile(nonce + closed))


def complete(file: SealedFile, sha256: str = "") -> None:
    """Nothing more will come. The checksum is read back where the caller does not know it.

    Raises ``Incomplete`` when fewer bytes came than were announced.
    """
    if file.size is not None and file.size != file.received:
        raise Incomplete
    _settle(file)
    file.size = file.received
    file.sha256 = sha256 or _checksum(file)
    file.save(update_fields=["size", "sha256"])


def _checksum(file: SealedFile) -> str:
    digest = hashlib.sha256()
    for piece in _opened(file):
        digest.update(piece)
    return digest.hexdigest()


def pieces(file: SealedFile) -> Iterator[bytes]:
    """The whole file in clear, piece by piece; raises ``Tampered`` on the first that does not open.

    Raises ``Incomplete`` before the first byte when the file is not whole.
    """
    if not file.is_whole:
        raise Incomplete
    if sum(file.pieces) != file.size:
        raise Tampered
    digest = hashlib.sha256()
    for piece in _opened(file):
        digest.update(piece)
        yield piece
    if digest.hexdigest() != file.sha256:
        raise Tampered


def _opened(file: SealedFile) -> Iterator[bytes]:
    box, store = _box(file), _store()
    for number, length in enumerate(file.pieces):
        try:
            with store.open(_name(file, number)) as sealed:
                nonce, closed = sealed.read(NONCE), sealed.read()
            piece = box.decrypt(nonce, closed, _bound(file, number))
        except (InvalidTag, ValueError, OSError) as fault:
            raise Tampered from fault
        if len(piece) != length:
            raise Tampered
        yield piece


def keep(chunks: Iterable[bytes]) -> SealedFile:
    """Seal everything that comes, in pieces; a whole file. Nobody else knows it before."""
    file, digest = begin(), hashlib.sha256()
    for number, piece in enumerate(in_pieces(chunks)):
        digest.update(piece)
        _put(file, number, piece)
        file.pieces.append(len(piece))
    _settle(file)
    file.size = file.received = sum(file.pieces)
    file.sha256 = digest.hexdigest()
    file.save(update_fields=["pieces", "received", "size", "sha256"])
    return file


def in_pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut anew: every piece full but the last, none empty."""
    waiting: list[bytes] = []
    length = 0
    for chunk in chunks:
        waiting.append(chunk)
        length += len(chunk)
        if length >= PIECE:
            whole = b"".join(waiting)
            full = length - length % PIECE
            yield from (whole[at : at + PIECE] for at in range(0, full, PIECE))
            waiting, length = [whole[full:]], length - full
    if length:
        yield b"".join(waiting)


def destroy(file: SealedFile) -> None:
    """The pieces, counted or not, and the key without which any copy of them is noise."""
    store, folder = _store(), _folder(file)
    with suppress(FileNotFoundError):  # nothing was ever put there
        for name in store.listdir(folder)[1]:
            store.delete(f"{folder}/{name}")
    store.delete(folder)
    file.delete()


def ownerless(*, before: date) -> QuerySet[SealedFile]:
    """Files begun before this day that no record names: whoever made them died before he could."""
    found = SealedFile.objects.filter(begun_on__lt=before)
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 - public, says its manual
            if field.related_model is SealedFile:
                named = model._base_manager.filter(**{field.name: OuterRef("pk")})  # noqa: SLF001
                found = found.exclude(Exists(named))
    return found


def _store() -> Storage:
    return storages["evidence"]


def _settle(file: SealedFile) -> None:
    """Have a local folder write the pieces through; an object store has done so with each."""
    settle = getattr(_store(), "settle", None)
    if settle is not None:
        settle(_folder(file))


def _folder(file: SealedFile) -> str:
    return f"{file.token[:2]}/{file.token}"


def _name(file: SealedFile, number: int) -> str:
    return f"{_folder(file)}/{number:04d}"


def _box(file: SealedFile) -> AESGCM:
    return AESGCM(sealing.unlock("file", bytes(file.sealed_key)))


def _bound(file: SealedFile, number: int) -> bytes:
    return f"{file.token}:{number}".encode()
