"""What reports wait for, and for whom. Their own columns say it, so that nothing beside them grows stale.

The same as ``next_step.of_complaint`` says on the page, but for a shelved report that merely rests.
"""

from __future__ import annotations

from functools import cache
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
from cases.states import ComplaintState
from people.models import UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.permissions import Seat
    from people.models import Appointment


def steps() -> dict[str, Q]:
    """What a report waits for, and which do; of several that fit one, the first."""
    row = OuterRef("pk")
    registered, shelved = Q(state=ComplaintState.REGISTERED), Q(state=ComplaintState.SHELVED)
    screening, referred = Q(state=ComplaintState.SCREENING), Q(state=ComplaintState.REFERRED)
    told = DossierItem.objects.of_kind(Material.DANGER_REPORT).filter(complaint=row)
    sent = Transmittal.objects.standing().filter(complaint=row, received_on=None)
    called = Q(pk__in=WakeCall.objects.open().values("shelved"))
    near = Q(next_due__lte=timezone.localdate() + REVIEW_AHEAD)
    return {
        "report_danger": (registered | screening) & Q(minor_risk=True) & ~Q(Exists(told)),
        "screen": registered & ~ComplaintQuerySet.HELD_APART,
        "accept": screening,
        "record_receipt": referred & Q(Exists(sent)),
        "answer": to_answer(),
        "wake": shelved & called,
        "review_shelved": shelved & near & ~called,
    }


def to_screen() -> Q:
    """Those that nobody has ruled on."""
    return Q(state__in=[ComplaintState.REGISTERED, ComplaintState.SCREENING])


def to_answer() -> Q:
    """Refused or referred, or the inquiry is over."""
    ruled = Q(state__in=[ComplaintState.NOT_ACCEPTED, ComplaintState.REFERRED])
    followed = Q(state__in=[ComplaintState.ACCEPTED, ComplaintState.MERGED], case__isnull=False)
    return ruled | followed & ~Q(case__state__in=OPEN)


def for_posts(posts: Iterable[Appointment]) -> Q:
    """The condition "it waits for whoever holds these posts". It opens nothing: ``visible_to`` comes first."""
    wanted = steps()
    parts = [
        Complaint.objects.filter(wanted[name], city=post.unit_id).values("pk")
        for post in posts
        for name in _names_of(post)
    ]
    # each by an index of its own: as one condition they would be looked for among all that were answered
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
