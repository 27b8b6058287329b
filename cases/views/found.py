"""Finding a record for a reader: through ``visible_to``, and never without an access row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest

from cases.models.rights import groups_among, groups_with_rights
from cases.verb import MODELS
from ledger import access

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def note_excerpts(records: Iterable[Case | Complaint], reader: User) -> None:
    """Who saw words of which records in a search, each once; not what he searched for."""
    once = {one.subject: one for one in records}
    groups: dict[str, frozenset[int]] = {}
    for model in {type(one) for one in once.values()}:
        own = [one for one in once.values() if type(one) is model]
        held = groups_among(own)
        groups |= {one.subject: held[one.pk] for one in own}
    actors = {held: reader.as_actor(held) for held in set(groups.values())}
    access.record_all(
        (subject, f"{one.number} words found in a search", actors[groups[subject]])
        for subject, one in once.items()
    )
