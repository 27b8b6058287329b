"""Who holds which object right after each verb: computed anew from the record, so never stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import (
    Case,
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    Complaint,
    ComplaintGroupObjectPermission,
)
from cases.models.reach import permission_id
from cases.permissions import Seat, place_of
from cases.states import CaseState
from people import appointments

if TYPE_CHECKING:
    from collections.abc import Iterable

ALWAYS = frozenset(CaseState)
TAKEN_ON = ALWAYS - {CaseState.PENDING}
FOUND = frozenset(
    {
        CaseState.CONCLUDED,
        CaseState.PROCEEDING,
        CaseState.RECORDED,
        CaseState.APPLYING,
        CaseState.CLOSED,
        CaseState.ARCHIVED,
    }
)
INQUIRING = frozenset(
    {
        CaseState.INVESTIGATING,
        CaseState.SUSPENDED,
        CaseState.REPORTED,
        CaseState.CONCLUDED,
        CaseState.PROCEEDING,
    }
)
CHECKING = frozenset({CaseState.INVESTIGATING, CaseState.SUSPENDED, CaseState.REPORTED})
ENDED = frozenset({CaseState.CLOSED, CaseState.ARCHIVED})

# seat → (rights, the states of the case in which the seat holds them)
CASE_RIGHTS: dict[Seat, tuple[tuple[str, ...], frozenset[CaseState]]] = {
    Seat.CITY_INTAKE: (("view_case", "read_original", "propose_dispatch"), ALWAYS),
    Seat.CITY_APPROVER: (("view_case", "read_original", "dispatch_case", "close_case"), ALWAYS),
    Seat.DISCIPLINE: (("view_case", "review_case"), ALWAYS),
    Seat.ARCHIVIST: (("view_case", "archive_case"), ENDED),
    Seat.OFFICER: (("view_case", "handle_case"), TAKEN_ON),
    Seat.APPROVER: (("view_case", "approve_case"), TAKEN_ON),
    Seat.LEGAL: (("view_case", "check_legality"), FOUND),
    Seat.PERSONNEL: (("view_case", "file_case", "archive_case"), FOUND),
    Seat.INVESTIGATOR: (("view_case", "investigate_case"), INQUIRING),
    Seat.CHECKER: (("view_case", "check_case"), CHECKING),
}
COMPLAINT_RIGHTS: dict[Seat, tuple[str, ...]] = {
    Seat.CITY_INTAKE: ("view_complaint", "screen_complaint"),
    Seat.CITY_APPROVER: ("view_complaint", "rule_complaint", "open_original"),
}


def seats_holding(rights: Iterable[str]) -> list[Seat]:
    """The seats that ever hold one of these rights, in the order of the table."""
    wanted = set(rights)
    table = {seat: given for seat, (given, _states) in CASE_RIGHTS.items()}
    both = {seat: {*table[seat], *COMPLAINT_RIGHTS.get(seat, ())} for seat in table}
    return [seat for seat, given in both.items() if given & wanted]


def renew(record: Case | Complaint) -> None:
    """Give exactly the rights that the record's state and unit ask for; take all others."""
    if isinstance(record, Complaint):
        _renew_complaint(record)
        return
    _renew_groups(record)
    _renew_investigators(record)


def _group_rights(
    record: Case | Complaint, rights: dict[Seat, tuple[str, ...]]
) -> set[tuple[int, int]]:
    places = {seat: place for seat in rights if (place := place_of(record, seat))}
    groups = appointments.groups_for(places.values())
    return {
        (groups[unit.pk, str(role)], permission_id(name))
        for seat, (unit, role) in places.items()
        for name in rights[seat]
    }


def _renew_groups(case: Case) -> None:
    current = {seat: names for seat, (names, states) in CASE_RIGHTS.items() if case.state in states}
    wanted = _group_rights(case, current)
    rows = CaseGroupObjectPermission.objects.filter(content_object=case)
    kept = {(row.group_id, row.permission_id): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in kept.items() if key not in wanted]).delete()
    CaseGroupObjectPermission.objects.bulk_create(
        CaseGroupObjectPermission(content_object=case, group_id=group, permission_id=permission)
        for group, permission in sorted(wanted - kept.keys())
    )


def _renew_investigators(case: Case) -> None:
    checkers = set(case.entrustments.in_force().values_list("people", flat=True))
    team = case.investigators.filter(left_on=None).values_list("user", flat=True)
    wanted = {
        (user, permission_id(name))
        for user in team
        for name in _rights_in_team(case, is_entrusted=user in checkers)
    }
    rows = CaseUserObjectPermission.objects.filter(content_object=case)
    kept = {(row.user_id, row.permission_id): row.pk for row in rows}
    rows.filter(pk__in=[pk for key, pk in kept.items() if key not in wanted]).delete()
    CaseUserObjectPermission.objects.bulk_create(
        CaseUserObjectPermission(content_object=case, user_id=user, permission_id=permission)
        for user, permission in sorted(wanted - kept.keys())
    )


def _rights_in_team(case: Case, *, is_entrusted: bool) -> tuple[str, ...]:
    """Whoever checks for his school sees less than an investigator, and not as long."""
    names, states = CASE_RIGHTS[Seat.CHECKER if is_entrusted else Seat.INVESTIGATOR]
    return names if case.state in states else ()


def _renew_complaint(complaint: Complaint) -> None:
    """A complaint's rights never shrink: its seats are the city's, whatever its state."""
    wanted = _group_rights(complaint, COMPLAINT_RIGHTS)
    ComplaintGroupObjectPermission.objects.bulk_create(
        [
            ComplaintGroupObjectPermission(
                content_object=complaint, group_id=group, permission_id=permission
            )
            for group, permission in sorted(wanted)
        ],
        ignore_conflicts=True,
    )
