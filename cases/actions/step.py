"""One step of the loop: lock, change, rights, history, in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import grants, search
from cases.actions import clocks, waiting
from cases.exceptions import Stale
from cases.models import Case, Complaint, Proceeding
from cases.models.rights import groups_with_rights
from cases.paper_sheets import signed
from ledger import history
from people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.actors import Actor

R = TypeVar("R", Case, Complaint, Proceeding)


@contextmanager
def step(
    record: R, event: str, *, by: User | Actor, note: str = "", **facts: object
) -> Iterator[R]:
    """Yield the record as it is now, locked; then save it and everything that hangs on it.

    Raises ``Stale`` when it has changed since ``record`` was read. Afterwards ``record`` holds
    what was saved. A proceeding's history is its case's: one chain a case.
    """
    with transaction.atomic():
        fresh = record.locked()
        if fresh.version != record.version:
            raise Stale(_("Somebody changed this in the meantime."))
        actor = by.as_actor(groups_with_rights(fresh.guarded)) if isinstance(by, User) else by
        yield fresh
        fresh.version += 1
        clocks.renew_due(fresh)
        fresh.save()
        grants.renew(fresh.guarded)
        if isinstance(fresh.guarded, Case):
            waiting.renew(fresh.guarded)
        search.index(fresh)
        about = {"record": fresh.number, "note": note, **facts, **signed.facts()}
        history.record(event, fresh.guarded.subject, by=actor, payload=about)
    record.become(fresh)
