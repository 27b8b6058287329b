"""《工作移交清单》: opened, drawn up, allotted, renewed, withdrawn (domain reference §12.15)."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import belongings, successors
from cases.exceptions import NotAllowed, NotPermitted
from cases.models import (
    Handover,
    HandoverItem,
    HandoverPart,
    HandoverSignature,
    HandoverState,
    ItemKind,
)
from ledger import history, numbering
from people.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from people.models import Unit, User

PREFIX = "温师移"
FOLLOWING = (ItemKind.SLIP, ItemKind.INSTRUCTION, ItemKind.OPINION, ItemKind.PAPER)
NO_RIGHT = _("You have no right to do this.")


@dataclass(frozen=True)
class Wanted:
    """From whom to whom, under whose eyes, why and from when."""

    giver: User
    unit: Unit
    successor: User
    monitor: User
    reason: str
    from_on: date
    note: str = ""
    ends_posts: bool = True


def open_for(giver: User) -> Handover | None:
    """The one that waits for signatures already."""
    return Handover.objects.open().filter(giver=giver).first()


@transaction.atomic
def begin(wanted: Wanted, *, by: User) -> Handover:
    """Draw the list up and ask the three for their names; begun twice, it is the same one."""
    _check_begins(wanted, by)
    if (known := open_for(wanted.giver)) is not None:
        return known
    if not (found := belongings.of(wanted.giver)):
        raise NotAllowed(_("Nothing hangs on this person: there is nothing to hand over."))
    made = Handover.objects.create(
        number=_next_number(), opened_by=by, opened_on=timezone.localdate(), **vars(wanted)
    )
    _write(made, found)
    history.record("handover.opened", made.subject, by=by.as_actor(), payload=about(made))
    print_list(made)
    letters.tell_of_handover(made, "handover.opened", [made.giver, *takers(made), made.monitor])
    return made


def _check_begins(wanted: Wanted, by: User) -> None:
    posts = Appointment.objects.filter(user=wanted.giver, unit=wanted.unit)
    if not posts.exists():
        raise NotAllowed(_("This person never held a role at that unit."))
    if by != wanted.giver and not successors.leads(by, wanted.unit):
        raise NotPermitted(NO_RIGHT)
    if len({wanted.giver, wanted.successor, wanted.monitor}) < 3:
        raise NotAllowed(
            _("Three different people: who hands over, who takes over, who supervises.")
        )
    _check_takes(wanted.unit, wanted.successor)
    if not successors.monitors(wanted.unit).filter(pk=wanted.monitor.pk).exists():
        raise NotAllowed(
            _("A leader or discipline supervisor of the unit or the one above supervises.")
        )


def _check_takes(unit: Unit, person: User) -> None:
    if not successors.colleagues(unit).filter(pk=person.pk).exists():
        raise NotAllowed(_("The successor holds a role at the unit, or at the one above it."))


def _next_number() -> str:
    year = timezone.localdate().year
    return f"{PREFIX}〔{year}〕{numbering.allot('handover', year)}号"


def about(handover: Handover) -> dict[str, object]:
    """What history says of it."""
    return {
        "record": handover.number, "note": "", "from": handover.giver.full_name,
        "version": handover.version,
    }  # fmt: skip


def _write(handover: Handover, found: list[belongings.Belonging]) -> None:
    """The lines, as they are now; each goes to whom it was allotted before."""
    known = {(one.kind, one.key): one.successor_id for one in handover.items.all()}
    handover.items.all().delete()
    HandoverItem.objects.bulk_create(
        HandoverItem(
            handover=handover, kind=one.kind, key=one.key, label=one.label, due_on=one.due_on,
            case=one.case, complaint=one.complaint,
            successor_id=known.get((one.kind, one.key), handover.successor_id),
        )
        for one in found
    )  # fmt: skip
    _follow(handover)


def _follow(handover: Handover) -> None:
    """What belongs to a case goes to whoever gets the case."""
    rows = list(handover.items.order_by("pk"))
    own = {one.case_id: one.successor_id for one in rows if one.kind == ItemKind.TEAM}
    own |= {one.case_id: one.successor_id for one in rows if one.kind == ItemKind.CASE}
    for one in rows:
        if one.kind in FOLLOWING:
            one.successor_id = own.get(one.case_id, handover.successor_id)
    HandoverItem.objects.bulk_update(rows, ["successor"], batch_size=500)


def lines_of(handover: Handover) -> list[HandoverItem]:
    """The list in its order, with whom each line goes to. One query."""
    order = {kind: place for place, kind in enumerate(ItemKind)}
    rows = handover.items.select_related("successor", "case", "complaint").order_by("pk")
    return sorted(rows, key=lambda one: order[ItemKind(one.kind)])


def takers(handover: Handover) -> list[User]:
    """Everybody who gets something, the main successor first."""
    rows = handover.items.select_related("successor").order_by("pk")
    people = {one.successor_id: one.successor for one in rows}
    first = people.pop(handover.successor_id, None)
    return [first, *people.values()] if first else list(people.values())


@transaction.atomic
def renew(handover: Handover) -> bool:
    """Look again: what was closed meanwhile drops out, what is new comes in; whether it changed.

    A signature given on the older list is void.
    """
    fresh = locked(handover)
    handover.version, handover.state = fresh.version, fresh.state
    if not fresh.is_open:
        return False
    found = belongings.of(fresh.giver)
    if not _differs(fresh, found):
        return False
    signers = [one.signed_by for one in signatures(fresh)]
    _write(fresh, found)
    _new_version(fresh)
    handover.version = fresh.version
    letters.tell_of_handover(fresh, "handover.renewed", signers)
    return True


def has_changed(handover: Handover) -> bool:
    """Whether work was closed or came in since the list was drawn up."""
    return handover.is_open and _differs(handover, belongings.of(handover.giver))


def _differs(handover: Handover, found: list[belongings.Belonging]) -> bool:
    listed = set(handover.items.values_list("kind", "key"))
    return listed != {(str(one.kind), one.key) for one in found}


def _new_version(handover: Handover) -> None:
    handover.version += 1
    handover.save(update_fields=["version"])
    print_list(handover)


def print_list(handover: Handover) -> None:
    """The list as a paper, as it stands now."""
    items, signed = lines_of(handover), signatures(handover)
    letters.handover_list(handover, items, persons_of(handover), signed)


def allot(handover: Handover, *, items: Collection[int], successor: User, by: User) -> None:
    """These lines go to this person; signatures given before are void."""
    with _open(handover, by) as fresh:
        _check_takes(fresh.unit, successor)
        if successor in (fresh.giver, fresh.monitor):
            raise NotAllowed(
                _("Three different people: who hands over, who takes over, who supervises.")
            )
        chosen = fresh.items.filter(pk__in=items).exclude(kind__in=FOLLOWING)
        if not chosen.exclude(successor=successor).update(successor=successor):
            return
        _follow(fresh)
        _new_version(fresh)


def withdraw(handover: Handover, *, reason: str, by: User) -> None:
    """Not completed and not needed: nothing has changed hands."""
    with _open(handover, by) as fresh:
        end(fresh, HandoverState.WITHDRAWN, note=reason)
        history.record(
            "handover.withdrawn", fresh.subject, by=by.as_actor(), payload=about(fresh) | {"note": reason}
        )  # fmt: skip


def end(handover: Handover, state: HandoverState, note: str = "") -> None:
    """Done or withdrawn, today."""
    handover.state, handover.ended_on, handover.end_note = state, timezone.localdate(), note
    handover.save(update_fields=["state", "ended_on", "end_note"])


def may_change(handover: Handover, user: User) -> bool:
    """Who allots and withdraws: whoever opened it, whose work it is, and who leads the unit."""
    return user in (handover.opened_by, handover.giver) or successors.leads(user, handover.unit)


def may_sign_or_change(handover: Handover, user: User) -> bool:
    """Those, and everybody whose name the list needs."""
    named = {one for people in persons_of(handover).values() for one in people}
    return user in named or may_change(handover, user)


@contextmanager
def _open(handover: Handover, by: User) -> Iterator[Handover]:
    with transaction.atomic():
        fresh = locked(handover)
        if not may_change(fresh, by):
            raise NotPermitted(NO_RIGHT)
        if not fresh.is_open:
            raise NotAllowed(_("This has ended already."))
        yield fresh
    handover.version, handover.state = fresh.version, fresh.state


def locked(handover: Handover) -> Handover:
    """The row as it is now, locked until the end of the transaction."""
    near = ("unit", "giver", "successor", "monitor", "opened_by")
    rows = Handover.objects.select_for_update(of=("self",)).select_related(*near)
    return rows.get(pk=handover.pk)


def signatures(handover: Handover) -> list[HandoverSignature]:
    """Those under the list as it is now."""
    rows = handover.signatures.filter(version=handover.version)
    return list(rows.select_related("person", "signed_by"))


def persons_of(handover: Handover) -> dict[HandoverPart, list[User]]:
    """Whose names the list needs, part by part."""
    return {
        HandoverPart.GIVER: [handover.giver],
        HandoverPart.TAKER: takers(handover),
        HandoverPart.MONITOR: [handover.monitor],
    }
