"""Finding a record for a reader: through ``visible_to``, and never without an access row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from cases.models.rights import groups_with_rights
from cases.verb import MODELS
from ledger import access

if TYPE_CHECKING:
    from cases.models import Case, Complaint, Proceeding
    from people.models import User


class StaffRequest(HttpRequest):
    """A request behind the gate: somebody has logged in."""

    user: User


def find(kind: str, slug: str, reader: User) -> Any:
    """The record, if this person may open it; otherwise the same 404 as for no record at all."""
    model: Any = MODELS.get(kind)
    found = model and model.objects.visible_to(reader).filter(slug=slug).first()
    if not found:
        raise Http404
    return found


def note_access(record: Case | Complaint | Proceeding, what: str, reader: User) -> None:
    """Who read what, as whom: written before a byte leaves; if that fails, nothing leaves."""
    guarded = record.guarded
    access.record(guarded.subject, what, by=reader.as_actor(groups_with_rights(guarded)))
