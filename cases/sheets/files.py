"""Files as different people may know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.models import EvidenceState, Verdict
from ledger import sealing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.models import Complaint, Evidence
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
