"""交办 dispatch: from the city to the unit that looks into it, and back again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import calendar, letters
from cases.actions import clocks, reveals
from cases.actions.step import step
from cases.catalogues import limits
from cases.exceptions import NotAllowed
from cases.models import Case, DispatchMode, DispatchOrder, Recusal
from cases.models.rights import rights_of
from cases.permissions import HANDLING_ROLES, Seat, people_in
from ledger import numbering

if TYPE_CHECKING:
    from datetime import date

    from people.models import Unit, User

INQUIRY_CLOCKS = ("SIGN", "REPORT_REVIEW", "SUSPENSION_REVIEW")


@dataclass(frozen=True)
class Proposal:
    """Which unit, knowing what, by when."""

    unit: Unit
    lead_summary: str
    due_on: date
    requirements: str = ""
    mode: str = DispatchMode.ORDINARY


def propose_dispatch(case: Case, *, proposal: Proposal, by: User) -> None:
    """The intake officer drafts the order; an earlier proposal gives way to this one."""
    today = timezone.localdate()
    with step(case, "case.dispatch_proposed", by=by, unit=proposal.unit.name) as fresh:
        fresh.orders.filter(ended_on=None).update(ended_on=today)
        order = DispatchOrder(
            case=fresh, unit=proposal.unit, lead_summary=proposal.lead_summary,
            due_on=proposal.due_on, mode=proposal.mode, requirements=proposal.requirements,
            proposed_by=by, proposed_on=today,
        )  # fmt: skip
        order.check_unit_is_fit()
        _check_reveals_nobody(order)
        order.save()
        letters.tell(fresh, "case.dispatch_proposed", Seat.CITY_APPROVER)


def dispatch(case: Case, *, by: User) -> None:
    """交办: the order takes force, the unit gets its rights, its paper and its limits."""
    today = timezone.localdate()
    order = case.order
    if order is None or order.issued_on:
        raise NotAllowed(_("The dispatch has not been proposed yet."))
    with step(case, "case.dispatched", by=by, unit=order.unit.name) as fresh:
        order.case = fresh
        _check_reveals_nobody(order)
        fresh.dispatch(order=order, by=by)
        order.issued_on = today
        order.number = f"温师交〔{today.year}〕{numbering.allot('dispatch-order', today.year)}号"
        order.save()
        clocks.stop(fresh, "DISPATCH", on=today)
        clocks.start(fresh, "SIGN", on=today)
        clocks.set_due(fresh, "K4", due_on=order.due_on, on=today)
        letters.dispatch_order(fresh, order)
        letters.tell(fresh, "case.dispatched", Seat.OFFICER)


def _check_reveals_nobody(order: DispatchOrder) -> None:
    """Looked at again when it is issued: a reporter may have given his name since."""
    for text, where in [
        (order.lead_summary, _("Lead summary")),
        (order.requirements, _("Requirements")),
    ]:
        reveals.check_reveals_nobody(text, order.case, where=where)


def propose_objection(case: Case, *, reason: str, by: User) -> None:
    """The unit objects with reasons, within 5 working days (regulation on petitions, art. 23)."""
    today = timezone.localdate()
    with step(case, "case.objection_proposed", by=by, note=reason) as fresh:
        order = fresh.order
        if order is None or order.issued_on is None:
            raise NotAllowed(_("There is no dispatch to object to."))
        last = limits.due(limits.get("K3"), order.issued_on, calendar.KNOWN).day
        if today > last:
            raise NotAllowed(_("An objection must be made within 5 working days."))
        order.objection, order.objected_on = reason, today
        order.save()
        letters.tell(fresh, "case.objection_proposed", Seat.CITY_APPROVER)


def overrule_objection(case: Case, *, reason: str, by: User) -> None:
    """The city does not agree: the dispatch stands."""
    with step(case, "case.objection_overruled", by=by, note=reason) as fresh:
        order = fresh.order
        if order is None or not order.objection:
            raise NotAllowed(_("The unit has not objected to the dispatch."))
        order.objection = ""
        order.save()
        letters.tell(fresh, "case.objection_overruled", Seat.OFFICER)


def object_(case: Case, *, reason: str, by: User) -> None:
    """The city agrees with the objection: the case comes back, the unit's rights end."""
    with step(case, "case.objected", by=by, note=reason) as fresh:
        fresh.object()
        letters.tell(fresh, "case.objected", Seat.CITY_INTAKE, Seat.OFFICER)
        _take_back(fresh)


def _take_back(case: Case) -> None:
    today = timezone.localdate()
    case.orders.filter(ended_on=None).update(ended_on=today)
    case.investigators.filter(left_on=None).update(left_on=today)
    case.handling_unit = None
    clocks.stop(case, *INQUIRY_CLOCKS, on=today)
    clocks.start(case, "DISPATCH", on=today)


def sign(case: Case, *, by: User) -> None:
    """签收: the inquiry begins."""
    today = timezone.localdate()
    with step(case, "case.signed", by=by) as fresh:
        fresh.sign()
        fresh.orders.filter(ended_on=None).update(signed_on=today, objection="")
        clocks.stop(fresh, "SIGN", on=today)


def recall(case: Case, *, mode: str, reason: str, by: User) -> None:
    """The city takes an idle or unfit unit's case back; the unit's rights end at once (§12.8)."""
    with step(case, "case.recalled", by=by, note=reason, mode=mode) as fresh:
        fresh.recall()
        letters.tell(fresh, "case.recalled", Seat.CITY_INTAKE, Seat.OFFICER, Seat.APPROVER)
        _take_back(fresh)


def recuse(case: Case, *, person: User, reason: str, by: User) -> None:
    """回避: this person neither sees nor touches the case from now on."""
    today = timezone.localdate()
    with step(case, "case.recused", by=by, note=reason, person=person.full_name) as fresh:
        if person.pk not in {one.pk for one in within_reach(fresh, by)}:
            raise NotAllowed(
                _("A unit recuses only its own people in this case; anybody else is for the city.")
            )
        Recusal.objects.get_or_create(
            case=fresh, user=person, ended_on=None, defaults={"reason": reason, "on": today}
        )
        fresh.investigators.filter(user=person, left_on=None).update(left_on=today)


def within_reach(case: Case, by: User) -> list[User]:
    """Whom this person may recuse: the city everybody at the table, a unit its own people alone."""
    is_city = "dispatch_case" in rights_of(case, by)
    seats = list(Seat) if is_city else [*HANDLING_ROLES, Seat.INVESTIGATOR]
    return [one for seat in seats for one in people_in(case, seat)]


def end_recusal(case: Case, *, person: User, reason: str, by: User) -> None:
    """The recusal was a mistake, or its ground is gone: what his post gives him he has again."""
    with step(case, "case.recusal_ended", by=by, note=reason, person=person.full_name) as fresh:
        ended = fresh.recusals.in_force().filter(user=person)
        if not ended.update(ended_on=timezone.localdate()):
            raise NotAllowed(_("This person is not recused."))
