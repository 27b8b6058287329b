"""A handing-over as one reader may see it: the lines that are open to him, the names set and missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.models import Case, Complaint, Handover, HandoverPart, HandoverState, ItemKind
from cases.sheets.dues import Due, due

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cases.models import HandoverItem, HandoverSignature
    from people.models import User

TONES = {HandoverState.OPEN: "waiting", HandoverState.DONE: "done"}
CHOSEN_ALONE = (ItemKind.CASE, ItemKind.TEAM, ItemKind.VIEW, ItemKind.COMPLAINT)


@dataclass(frozen=True)
class HandoverLine:
    """One line: the record's page where the reader may open it, and what stands in the way."""

    item: HandoverItem
    due: Due | None
    address: str
    state: str
    objection: str

    @property
    def is_chosen_alone(self) -> bool:
        """Whether it can be given to somebody of its own; the others go with their case."""
        return self.item.kind in CHOSEN_ALONE


@dataclass(frozen=True)
class HandoverGroup:
    """All lines of one kind."""

    kind: ItemKind
    lines: tuple[HandoverLine, ...]

    @property
    def is_chosen_alone(self) -> bool:
        """Whether all of it can be given to somebody of its own."""
        return self.kind in CHOSEN_ALONE


@dataclass(frozen=True)
class SigningPlace:
    """One place to sign: whose, and the name that is set; ``deed`` is "own", "for" or nothing."""

    part: HandoverPart
    person: User
    signature: HandoverSignature | None
    deed: str


@dataclass(frozen=True)
class HandoverSheet:
    """All of it for one reader; ``hidden`` lines concern what bars him."""

    record: Handover
    groups: tuple[HandoverGroup, ...]
    places: tuple[SigningPlace, ...]
    hidden: int
    objections: tuple[str, ...]
    may_change: bool

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return TONES.get(HandoverState(self.record.state), "stopped")


def handover_groups(
    items: Sequence[HandoverItem], reader: User, barred: Collection[int],
    objections: Mapping[int, str],
) -> tuple[HandoverGroup, ...]:  # fmt: skip
    """The lines that do not bar this reader, kind by kind. Two queries."""
    shown = [one for one in items if one.pk not in barred]
    cases = {one.case_id for one in shown if one.case_id}
    complaints = {one.complaint_id for one in shown if one.complaint_id}
    open_ = Case.objects.visible_to(reader).filter(pk__in=cases)
    read = Complaint.objects.visible_to(reader).filter(pk__in=complaints)
    pages = set(open_.values_list("pk", flat=True)), set(read.values_list("pk", flat=True))
    lines = [_line(one, *pages, objections.get(one.pk, "")) for one in shown]
    return tuple(
        HandoverGroup(kind, tuple(one for one in lines if one.item.kind == kind))
        for kind in ItemKind
        if any(one.item.kind == kind for one in lines)
    )


def _line(
    item: HandoverItem, cases: set[int], complaints: set[int], objection: str
) -> HandoverLine:
    address = state = ""
    if item.complaint:
        state = item.complaint.get_state_display()
        address = item.complaint.get_absolute_url() if item.complaint_id in complaints else ""
    elif item.case:
        state = item.case.get_state_display()
        address = item.case.get_absolute_url() if item.case_id in cases else ""
    return HandoverLine(item, due(item.due_on) if item.due_on else None, address, state, objection)


def signing_places(
    handover: Handover, persons: Mapping[HandoverPart, Iterable[User]],
    signed: Iterable[HandoverSignature], deeds: Mapping[tuple[str, int], str],
) -> tuple[SigningPlace, ...]:  # fmt: skip
    """Every place to sign, with what this reader can do there."""
    names = {(one.part, one.person_id): one for one in signed}
    return tuple(
        SigningPlace(
            part, one, names.get((str(part), one.pk)),
            deeds.get((str(part), one.pk), "") if handover.is_open else "",
        )
        for part, people in persons.items()
        for one in people
    )  # fmt: skip
