"""Work changes hands: assignments and team places move, the old person's rights end, limits run on."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions import attention, teams
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, Complaint, ItemKind, SavedView
from cases.models.saved_view import NAME_LIMIT
from people import appointments
from people.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.models import Handover, HandoverItem
    from people.models import User

EVENT = "case.handed_over"


def move(handover: Handover, items: Sequence[HandoverItem], *, by: User) -> None:
    """Everything on the list, in the caller's transaction; raises ``NotAllowed`` with nothing changed."""
    of_kind: defaultdict[str, list[HandoverItem]] = defaultdict(list)
    for one in items:
        of_kind[one.kind].append(one)
    _lock(items)
    for one in of_kind[ItemKind.TEAM]:
        _move_place(handover, one, by)
    _move_cases(handover, of_kind[ItemKind.CASE], by)
    for one in of_kind[ItemKind.COMPLAINT]:
        _move_complaint(handover, one, by)
    for one in of_kind[ItemKind.VIEW]:
        _move_view(handover, one)
    if handover.ends_posts:
        _end_posts(handover, by)


def _lock(items: Sequence[HandoverItem]) -> None:
    """In the order of their keys, so that two who wait for each other never wait for ever."""
    keys = {one.case_id for one in items if one.case_id}
    list(Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))


def _facts(handover: Handover, item: HandoverItem) -> dict[str, object]:
    return {
        "handover": handover.number, "from": handover.giver.full_name,
        "person": item.successor.full_name,
        "note": f"{handover.number}：{handover.giver.full_name} → {item.successor.full_name}",
    }  # fmt: skip


def _move_place(handover: Handover, item: HandoverItem, by: User) -> None:
    """A place in the team; the successor makes his own statement about interests."""
    case = Case.objects.get(pk=item.case_id or 0)
    with step(case, EVENT, by=by, **_facts(handover, item)) as fresh:  # type: ignore[arg-type]
        places = fresh.investigators.filter(user=handover.giver, left_on=None)
        if not places.update(left_on=timezone.localdate()):
            raise NotAllowed(_("Somebody changed this in the meantime."))
        teams.join(fresh, [item.successor])


def _move_cases(handover: Handover, items: Sequence[HandoverItem], by: User) -> None:
    of_person: defaultdict[User, list[HandoverItem]] = defaultdict(list)
    for one in items:
        of_person[one.successor].append(one)
    for person, own in of_person.items():
        keys = [one.case_id or 0 for one in own]
        cases = list(Case.objects.filter(pk__in=keys, assignee=handover.giver).order_by("pk"))
        if len(cases) != len(own):
            raise NotAllowed(_("Somebody changed this in the meantime."))
        facts = _facts(handover, own[0])
        attention.mark(cases, EVENT, by=by, note=str(facts.pop("note")), facts=facts)
        Case.objects.filter(pk__in=keys).update(assignee=person)


def _move_complaint(handover: Handover, item: HandoverItem, by: User) -> None:
    complaint = Complaint.objects.get(pk=item.complaint_id or 0)
    with step(complaint, "complaint.handed_over", by=by, **_facts(handover, item)):  # type: ignore[arg-type]
        pass  # who screens it stands in its history alone


def _move_view(handover: Handover, item: HandoverItem) -> None:
    """A saved view; where the successor has one of that name, it takes the giver's name along."""
    view = SavedView.objects.filter(pk=item.key, owner=handover.giver).first()
    if view is None:
        return
    own = SavedView.objects.filter(owner=item.successor, kind=view.kind, name=view.name)
    if own.exists():
        view.name = f"{view.name[: NAME_LIMIT - 16]} {handover.giver.full_name[:8]} {view.pk}"[
            :NAME_LIMIT
        ]
    view.owner = item.successor
    view.save(update_fields=["owner", "name"])
    view.subscribers.remove(handover.giver)


def _end_posts(handover: Handover, by: User) -> None:
    """His posts at the unit end the day before the new ones begin, or yesterday if that has passed."""
    today = timezone.localdate()
    last = max(handover.from_on, today) - timedelta(days=1)
    posts = Appointment.objects.current().filter(user=handover.giver, unit=handover.unit)
    for post in posts.select_related("user", "unit"):
        day = max(last, post.starts_on)
        if post.ends_on is None or post.ends_on > day:
            appointments.end(post, on=day, by=by.as_actor())
