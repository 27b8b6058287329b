"""Who may take a line of a 《工作移交清单》 over: nobody recused, nobody whose role may not hold it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.actions import teams
from cases.exceptions import NotAllowed
from cases.models import Case, Complaint, ItemKind
from cases.models.rights import bars, rights_among
from people.models import Appointment, User
from people.models.teachers import Category
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from cases.models import Handover, HandoverItem
    from people.models import Unit

BARRED = _("%(number)s: %(name)s is recused, or belongs to the school concerned.")
NO_OFFICER = _("%(number)s: %(name)s is no officer of the handling unit.")
NO_INTAKE = _("%(number)s: %(name)s does not take in reports of this city.")
NO_INVESTIGATOR = _("%(number)s: %(name)s may not be appointed to this inquiry.")
IN_TEAM = _("%(number)s: %(name)s is in this team already; it needs another second person.")
SUPERVISES = (Role.APPROVER, Role.LEADER, Role.DISCIPLINE)


def colleagues(unit: Unit) -> QuerySet[User]:
    """Who may take work over: everybody who holds a role at the unit or the one above today."""
    return _holders(unit, Q())


def monitors(unit: Unit) -> QuerySet[User]:
    """Who may supervise: a leader or discipline supervisor of the unit or the one above."""
    return _holders(unit, Q(role__in=SUPERVISES))


def _holders(unit: Unit, more: Q) -> QuerySet[User]:
    posts = Appointment.objects.current().filter(more, unit__in=[unit.pk, unit.parent_id or 0])
    people = User.objects.filter(pk__in=posts.values("user"), is_active=True)
    return people.order_by("full_name", "pk")


def leads(user: User, unit: Unit) -> bool:
    """Whether he is the approver of the unit, or of the one above it, today."""
    posts = Appointment.objects.current().filter(user=user, role=Role.APPROVER)
    return user.is_active and posts.filter(unit__in=[unit.pk, unit.parent_id or 0]).exists()


def barred_from(user: User, items: Iterable[HandoverItem]) -> set[int]:
    """The keys of the lines whose case or report bars this person. Two queries."""
    rows = list(items)
    cases = {one.case_id for one in rows if one.case_id}
    complaints = {one.complaint_id for one in rows if one.complaint_id}
    barred = set(Case.objects.filter(bars(Case, user), pk__in=cases).values_list("pk", flat=True))
    apart = Complaint.objects.filter(bars(Complaint, user), pk__in=complaints)
    closed = set(apart.values_list("pk", flat=True))
    return {one.pk for one in rows if one.case_id in barred or one.complaint_id in closed}


def objections(handover: Handover, items: Sequence[HandoverItem]) -> dict[int, str]:
    """Why a line cannot go to whom it is allotted, by the line's key; none where all may."""
    of_person: defaultdict[User, list[HandoverItem]] = defaultdict(list)
    for one in items:
        of_person[one.successor].append(one)
    found: dict[int, str] = {}
    for person, own in of_person.items():
        found |= _objections(person, own)
    for pk in barred_from(handover.monitor, items):
        name = {"name": handover.monitor.full_name}
        found.setdefault(pk, str(_("%(name)s, who is to supervise, is recused.") % name))
    return found


def _objections(person: User, items: Sequence[HandoverItem]) -> dict[int, str]:
    barred = barred_from(person, items)
    cases = rights_among(
        [one.case for one in items if one.kind == ItemKind.CASE and one.case], person
    )
    screened = [one.complaint for one in items if one.kind == ItemKind.COMPLAINT and one.complaint]
    complaints = rights_among(screened, person)
    found: dict[int, str] = {}
    for one in items:
        reason: str | _StrPromise = ""
        if one.pk in barred:
            reason = BARRED
        elif one.kind == ItemKind.CASE and "handle_case" not in cases[one.case_id or 0]:
            reason = NO_OFFICER
        elif one.kind == ItemKind.COMPLAINT:
            holds = "screen_complaint" in complaints[one.complaint_id or 0]
            reason = "" if holds else NO_INTAKE
        elif one.kind == ItemKind.TEAM and one.case:
            reason = _of_team(one.case, person)
        if reason:
            found[one.pk] = str(reason % {"number": one.label, "name": person.full_name})
    return found


def _of_team(case: Case, person: User) -> str | _StrPromise:
    if case.investigators.filter(user=person, left_on=None).exists():
        return IN_TEAM
    try:
        teams.check_is_fit(case, [person])
    except NotAllowed:
        return NO_INVESTIGATOR
    return "" if may_investigate(case, person) else NO_INVESTIGATOR


def may_investigate(case: Case, person: User) -> bool:
    """Whether he is an investigator of the unit, of its schools or of the city, as for a first team."""
    unit = case.handling_unit
    near = Q(unit=unit) | Q(unit__parent=unit) | Q(unit=case.city)
    led = case.respondents.filter(teacher__category=Category.MANAGER).select_related("teacher")
    passed_over = [unit for one in led if one.teacher for unit in one.teacher.unit_ids]
    held = Appointment.objects.current().filter(near, user=person, role=Role.INVESTIGATOR)
    return held.exclude(unit__in=passed_over).exists()
