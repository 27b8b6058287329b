"""Work that nobody holds: of people whose posts end soon, have ended, or who are switched off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from cases.catalogues import patience
from cases.catalogues.titles import LETTERS
from cases.models import Case, Handover, Investigator, UnheldNotice
from cases.models.case import OPEN
from notifications import outbox
from people import appointments
from people.models import Appointment, Unit, User
from people.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

NEVER = date(9999, 12, 31)  # the post goes on, but its holder cannot log in any more


@dataclass(frozen=True)
class Leaver:
    """Somebody with open work: where he was last, until when, and how much it is."""

    user: User
    unit: Unit
    ends_on: date
    cases: int
    teams: int
    handover: Handover | None

    @property
    def is_gone(self) -> bool:
        """Whether he cannot log in although his post goes on."""
        return self.ends_on == NEVER


def leavers(today: date) -> list[Leaver]:
    """Everybody with open work and no post that lasts. Three queries."""
    people = list(_with_work(today).order_by("full_name", "pk"))
    posts: dict[int, Appointment] = {}
    held = Appointment.objects.filter(user__in=people, starts_on__lte=today)
    for one in held.select_related("unit__parent").order_by("starts_on", "pk"):
        known = posts.get(one.user_id)
        if known is None or (one.ends_on or NEVER) >= (known.ends_on or NEVER):
            posts[one.user_id] = one
    waiting = {one.giver_id: one for one in Handover.objects.open().filter(giver__in=people)}
    return [
        Leaver(
            one, posts[one.pk].unit, posts[one.pk].ends_on or NEVER, one.cases, one.teams,  # type: ignore[attr-defined]
            waiting.get(one.pk),
        )
        for one in people
        if one.pk in posts
    ]  # fmt: skip


def _with_work(today: date) -> QuerySet[User]:
    ahead = today + timedelta(days=patience.days("LEAVING_AHEAD", today))
    lasting = Appointment.objects.filter(user=OuterRef("pk"), starts_on__lte=ahead).filter(
        Q(ends_on=None) | Q(ends_on__gt=ahead)
    )
    own = Case.objects.filter(assignee=OuterRef("pk"), state__in=OPEN)
    places = Investigator.objects.filter(user=OuterRef("pk"), left_on=None, case__state__in=OPEN)
    going = User.objects.filter(Q(is_active=False) | ~Exists(lasting))
    with_work = going.filter(Exists(own) | Exists(places))
    return with_work.annotate(cases=_count(own, "assignee"), teams=_count(places, "user"))


def _count(rows: QuerySet[Case] | QuerySet[Investigator], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def shown_to(reader: User, today: date) -> list[Leaver]:
    """Those of the units that he leads, and of the ones below."""
    posts = Appointment.objects.current().filter(user=reader, role=Role.APPROVER)
    led = set(posts.values_list("unit", flat=True))
    if not led:
        return []
    return [one for one in leavers(today) if {one.unit.pk, one.unit.parent_id} & led]


def tell(today: date) -> int:
    """One letter for each leaver to whoever leads his unit. Run twice, it is told once."""
    told = 0
    for one in leavers(today):
        if one.handover is not None:
            continue
        _notice, is_new = UnheldNotice.objects.get_or_create(
            user=one.user, ends_on=one.ends_on, defaults={"told_on": today}
        )
        if is_new:
            outbox.queue(
                "handover.unheld", to=_heads(one), title=LETTERS["handover.unheld"],
                body=one.user.full_name, link=reverse("handovers"),
            )  # fmt: skip
            told += 1
    return told


def _heads(leaver: Leaver) -> list[User]:
    """The unit's approvers beside himself; where there is none, those of the unit above."""
    unit: Unit | None = leaver.unit
    while unit is not None:
        found = appointments.holders(unit, Role.APPROVER).exclude(pk=leaver.user.pk)
        if found:
            return list(found)
        unit = unit.parent
    return []
