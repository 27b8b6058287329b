"""Rights on invented records: the very rows that ``grants.renew`` would give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cases import grants
from cases.models import (
    Case,
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    ComplaintGroupObjectPermission,
)
from cases.models.reach import permission_id
from cases.permissions import Seat, place_of
from cases.search.words import readers
from cases.states import CaseState
from people import appointments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.synthetic.tables import Tables
    from people.models import Unit

BY_GROUP = ("permission_id", "group_id", "content_object_id")
BY_USER = ("permission_id", "user_id", "content_object_id")
KEY = "#"  # stands for the record's key


class Held(NamedTuple):
    """The rights of groups on one kind of record: the rows as COPY wants them, and who may open it."""

    lines: str
    viewers: list[int]


class Rights:
    """Who holds what, worked out once for each state and unit."""

    def __init__(self, tables: Tables, bureau: Unit, handlers: Iterable[Unit]) -> None:
        self._tables, self._bureau = tables, bureau
        units = [None, bureau, *handlers]
        self._of_case = {
            (state, unit and unit.pk): self._case_rights(state, unit)
            for state in CaseState
            for unit in units
        }
        self._of_complaint = self._rights(Case(city=bureau), list(grants.COMPLAINT_RIGHTS.items()))
        names, self._team_states = grants.CASE_RIGHTS[Seat.INVESTIGATOR]
        self._of_team = [permission_id(name) for name in names]

    def give_complaint(self, key: int) -> list[int]:
        """The rights on one complaint; who may open it, for the search."""
        rows = self._tables[ComplaintGroupObjectPermission]
        rows.put(BY_GROUP, self._of_complaint.lines.replace(KEY, str(key)))
        return self._of_complaint.viewers

    def give_case(
        self, key: int, state: CaseState, unit: Unit | None, team: Iterable[int]
    ) -> list[int]:
        """The rights on one case, of groups and of investigators; who may open it, for the search."""
        rows, mine = self._tables[CaseGroupObjectPermission], self._tables[CaseUserObjectPermission]
        held, people = self._of_case[state, unit and unit.pk], list(team)
        if state not in self._team_states:
            people = []
        rows.put(BY_GROUP, held.lines.replace(KEY, str(key)))
        for user in people:
            mine.put(BY_USER, "".join(f"{right}\t{user}\t{key}\n" for right in self._of_team))
        return readers(held.viewers, people)

    def _case_rights(self, state: CaseState, unit: Unit | None) -> Held:
        case = Case(city=self._bureau, handling_unit=unit)
        held = [
            (seat, names) for seat, (names, states) in grants.CASE_RIGHTS.items() if state in states
        ]
        return self._rights(case, held)

    def _rights(self, record: Case, held: list[tuple[Seat, tuple[str, ...]]]) -> Held:
        places = {seat: place for seat, _names in held if (place := place_of(record, seat))}
        groups = appointments.groups_for(places.values())
        found = sorted(
            (permission_id(name), groups[places[seat][0].pk, str(places[seat][1])])
            for seat, names in held
            if seat in places
            for name in names
        )
        may_open = {permission_id(name) for name in ("view_case", "view_complaint")}
        return Held(
            "".join(f"{right}\t{group}\t{KEY}\n" for right, group in sorted(set(found))),
            readers(group for right, group in found if right in may_open),
        )
