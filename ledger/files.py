"""Files at rest: sealed piece by piece as they arrive, read back verified, destroyed with their key.

A piece is one object of the store, closed with AES-256-GCM under the file's own key; the name of the file
and the number of the piece are bound into it, so that a piece which was altered, swapped or moved
does not open, and one that is missing is missed.
"""

from __future__ import annotations

import hashlib
import io
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

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


def append(file: SealedFile, offset: int, *chunks: bytes) -> None:
    """Seal and store the next piece, as the chunks in which it came. It is durable once ``complete`` is.

    Raises ``OutOfPlace`` when ``offset`` is not where the file ends; of two that come at once one
    waits and then is out of place. A piece is at most ``PIECE`` bytes long.
    """
    length = sum(map(len, chunks))
    if length > PIECE:
        raise ValueError(length)
    with _committed_lazily():
        row = SealedFile.objects.select_for_update().get(pk=file.pk)
        if row.received != offset or row.is_whole or _is_too_much(row, length):
            raise OutOfPlace
        _put(row, len(row.pieces), chunks)
        row.pieces.append(length)
        row.received += length
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


def _is_too_much(row: SealedFile, length: int) -> bool:
    return not length or (row.size is not None and row.received + length > row.size)


def _put(row: SealedFile, number: int, chunks: Iterable[bytes]) -> None:
    store, name = _store(), _name(row, number)
    sealed = _Sealed(_seal(row, number, chunks))
    store.delete(name)  # left by somebody who died before he could say so
    store.save(name, sealed)


def _seal(row: SealedFile, number: int, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Nonce, what was sealed, and the tag, as ``AESGCM`` reads them; chunk by chunk, uncopied."""
    nonce = os.urandom(NONCE)
    cipher = Cipher(algorithms.AES256(_key(row)), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(_bound(row, number))
    yield nonce
    yield from map(cipher.update, chunks)
    yield cipher.finalize()
    yield cipher.tag


class _Sealed(File):  # type: ignore[type-arg]
    """A piece that is sealed while it is written: a folder takes its parts, an object store the whole."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts, self.name, self.mode = parts, None, "rb"

    @cached_property
    def file(self) -> io.BytesIO:  # type: ignore[override]
        """The whole."""
        return io.BytesIO(b"".join(self.parts))

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002
        """The parts, once."""
        return self.parts


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
    box, store = AESGCM(_key(file)), _store()
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
        _put(file, number, _counted(piece, digest))
        file.pieces.append(sum(map(len, piece)))
    _settle(file)
    file.size = file.received = sum(file.pieces)
    file.sha256 = digest.hexdigest()
    file.save(update_fields=["pieces", "received", "size", "sha256"])
    return file


def _counted(chunks: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """Each chunk on its way to the store is read for the checksum while the processor still holds it."""
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def in_pieces(chunks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The same chunks, gathered: every piece full but the last, none empty."""
    piece: list[bytes] = []
    room = PIECE
    for chunk in chunks:
        rest = chunk
        while len(rest) >= room:
            yield [*piece, rest[:room]]
            rest, piece, room = rest[room:], [], PIECE
        if rest:
            piece.append(rest)
            room -= len(rest)
    if piece:
        yield piece


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


def _key(file: SealedFile) -> bytes:
    return sealing.unlock("file", bytes(file.sealed_key))


def _bound(file: SealedFile, number: int) -> bytes:
    return f"{file.token}:{number}".encode()
