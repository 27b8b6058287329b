"""Files as different people may know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.models import Evidence, EvidenceState, Verdict
from ledger import sealing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cases.models import Case, Complaint
    from cases.models.evidence import EvidenceQuerySet

GROUP = 8  # letters of a fingerprint that stand together


@dataclass(frozen=True)
class KeptFile:
    """One file for whoever gave it. ``said`` is its state in words."""

    number: int
    size: int
    sha256: str
    said: str


@dataclass(frozen=True)
class ReceivedFile:
    """One file of a form that is not sent yet, by its own name, for the browser that sent it."""

    token: str
    name: str
    size: int


def kept(rows: Iterable[Evidence]) -> tuple[KeptFile, ...]:
    """The files of a report, for the reporter."""
    return tuple(
        KeptFile(one.number, one.original.received, grouped(one.original.sha256), _said(one))
        for one in rows
    )


def kept_of(complaint: Complaint) -> tuple[KeptFile, ...]:
    """The files of one report that its reporter gave. One query."""
    return kept(complaint.evidence.filter(given_by=None).select_related("original"))


def received(rows: EvidenceQuerySet) -> tuple[ReceivedFile, ...]:
    """The whole files of a form still being written."""
    return tuple(
        ReceivedFile(
            one.original.token,
            sealing.unlock("name", bytes(one.sealed_name)).decode(),
            one.original.received,
        )
        for one in rows.whole().select_related("original")
    )


def grouped(sha256: str) -> str:
    """A fingerprint in groups of eight, so that two can be compared by eye."""
    return " ".join(sha256[at : at + GROUP] for at in range(0, len(sha256), GROUP))


def _said(one: Evidence) -> str:
    if one.state == EvidenceState.ARRIVING:
        return _("Did not arrive whole: please add it again under “See my progress”.")
    if one.verdict in (Verdict.REFUSED, Verdict.INFECTED):
        return _("Kept, but not shown to anybody: this kind of file may do harm.")
    if one.state == EvidenceState.READY:
        return _("Checked")
    return _("Has arrived")


@dataclass(frozen=True)
class DeskFile:
    """One file for an officer. ``name`` is made up: the one it came with may betray somebody."""

    key: int
    name: str
    kind: str
    state: str
    tone: str
    scan: str
    size: int
    sha256: str
    on: date
    shows_reporter: bool
    passed_on: date | None
    has_copy: bool
    has_preview: bool


SUFFIXES = {
    "image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf", "text/plain": "txt",
    "audio/mpeg": "mp3", "audio/aac": "aac", "audio/amr": "amr", "audio/wav": "wav",
    "audio/ogg": "ogg", "audio/mp4": "m4a", "video/mp4": "mp4", "video/quicktime": "mov",
    "video/3gpp": "3gp", "video/x-matroska": "mkv", "video/x-msvideo": "avi",
    "audio/flac": "flac", "audio/3gpp": "3gp", "audio/x-matroska": "mka",
    "application/ofd": "ofd", "application/msword": "doc", "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
}  # fmt: skip
TONES = {
    Verdict.COPY: "done", Verdict.ORIGINAL_ONLY: "review", Verdict.REFUSED: "ended",
    Verdict.INFECTED: "ended",
}  # fmt: skip


def made_up_name(number: int, media_type: str) -> str:
    """证据3.jpg, by number and content."""
    suffix = SUFFIXES.get(media_type, "bin")
    return f"证据{number}.{suffix}"


def of_complaint(complaint: Complaint) -> tuple[DeskFile, ...]:
    """All files of a report, for whoever may open it. One query."""
    rows = complaint.evidence.select_related("original").order_by("number", "pk")
    return tuple(desk_file(one, one.number, key=one.number) for one in rows)


def passed_to(case: Case) -> tuple[DeskFile, ...]:
    """The copies that intake has passed to the inquiry, numbered through. One query."""
    rows = Evidence.objects.passed_to(case).select_related("original")
    return tuple(desk_file(one, place, key=one.pk) for place, one in enumerate(rows, start=1))


def desk_file(one: Evidence, number: int, *, key: int) -> DeskFile:
    """One file under a made-up name; ``key`` is how its record's addresses know it."""
    verdict = Verdict(one.verdict) if one.verdict else None
    return DeskFile(
        key=key, name=made_up_name(number, one.media_type),
        kind=one.get_kind_display(), state=str(verdict.label if verdict else one.get_state_display()),
        tone=TONES.get(verdict, "waiting") if verdict else "waiting",
        scan=one.get_scan_display(), size=one.original.received,
        sha256=grouped(one.original.sha256), on=one.on, shows_reporter=one.shows_reporter,
        passed_on=one.passed_on, has_copy=one.copy_id is not None,
        has_preview=one.preview_id is not None,
    )  # fmt: skip
