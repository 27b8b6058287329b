"""What somebody can do with a record: the one next thing, whom it waits for, and all the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cases import next_step, permissions, verbs
from cases.models.rights import rights_among

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.models import Case
    from cases.verb import Verb
    from people.models import User

    Names = Callable[[permissions.Seat], list[str]]

DANGEROUS = frozenset(
    {
        "recall",
        "recuse",
        "decline",
        "drop",
        "revoke",
        "reopen",
        "release",
        "transfer",
        "object",
        "take_back",
    }
)


@dataclass(frozen=True)
class Wait:
    """The verb that a record waits for, whether it is the reader's, and who else could do it."""

    record: Any
    verb: Verb
    is_mine: bool
    seats: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Deeds:
    """All verbs of one record for one reader. ``later`` he may do, but not in this state.

    ``on_paper`` is his approver's; he may enter it from the signed paper.
    """

    next: Wait | None
    ordinary: tuple[Verb, ...]
    dangerous: tuple[Verb, ...]
    later: tuple[Verb, ...]
    on_paper: tuple[Verb, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether there is anything for the menu."""
        return bool(self.ordinary or self.dangerous or self.later or self.on_paper)


def of(kind: str, record: Any, reader: User, rights: frozenset[str], names: Names) -> Deeds:
    """What this reader can do with this record."""
    step = wait(kind, record, reader, rights, names)
    mine = [
        verb
        for verb in verbs.of(kind)
        if verb.is_held(rights) and not next_step.is_beside_the_point(record, verb.name)
    ]
    others = [
        verb
        for verb in mine
        if verb.is_open_in(record.state) and not (step and step.is_mine and verb is step.verb)
    ]
    return Deeds(
        next=step,
        ordinary=tuple(verb for verb in others if verb.name not in DANGEROUS),
        dangerous=tuple(verb for verb in others if verb.name in DANGEROUS),
        later=tuple(verb for verb in mine if not verb.is_open_in(record.state)),
        on_paper=tuple(verb for verb in verbs.of(kind) if _is_entered(verb, record, rights)),
    )


def _is_entered(verb: Verb, record: Any, rights: frozenset[str]) -> bool:
    """Whether the reader may enter it for his approver, now; what he may do himself he does himself."""
    is_his = not rights.isdisjoint(verb.beside.values()) and not verb.is_held(rights)
    is_due = verb.is_open_in(record.state)
    return is_his and is_due and not next_step.is_beside_the_point(record, verb.name)


def wait(kind: str, record: Any, reader: User, rights: frozenset[str], names: Names) -> Wait | None:
    """The next thing of one record; None where nothing is left or its proceedings come first."""
    verb = verbs.get(kind, next_step.of(kind, record))
    if verb is None:
        return None
    persons = next_step.persons(record, verb.name)
    if persons is not None:
        is_mine = verb.is_held(rights) and reader.pk in {one.pk for one in persons}
        seats = [(str(permissions.Seat.INVESTIGATOR.label), [one.full_name for one in persons])]
    else:
        is_mine = verb.is_held(rights)
        seats = [(str(seat.label), names(seat)) for seat in verb.seats]
    shown = tuple((label, "、".join(people)) for label, people in seats if people)
    return Wait(record, verb, is_mine, shown)


def waits_in_list(cases: list[Case], reader: User) -> dict[int, Wait]:
    """What each case of a list waits for, by key, without names. One query; see ``with_own_turns``."""
    rights = rights_among(cases, reader)
    found = {one.pk: verbs.get("case", next_step.kept(one)) for one in cases}
    return {
        one.pk: Wait(one, verb, _is_mine(one, verb, rights[one.pk]), ())
        for one in cases
        if (verb := found[one.pk])
    }


def _is_mine(case: Case, verb: Verb, rights: frozenset[str]) -> bool:
    return verb.is_held(rights) and next_step.is_turn_of_reader(case, verb.name)


def names_at(record: Any) -> Names:
    """The names in each seat of one record, asked for once a seat."""
    return cache(lambda seat: [one.full_name for one in permissions.people_in(record, seat)])
