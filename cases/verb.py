"""What a verb is, when it may be done, and how it is done: rights, state, action, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_fsm import TransitionNotAllowed

from cases import grants, permissions
from cases.actions import paper_approvals
from cases.exceptions import CaseError, NotAllowed, NotPermitted, Stale
from cases.models import Case, Complaint, Proceeding
from cases.models.rights import groups_with_rights
from cases.paper_sheets import signed
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


# Who prepares for whom: an approval on paper is entered by the office beside the approver.
BESIDE = {
    "approve_case": "handle_case",
    "dispatch_case": "propose_dispatch",
    "close_case": "propose_dispatch",
    "rule_complaint": "screen_complaint",
}


@dataclass(frozen=True, kw_only=True)
class Verb:
    """One row of the table: what the officer can do, and all that hangs on it.

    ``states`` only for a verb that keeps the state; a transition's come from its machine. An
    approval may be entered from paper, unless it needs the second person ``in_person``; it
    ``approves`` what that event brought, and was not signed before.
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
    in_person: bool = False
    approves: str = ""

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

    @property
    def beside(self) -> dict[str, str]:
        """By the approver's right, that of the officer who enters it from paper; none if nobody may."""
        if self.in_person or not BESIDE.keys() >= set(self.rights):
            return {}
        return {right: BESIDE[right] for right in self.rights}

    def is_open_in(self, state: str) -> bool:
        """Whether the state allows it."""
        return state in self.sources

    def is_held(self, rights: Collection[str]) -> bool:
        """Whether one of these rights is enough."""
        return not set(self.rights).isdisjoint(rights)

    def check(self, record: Any, user: User) -> None:
        """Raise ``NotPermitted`` or ``NotAllowed``, with the reason, before anything is typed."""
        permissions.check_holds(user, record, self.rights)
        self.check_state(record)

    def check_entry(self, record: Any, user: User) -> None:
        """The same for an officer who enters an approval that was signed on paper."""
        permissions.check_holds(user, record, self.beside.values())
        self.check_state(record)

    def check_state(self, record: Any) -> None:
        """Raise ``NotAllowed`` where the state does not allow it."""
        if not self.is_open_in(record.state):
            raise NotAllowed(
                _("This cannot be done now: the state is “%(state)s”.")
                % {"state": record.get_state_display()}
            )


def perform(
    verb: Verb,
    record: Any,
    *,
    by: User,
    on_paper: paper_approvals.Signed | None = None,
    **arguments: Any,
) -> None:
    """Do it, or raise ``CaseError``; a refusal is recorded although the transaction rolls back.

    ``on_paper`` is what somebody else signed; he decides, and ``by`` is who enters it for him.
    Who was merely overtaken (``Stale``) was not refused: that is told, not recorded.
    """
    try:
        with transaction.atomic():
            _do(verb, record, on_paper, by, arguments)
    except Stale:
        raise
    except (CaseError, TransitionNotAllowed) as refusal:
        keep_refusal(verb, record, by, refusal)
        if isinstance(refusal, CaseError):
            raise
        raise NotAllowed(_("This cannot be done in the present state.")) from refusal


def _do(
    verb: Verb,
    record: Any,
    on_paper: paper_approvals.Signed | None,
    by: User,
    arguments: dict[str, Any],
) -> None:
    fresh = _unchanged(record)
    if on_paper is None:
        verb.check(fresh, by)
        verb.action(record, by=by, **arguments)
    else:
        _enter(verb, record, on_paper, by, arguments)


def _enter(
    verb: Verb, record: Any, on_paper: paper_approvals.Signed, by: User, arguments: dict[str, Any]
) -> None:
    """The approver decides, so that every rule about two persons is asked about him."""
    verb.check_entry(record, by)
    earliest = paper_approvals.beginning_of(record, verb.approves)
    paper_approvals.check_can_enter(verb.beside, record, on_paper, earliest=earliest, by=by)
    verb.check(record, on_paper.approver)
    with signed.entering(on_paper.on_paper(by)):
        verb.action(record, by=on_paper.approver, **arguments)
    paper_approvals.keep(verb.key, record, on_paper, by=by)


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
