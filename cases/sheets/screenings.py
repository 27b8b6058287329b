"""What screening left behind, for the page of a report: its findings, and letters to other authorities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.catalogues import scenes

if TYPE_CHECKING:
    from cases.models import Complaint, Screening, Transmittal


@dataclass(frozen=True)
class Found:
    """The findings of one officer."""

    row: Screening

    @property
    def scene_name(self) -> str:
        """The form of tutoring in words."""
        return scenes.get(self.row.scene, self.row.on).name if self.row.scene else ""


@dataclass(frozen=True)
class Screened:
    """All of it, the oldest first."""

    found: tuple[Found, ...]
    sent: tuple[Transmittal, ...]


def screened(complaint: Complaint) -> Screened:
    """Two queries."""
    rows = complaint.screenings.select_related("checked_by")
    return Screened(
        found=tuple(Found(one) for one in rows), sent=tuple(complaint.transmittals.all())
    )
