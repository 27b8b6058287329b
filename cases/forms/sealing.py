"""Files within a form: sealed as the bytes come in, never whole in memory, never clear on the disk."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext_lazy as _

from cases.actions import evidence
from cases.exceptions import NotAllowed
from ledger import files

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from cases.models import Complaint, Evidence

FIELD = "evidence"
EMPTY = _("This file is empty.")


class Received(UploadedFile):  # type: ignore[type-arg]
    """A file that lies sealed in the store already."""

    def __init__(self, row: Evidence, name: str) -> None:
        super().__init__(file=None, name=evidence.bare_name(name), size=row.original.size)
        self.row = row


class SealingHandler(FileUploadHandler):
    """Seals each file of the field ``evidence`` for one form; others are passed over.

    ``complaint`` is the report that the form adds to, if it is one that was sent before.
    ``refused`` says what was wrong with which; ``is_too_large`` that one was over the limit.
    """

    chunk_size = 1024 * 1024

    def __init__(
        self, request: Any, submission_hash: str, complaint: Complaint | None = None
    ) -> None:
        super().__init__(request)
        self.submission_hash, self.complaint = submission_hash, complaint
        self.received: list[Evidence] = []
        self.refused: list[tuple[str, str | _StrPromise]] = []
        self.is_too_large = False
        self._full: str = ""
        self._row: Evidence | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin one; what cannot be taken is said and passed over."""
        super().new_file(*args, **kwargs)
        self._digest, self._row, self._held = hashlib.sha256(), None, 0
        self._waiting: list[bytes] = []
        if self.field_name != FIELD or not self.submission_hash:
            raise SkipFile
        if self._full:
            self._refuse(self._full)
        try:
            self._begin()
        except evidence.TooMany as refusal:
            self._full = str(refusal)
            self._refuse(self._full)
        except NotAllowed as refusal:
            self._refuse(str(refusal))

    def _begin(self) -> None:
        self._row = evidence.receive(
            self.file_name or "", submission_hash=self.submission_hash, complaint=self.complaint
        )
        self._room = evidence.room_for(self.submission_hash, self.complaint, beside=self._row)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """One chunk more. The rest of a file over the limit is passed over unread and unkept."""
        if start + len(raw_data) > self._room:
            self.is_too_large = True
            self._refuse(evidence.too_large(start + len(raw_data)))
        self._digest.update(raw_data)
        self._waiting.append(raw_data)
        self._held += len(raw_data)
        if self._held >= files.PIECE:
            self._seal()

    def _seal(self, *, is_last: bool = False) -> None:
        assert self._row is not None  # noqa: S101 - new_file has made it, or was left
        waiting, self._waiting, self._held = self._waiting, [], 0
        for piece in files.in_pieces(waiting):
            length = sum(map(len, piece))
            if length < files.PIECE and not is_last:
                self._waiting, self._held = piece, length
            else:
                files.append(self._row.original, self._row.original.received, *piece)

    def file_complete(self, file_size: int) -> Received | None:
        """Whole: its checksum is known without reading it again."""
        if self._row is None:
            return None
        if not file_size:
            self._refuse_softly(EMPTY)
            return None
        self._seal(is_last=True)
        evidence.arrived(self._row, self._digest.hexdigest())
        self.received.append(self._row)
        done, self._row = self._row, None
        return Received(done, self.file_name or "")

    def discard(self) -> None:
        """Take back what came: the form it came with was not ours."""
        for row in self.received:
            evidence.discard(row)
        self.received = []

    def upload_interrupted(self) -> None:
        """The sender is gone: what had come of this file goes too."""
        self._drop()

    def _refuse_softly(self, sentence: str | _StrPromise) -> None:
        self._drop()
        if self.file_name:  # a form without a file sends an empty one without a name
            self.refused.append((evidence.bare_name(self.file_name), sentence))

    def _refuse(self, sentence: str | _StrPromise) -> None:
        self._refuse_softly(sentence)
        raise SkipFile

    def _drop(self) -> None:
        if self._row is not None:
            evidence.discard(self._row)
            self._row = None
