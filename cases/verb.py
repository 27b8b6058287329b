"""What a verb is, when it may be done, and how it is done: rights, state, action, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_fsm import TransitionNotAllowed

from cases import grants, permissions
from cases.exceptions import CaseError, NotAllowed, NotPermitted, Stale
from cases.models import Case, Complaint, Proceeding
from cases.models.rights import groups_with_rights
from ledger import history

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.utils.functional import _StrPromise

    from cases.forms.base import VerbForm
    from people.models import User

MODELS: dict[str, type[Case | Complaint | Proceeding]] = {
    "complaint": Complaint,
    "case": Case,
    "proceeding": Proceeding,
}


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One row of the table: what the officer can do, and all that hangs on it.

    ``states`` only for a verb that keeps the state; a transition's come from its machine.
    """

    record: str
    name: str
    label: str | _StrPromise
    will: str | _StrPromise
    form: type[VerbForm]
    action: Callable[..., object]
    rights: tuple[str, ...]
    event: str
    states: tuple[str, ...] = ()
    guard: str | _StrPromise = ""
    needs: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    limit: str = ""
    tells: tuple[permissions.Seat, ...] = ()
    template: str = "desk/verb.html"

    @property
    def key(self) -> str:
        """ "case.dispatch"."""
        return f"{self.record}.{self.name}"

    @property
    def sources(self) -> tuple[str, ...]:
        """The states from which it can be done."""
        if self.states:
            return tuple(str(state) for state in self.states)
        return tuple(str(one.source) for one in self._transitions())

    @property
    def target(self) -> str:
        """The state to which it leads; empty where it keeps the state."""
        found = self._transitions()
        return str(found[0].target) if found and not self.states else ""

    def _transitions(self) -> list[Any]:
        model = MODELS[self.record]
        every: Any = getattr(model, "get_all_state_transitions")  # noqa: B009 - made by django-fsm
        return [one for one in every(model()) if one.name == self.name]

    @property
    def seats(self) -> list[permissions.Seat]:
        """Who can do it."""
        return grants.seats_holding(self.rights)

    def is_open_in(self, state: str) -> bool:
        """Whether the state allows it."""
        return state in self.sources

    def is_held(self, rights: Collection[str]) -> bool:
        """Whether one of these rights is enough."""
        return not set(self.rights).isdisjoint(rights)

    def check(self, record: Any, user: User) -> None:
        """Raise ``NotPermitted`` or ``NotAllowed``, with the reason, before anything is typed."""
        permissions.check_holds(user, record, self.rights)
        if not self.is_open_in(record.state):
            raise NotAllowed(
                _("This cannot be done now: the state is “%(state)s”.")
                % {"state": record.get_state_display()}
            )


def perform(verb: Verb, record: Any, *, by: User, **arguments: Any) -> None:
    """Do it, or raise ``CaseError``; a refusal is recorded although the transaction rolls back.

    Who was merely overtaken (``Stale``) was not refused: that is told, not recorded.
    """
    try:
        with transaction.atomic():
            verb.check(_unchanged(record), by)
            verb.action(record, by=by, **arguments)
    except Stale:
        raise
    except (CaseError, TransitionNotAllowed) as refusal:
        keep_refusal(verb, record, by, refusal)
        if isinstance(refusal, CaseError):
            raise
        raise NotAllowed(_("This cannot be done in the present state.")) from refusal


def _unchanged(record: Any) -> Any:
    fresh = record.locked()
    if fresh.version != record.version:
        raise Stale(_("Somebody changed this in the meantime."))
    return fresh


def keep_refusal(verb: Verb, record: Any, by: User, refusal: Exception) -> None:
    """Record that somebody was refused, and whether for want of a right or by a rule."""
    guarded = record.guarded
    kind = "right" if isinstance(refusal, NotPermitted) else "rule"
    said = refusal.in_history if isinstance(refusal, CaseError) else refusal
    history.refuse(
        verb.key, guarded.subject, by=by.as_actor(groups_with_rights(guarded)),
        reason=f"{kind}: {said}",
    )  # fmt: skip
