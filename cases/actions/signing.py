"""Three names under a 《工作移交清单》; with the last one everything changes hands, or nothing (§12.15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import changing_hands, handovers, successors
from cases.exceptions import NotAllowed, NotPermitted, Stale
from cases.models import Handover, HandoverPart, HandoverState
from ledger import history

if TYPE_CHECKING:
    from people.models import User


@dataclass(frozen=True)
class Name:
    """Whose name is set under which version of the list; ``reason`` where another sets it for him."""

    part: str
    person: User
    version: int
    reason: str = ""


def sign(handover: Handover, *, name: Name, by: User) -> None:
    """One signature; the monitor's, which is the last, hands everything over. Set twice, it is one.

    Raises ``Stale`` when the list has changed since it was read: whoever signed before signs again.
    """
    handovers.renew(handover)
    with transaction.atomic():
        fresh = handovers.locked(handover)
        if _has_signed(fresh, name, by):
            return
        _check_signs(fresh, name, by)
        _keep_name(fresh, name, by)
        if name.part == HandoverPart.MONITOR:
            _complete(fresh, by)
    handover.state, handover.version = fresh.state, fresh.version


def _has_signed(handover: Handover, name: Name, by: User) -> bool:
    set_here = handover.signatures.filter(version=name.version, part=name.part)
    return bool(set_here.filter(person=name.person, signed_by=by).exists())


def _keep_name(handover: Handover, name: Name, by: User) -> None:
    handover.signatures.create(
        version=name.version, part=name.part, person=name.person, signed_by=by,
        reason=name.reason, on=timezone.localdate(),
    )  # fmt: skip
    said = {"part": name.part, "note": name.reason}
    history.record(
        "handover.signed", handover.subject, by=by.as_actor(), payload=handovers.about(handover) | said
    )  # fmt: skip


def _check_as_read(handover: Handover, name: Name) -> None:
    if not handover.is_open:
        raise NotAllowed(_("This has ended already."))
    if handover.version != name.version:
        raise Stale(
            _("The list has changed: read it again. Signatures given on the older list are void.")
        )


def _check_signs(handover: Handover, name: Name, by: User) -> None:
    _check_as_read(handover, name)
    parts = handovers.persons_of(handover)
    if name.person not in parts.get(HandoverPart(name.part), ()):
        raise NotAllowed(_("This person does not sign here."))
    if by != name.person:
        _check_signs_for(handover, name, by)
    if by in hands_of_others(handover, name.part):
        raise NotAllowed(_("Whoever has a part in it signs in his own place alone."))
    if left := successors.objections(handover, handovers.lines_of(handover)):
        raise NotAllowed(next(iter(left.values())))
    if name.part == HandoverPart.MONITOR and not _is_ready(handover):
        raise NotAllowed(_("Whoever supervises signs last."))


def _check_signs_for(handover: Handover, name: Name, by: User) -> None:
    if not successors.leads(by, handover.unit):
        raise NotPermitted(handovers.NO_RIGHT)
    if not name.reason:
        raise NotAllowed(_("Say why he does not sign himself: it stands on the paper."))


def hands_of_others(handover: Handover, part: str) -> set[User]:
    """Those of the other parts, and whoever signed there: no hand signs in two places."""
    named = {
        one
        for key, people in handovers.persons_of(handover).items()
        if key != part
        for one in people
    }
    return named | {one.signed_by for one in handovers.signatures(handover) if one.part != part}


def _is_ready(handover: Handover) -> bool:
    signed = {(one.part, one.person_id) for one in handovers.signatures(handover)}
    wanted = {
        (str(part), one.pk)
        for part, people in handovers.persons_of(handover).items()
        if part != HandoverPart.MONITOR
        for one in people
    }
    return wanted <= signed


def _complete(handover: Handover, by: User) -> None:
    items = handovers.lines_of(handover)
    changing_hands.move(handover, items, by=by)
    handovers.end(handover, HandoverState.DONE)
    history.record(
        "handover.done", handover.subject, by=by.as_actor(), payload=handovers.about(handover)
    )
    handovers.print_list(handover)
    letters.tell_of_handover(handover, "handover.done", handovers.takers(handover))


def signing_deeds(handover: Handover, user: User) -> dict[tuple[str, int], str]:
    """By part and person, what this person can do there: "own", or "for" an absent one."""
    signed = {(one.part, one.person_id) for one in handovers.signatures(handover)}
    leads = successors.leads(user, handover.unit)
    found = {}
    for part, people in handovers.persons_of(handover).items():
        is_ready = part != HandoverPart.MONITOR or _is_ready(handover)
        if not is_ready or user in hands_of_others(handover, part):
            continue
        for one in people:
            if one == user or leads:
                found[str(part), one.pk] = "own" if one == user else "for"
    return {key: deed for key, deed in found.items() if key not in signed}
