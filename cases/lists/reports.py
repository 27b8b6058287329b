"""What reports wait for, and for whom. Their own columns say it, so that nothing beside them grows stale.

The same as ``next_step.of_complaint`` says on the page, but for a shelved report that merely rests.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from cases import verbs
from cases.grants import COMPLAINT_RIGHTS
from cases.lists.waits import BY_CITY_ROLE
from cases.models import Complaint, DossierItem, Material, Transmittal, WakeCall
from cases.models.case import OPEN
from cases.models.complaint import ComplaintQuerySet
from cases.next_step import REVIEW_AHEAD
from cases.states import CaseState, ComplaintState
from people.models import UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.permissions import Seat
    from people.models import Appointment


RULED = (ComplaintState.NOT_ACCEPTED, ComplaintState.REFERRED)
FOLLOWED = (ComplaintState.ACCEPTED, ComplaintState.MERGED)


def steps() -> dict[str, Q]:
    """What a report waits for, and which do; of several that fit one, the first."""
    return {name: reduce(or_, parts) for name, parts in _by_state().items()}


def to_screen() -> Q:
    """Those that nobody has ruled on."""
    return Q(state__in=[ComplaintState.REGISTERED, ComplaintState.SCREENING])


def to_answer() -> Q:
    """Refused or referred, or the inquiry is over."""
    return steps()["answer"]


def _by_state() -> dict[str, list[Q]]:
    """Each step by the states in which it stands: one is read along the index of the states, and left early."""
    row = OuterRef("pk")
    told = DossierItem.objects.of_kind(Material.DANGER_REPORT).filter(complaint=row)
    untold = Q(minor_risk=True) & ~Q(Exists(told))
    sent = Transmittal.objects.standing().filter(complaint=row, received_on=None)
    over = Q(case__state__in=[state for state in CaseState if state not in OPEN])
    called = Q(pk__in=WakeCall.objects.open().values("shelved"))
    near = Q(next_due__lte=timezone.localdate() + REVIEW_AHEAD)
    registered, screening = Q(state=ComplaintState.REGISTERED), Q(state=ComplaintState.SCREENING)
    shelved = Q(state=ComplaintState.SHELVED)
    return {
        "report_danger": [registered & untold, screening & untold],
        "screen": [registered & ~ComplaintQuerySet.HELD_APART],
        "accept": [screening],
        "record_receipt": [Q(state=ComplaintState.REFERRED) & Q(Exists(sent))],
        "answer": [
            *(Q(state=state) for state in RULED),
            *(Q(state=state) & over for state in FOLLOWED),
        ],
        "wake": [shelved & called],
        "review_shelved": [shelved & near & ~called],
    }


def for_posts(posts: Iterable[Appointment]) -> Q:
    """The condition "it waits for whoever holds these posts". It opens nothing: ``visible_to`` comes first."""
    return _any_of([one.values("pk") for one in _parts(Complaint.objects.all(), posts)])


def oldest(
    visible: ComplaintQuerySet, posts: Iterable[Appointment], most: int
) -> ComplaintQuerySet:
    """Of what somebody sees, what waits for these posts; the oldest ``most`` at least, of many not all."""
    parts = [one.order_by("pk").values("pk")[:most] for one in _parts(visible, posts)]
    return Complaint.objects.filter(_any_of(parts))


def _parts(rows: ComplaintQuerySet, posts: Iterable[Appointment]) -> list[ComplaintQuerySet]:
    wanted = _by_state()
    return [
        rows.filter(part, city=post.unit_id)
        for post in posts
        for name in _names_of(post)
        for part in wanted[name]
    ]


def _any_of(parts: list[Any]) -> Q:
    """Each by an index of its own: as one condition they would be looked for among all that were answered."""
    return Q(pk__in=parts[0].union(*parts[1:], all=True)) if parts else Q(pk__in=[])


def _names_of(post: Appointment) -> tuple[str, ...]:
    """The steps that a post at a city bureau can do; none for others."""
    seat = BY_CITY_ROLE.get(Role(post.role)) if post.unit.kind == UnitKind.CITY else None
    return _names_at(seat) if seat else ()


@cache
def _names_at(seat: Seat) -> tuple[str, ...]:
    rights = COMPLAINT_RIGHTS.get(seat, ())
    return tuple(name for name in steps() if verbs.TABLE[f"complaint.{name}"].is_held(rights))


def named(rows: Any) -> Any:
    """Each with ``waits_for``, the verb; empty where it waits for nothing."""
    whens = [When(condition, then=Value(name)) for name, condition in steps().items()]
    return rows.annotate(waits_for=Case(*whens, default=Value("")))
