"""A new report wakes a shelved one 唤醒, or is proposed to (domain reference §8, 7; §9.2, C6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import letters
from cases.actions import resemblance, screening
from cases.models import Complaint, Likeness, Tie, WakeCall
from cases.permissions import Seat
from cases.sheets import beside
from cases.states import ComplaintState
from ledger.actors import SYSTEM

if TYPE_CHECKING:
    from django.db.models import Q

    from cases.models.complaint import ComplaintQuerySet

AT_ONCE = 200  # new reports compared in one go


def meet_new() -> int:
    """Compare the new reports with the shelved ones; how many. Run twice, each is compared once."""
    waiting = Likeness.objects.waiting().order_by("pk").values_list("pk", flat=True)
    common = resemblance.commonplaces()
    return sum(_meet(pk, common) for pk in list(waiting[:AT_ONCE]))


@transaction.atomic
def _meet(pk: int, common: frozenset[int]) -> bool:
    rows = Likeness.objects.select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(pk=pk, met_on=None).select_related("complaint").first()
    if row is None:
        return False
    resemblance.fill(row, row.complaint.narrative, common).met_on = timezone.localdate()
    row.save()
    _call(row.complaint)
    return True


def _call(caller: Complaint) -> None:
    """Who is named at the same school wakes by itself; what is merely alike is proposed."""
    shelved = Complaint.objects.filter(state=ComplaintState.SHELVED, city=caller.city)
    shelved = shelved.exclude(pk=caller.pk)
    woken = list(_of_same_person(caller, shelved))
    for one in woken:
        _keep(one, caller, Tie.PERSON, is_settled=True)
        screening.wake(
            one,
            reason=_("A new report names the same teacher: %(number)s") % {"number": caller.number},
            by=SYSTEM,
        )
        letters.tell(one, "complaint.woken", Seat.CITY_INTAKE)
    for found in beside.similar(caller, shelved.exclude(pk__in=[one.pk for one in woken])):
        tie = Tie.SCHOOL if _is_same_school(found.record, caller) else Tie.TEXT
        if _keep(found.record, caller, tie):
            letters.tell(found.record, "complaint.wake_proposed", Seat.CITY_INTAKE)


def _of_same_person(caller: Complaint, shelved: ComplaintQuerySet) -> ComplaintQuerySet:
    place: Q | None = beside.same_place(caller)
    if place is None or not caller.teacher_name:
        return shelved.none()
    return shelved.filter(place, teacher_name=caller.teacher_name)


def _is_same_school(one: Complaint, other: Complaint) -> bool:
    place = (one.school_id, one.school_name)
    return any(place) and place == (other.school_id, other.school_name)


def _keep(shelved: Complaint, caller: Complaint, tie: Tie, *, is_settled: bool = False) -> bool:
    today = timezone.localdate()
    _row, is_new = WakeCall.objects.get_or_create(
        shelved=shelved, caller=caller,
        defaults={"tie": tie, "on": today, "settled_on": today if is_settled else None},
    )  # fmt: skip
    return is_new
