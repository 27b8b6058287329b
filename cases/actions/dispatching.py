"""交办 dispatch: from the city to the unit that looks into it, and back again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks, competence, errands, reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, DispatchMode, DispatchOrder
from cases.models.dispatch_order import RECALLS
from cases.permissions import Seat
from ledger import numbering

if TYPE_CHECKING:
    from datetime import date

    from cases.actions.competence import Suggestion
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
    overridden_because: str = ""


def propose_dispatch(case: Case, *, proposal: Proposal, by: User) -> None:
    """The intake officer drafts the order; an earlier proposal gives way to this one."""
    today, why = timezone.localdate(), proposal.overridden_because
    with step(case, "case.dispatch_proposed", by=by, note=why, unit=proposal.unit.name) as fresh:
        fresh.orders.filter(ended_on=None).update(ended_on=today)
        order = DispatchOrder(
            case=fresh, unit=proposal.unit, lead_summary=proposal.lead_summary,
            due_on=proposal.due_on, mode=proposal.mode, requirements=proposal.requirements,
            proposed_by=by, proposed_on=today, overridden_because=why,
        )  # fmt: skip
        _check_unit(order)
        _check_suggestion(order, competence.suggest(fresh))
        _check_reveals_nobody(order)
        order.save()
        letters.tell(fresh, "case.dispatch_proposed", Seat.CITY_APPROVER)


def _check_unit(order: DispatchOrder) -> None:
    """Fit, and not the unit from which the case was just taken to be handled by another."""
    order.check_unit_is_fit()
    recalled = competence.recalled_order(order.case)
    away = (DispatchMode.REASSIGNED, DispatchMode.ELSEWHERE)
    if recalled and recalled.recalled_as in away and recalled.unit_id == order.unit_id:
        raise NotAllowed(
            _("The case was recalled from %(unit)s: another unit handles it.")
            % {"unit": order.unit.name}
        )


def _check_suggestion(order: DispatchOrder, suggested: Suggestion) -> None:
    """Another unit than the one proposed needs a reason; one that was designated stands."""
    if suggested.unit is None or suggested.unit == order.unit:
        return
    if suggested.mode == DispatchMode.DESIGNATED:
        raise NotAllowed(suggested.reason)
    if not order.overridden_because:
        raise NotAllowed(
            _("Say why not %(unit)s. %(reason)s")
            % {"unit": suggested.unit.name, "reason": suggested.reason}
        )


def dispatch(case: Case, *, by: User) -> None:
    """交办: the order takes force, the unit gets its rights, its paper and its limits."""
    today = timezone.localdate()
    order = case.order
    if order is None or order.issued_on:
        raise NotAllowed(_("The dispatch has not been proposed yet."))
    with step(case, "case.dispatched", by=by, unit=order.unit.name) as fresh:
        order.case = fresh
        _check_unit(order)
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
        if order.mode == DispatchMode.DESIGNATED:
            raise NotAllowed(_("The city has designated this unit: nobody objects to that."))
        if today > clocks.last_day("K3", on=order.issued_on):
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
    """The unit's rights, errands and limits end; what the city itself has to keep goes on."""
    today = timezone.localdate()
    case.orders.filter(ended_on=None).update(ended_on=today)
    case.investigators.filter(left_on=None).update(left_on=today)
    errands.end_all(case, on=today)
    case.handling_unit = None
    clocks.stop(case, *INQUIRY_CLOCKS, on=today)
    clocks.start(case, "DISPATCH", on=today)
    _restore_limit(case)


def _restore_limit(case: Case) -> None:
    """The unit's own last day gives way to the city's, which never stopped, where that is later."""
    running = clocks.running(case, "K4")
    rows = case.clocks.filter(limit="K4", started_on=running.started_on) if running else None
    first = rows.order_by("pk").first() if rows is not None else None
    if running and first and first.due_on > running.due_on:
        clocks.set_due(case, "K4", due_on=first.due_on, on=first.started_on)


def sign(case: Case, *, by: User) -> None:
    """签收: the inquiry begins."""
    today = timezone.localdate()
    with step(case, "case.signed", by=by) as fresh:
        fresh.sign()
        fresh.orders.filter(ended_on=None).update(signed_on=today, objection="")
        clocks.stop(fresh, "SIGN", on=today)


def recall(case: Case, *, mode: str, reason: str, by: User) -> None:
    """The city takes an idle or unfit unit's case back; the unit's rights end at once (§12.8).

    ``mode`` says what comes next: the city itself, another unit, or a unit elsewhere.
    """
    with step(case, "case.recalled", by=by, note=reason, mode=mode) as fresh:
        if mode not in RECALLS:
            raise NotAllowed(_("Say what becomes of the case."))
        fresh.recall()
        letters.tell(fresh, "case.recalled", Seat.CITY_INTAKE, Seat.OFFICER, Seat.APPROVER)
        fresh.orders.filter(ended_on=None).update(recalled_as=mode, recalled_because=reason)
        fresh.designations.in_force().update(ended_on=timezone.localdate())
        _take_back(fresh)
