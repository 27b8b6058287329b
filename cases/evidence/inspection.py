"""From quarantine to an officer's eyes: recognise, scan, clean, keep the copy. Run twice, done once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from cases.evidence import kinds, sandbox, scanner
from cases.models import Evidence, FileKind, Scan, Verdict
from ledger import files
from notifications import outbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cases.evidence.kinds import Kind
    from cases.evidence.sandbox import Cleaned
    from ledger.models import SealedFile

LEASE = timedelta(minutes=10)
AT_ONCE = 100  # rows of one sweep
KEPT_FOR = timedelta(days=1)  # files of a form that was never sent
CHUNK = 1024 * 1024
HARMLESS = {
    "locked",
    "embedded",
    "old_office",
    "too_large",
    "ofd",
}  # nothing wrong, but no copy either


@dataclass(frozen=True)
class Findings:
    """What is known of a file afterwards."""

    verdict: Verdict
    kind: Kind | None = None
    reason: str = ""
    scan: Scan = Scan.NOT_SCANNED
    media_type: str = ""
    copy: SealedFile | None = None
    preview: SealedFile | None = None


def inspect(pk: int) -> bool:
    """Check one file, if nobody else does; whether it is checked now."""
    row = Evidence.objects.select_related("original").filter(pk=pk).first()
    if row is None or not row.claim(lease=LEASE):  # taken back, or in other hands
        return False
    with row.attempt(), sandbox.workplace() as folder:
        found = _look(row.original, folder)
        if not _keep(row, found):  # too late: another worker has taken over
            _forget(found)
    return row.state == Evidence.DONE


def sweep() -> None:
    """Wake a worker for each file that waits; clear what killed workers left and forms never sent."""
    Evidence.objects.give_up()
    for row in Evidence.objects.claimable().order_by("pk")[:AT_ONCE]:
        outbox.wake("cases.tasks.inspect_evidence", row.pk)
    sandbox.sweep()
    yesterday = timezone.localdate() - KEPT_FOR
    for row in Evidence.objects.never_sent(before=yesterday)[:AT_ONCE]:
        destroy(row)
    for file in files.ownerless(before=yesterday)[:AT_ONCE]:
        files.destroy(file)


def destroy(row: Evidence) -> None:
    """The row, its files and their keys. Only for what belongs to no report."""
    given = [row.original, row.copy, row.preview]
    row.delete()
    for file in filter(None, given):
        files.destroy(file)


def _look(original: SealedFile, folder: Path) -> Findings:
    source = folder / "original"
    with source.open("wb") as clear:
        for piece in files.pieces(original):
            clear.write(piece)
    scan = scanner.scan(_chunks(source))
    with source.open("rb") as clear:
        kind = kinds.recognise(clear.read(kinds.HEAD))
    if scan == Scan.INFECTED:
        return Findings(Verdict.INFECTED, kind, scan=scan)
    if kind is None:
        return Findings(Verdict.REFUSED, reason="kind", scan=scan)
    return _cleaned(kind, scan, sandbox.clean(kind, folder))


def _cleaned(kind: Kind, scan: Scan, done: Cleaned) -> Findings:
    if done.copy is None:
        verdict = Verdict.ORIGINAL_ONLY if done.reason in HARMLESS else Verdict.REFUSED
        media_type = done.media_type or kind.media_type
        return Findings(verdict, kind, done.reason or "broken", scan, media_type)
    copy = files.keep(_chunks(done.copy))
    preview = files.keep(_chunks(done.preview)) if done.preview else None
    return Findings(Verdict.COPY, kind, "", scan, done.media_type, copy, preview)


def _keep(row: Evidence, found: Findings) -> bool:
    return row.finish(
        verdict=found.verdict, reason=found.reason, scan=found.scan, media_type=found.media_type,
        kind=_kind(found), copy=found.copy, preview=found.preview,
    )  # fmt: skip


def _kind(found: Findings) -> FileKind:
    """What the copy is; containers of films may hold sound alone."""
    if found.media_type.startswith("audio/"):
        return FileKind.AUDIO
    return found.kind.kind if found.kind else FileKind.OTHER


def _forget(found: Findings) -> None:
    for file in filter(None, (found.copy, found.preview)):
        files.destroy(file)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
