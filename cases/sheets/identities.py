"""Sealed identities, as one reader may know of them: who watches over them, and what stands on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from cases.models import (
    Complaint,
    ContactAttempt,
    ContactUse,
    GrantState,
    IdentityGrant,
    RealName,
    Reporter,
)
from cases.models.rights import bars
from people.models import UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.models.complaint import ComplaintQuerySet
    from people.models import User

LIVE = (GrantState.REQUESTED, GrantState.OPEN)
LASTS = timedelta(hours=24)  # an opened identity, and the time in which a sudden one is reviewed


@dataclass(frozen=True)
class Watch:
    """The cities whose identities somebody keeps, and those where he looks over the keepers' shoulders."""

    keeps: frozenset[int]
    oversees: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.cities)

    @property
    def is_custodian(self) -> bool:
        """Whether he opens identities."""
        return bool(self.keeps)

    @property
    def cities(self) -> frozenset[int]:
        """All of them."""
        return self.keeps | self.oversees


def watch_of(user: User, complaint: Complaint | None = None) -> Watch:
    """What he is today; of one complaint, at its city and unless he is barred from it."""
    held = user.appointments.current().filter(
        role__in=[Role.CUSTODIAN, Role.DISCIPLINE], unit__kind=UnitKind.CITY
    )
    posts = set(held.values_list("role", "unit_id"))
    if complaint is not None:
        barred = Complaint.objects.filter(bars(Complaint, user), pk=complaint.pk).exists()
        posts = set() if barred else {one for one in posts if one[1] == complaint.city_id}
    return Watch(
        frozenset(unit for role, unit in posts if role == Role.CUSTODIAN),
        frozenset(unit for role, unit in posts if role == Role.DISCIPLINE),
    )


def watched_complaints(user: User, cities: Iterable[int]) -> ComplaintQuerySet:
    """The complaints of these cities over whose reporters he watches. He reads none of them."""
    return Complaint.objects.filter(city__in=cities).exclude(bars(Complaint, user))


@dataclass(frozen=True)
class Request:
    """One line of the custodians' list."""

    record: IdentityGrant
    unit: str

    @property
    def number(self) -> str:
        """The number of the complaint: all that the list says of it."""
        return self.record.complaint.number

    @property
    def is_overdue(self) -> bool:
        """Whether an identity was opened at once and nobody has reviewed that in time."""
        return is_overdue(self.record)


def is_overdue(grant: IdentityGrant) -> bool:
    """Whether its review is late."""
    due = grant.review_due_at
    return due is not None and grant.reviewed_at is None and due <= timezone.now()


def requests(watched: ComplaintQuerySet, *, after: int | None, page: int) -> list[Request]:
    """Requests for these reporters, the newest first: one more than fits, if there is one."""
    rows = IdentityGrant.objects.filter(complaint__in=watched)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    people = rows.select_related("complaint", "requester", "custodian", "reviewed_by")
    found = people.prefetch_related("requester__appointments__unit").order_by("-pk")
    return [Request(row, _unit(row.requester)) for row in found[: page + 1]]


def _unit(user: User) -> str:
    """His unit of today, from what is fetched already."""
    today = timezone.localdate()
    held = [
        post.unit.name
        for post in user.appointments.all()
        if post.starts_on <= today and (post.ends_on is None or post.ends_on >= today)
    ]
    return held[0] if held else ""


def overdue_reviews(watched: ComplaintQuerySet) -> int:
    """How many of these identities were opened at once and wait for their review too long."""
    late = IdentityGrant.objects.filter(review_due_at__lte=timezone.now(), reviewed_at=None)
    return late.filter(complaint__in=watched).count()


@dataclass(frozen=True)
class IdentityPart:
    """What a complaint's page says of its reporter, who stays unseen."""

    level: str
    has_number: bool
    same_reporter: tuple[Complaint, ...]
    attempts: tuple[ContactAttempt, ...]
    live: tuple[IdentityGrant, ...]


def identity_part(
    complaint: Complaint, reader: User, rights: frozenset[str]
) -> IdentityPart | None:
    """For who may open the complaint; None where nobody is named and nobody can be reached."""
    reporter = Reporter.objects.filter(complaint=complaint).first() if complaint.is_named else None
    has_number = complaint.contacts.filter(use=ContactUse.CONTACT).exists()
    if reporter is None and not has_number:
        return None
    return IdentityPart(
        level=str(RealName(reporter.level).label) if reporter else "",
        has_number=has_number,
        same_reporter=_same_reporter(reporter, reader) if "screen_complaint" in rights else (),
        attempts=tuple(complaint.contact_attempts.select_related("officer")),
        live=tuple(complaint.identity_grants.filter(state__in=LIVE, requester=reader)),
    )


def _same_reporter(reporter: Reporter | None, reader: User) -> tuple[Complaint, ...]:
    """Other complaints by the same person, met through blind indexes: for the city's intake alone."""
    if reporter is None or reporter.level == RealName.DENIED:
        return ()
    same = Q()
    if reporter.phone_index:
        same |= Q(name_index=reporter.name_index, phone_index=reporter.phone_index)
    if reporter.id_index:
        same |= Q(id_index=reporter.id_index)
    if not same:
        return ()
    others = Reporter.objects.filter(same).exclude(pk=reporter.pk)
    others = others.exclude(level=RealName.DENIED)
    visible = Complaint.objects.visible_to(reader)
    return tuple(visible.filter(pk__in=others.values("complaint")).order_by("-pk")[:25])
