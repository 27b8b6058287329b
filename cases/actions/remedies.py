"""复核 and 申诉, and how a decision ends: lifted, expired, changed, revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks, outcomes
from cases.actions.decisions import catalogue_of, check_penalty, keep
from cases.actions.step import step
from cases.catalogues import sanctions
from cases.exceptions import NotAllowed
from cases.models import Decision, Material, Proceeding
from cases.permissions import Seat

if TYPE_CHECKING:
    from datetime import date

    from cases.actions.outcomes import Penalty
    from people.models import User


# the limit to ask in → the limit to decide in: 复核 first, then 申诉 (domain reference §1.6)
DECIDED_WITHIN = {"REVIEW_APPLY": "REVIEW_DECIDE", "APPEAL_APPLY": "APPEAL_DECIDE"}


def file_review(proceeding: Proceeding, *, on: date, body: str, text: str, by: User) -> None:
    """A review or an appeal was filed in time; a late one is refused here, not lost (30 days)."""
    with step(proceeding, "proceeding.review_filed", by=by, body=body) as fresh:
        fresh.file_review()
        clock = fresh.clocks.running().filter(limit__in=DECIDED_WITHIN).first()
        if clock is None or on > clock.due_on:
            raise NotAllowed(_("The 30 days for asking for a review have passed."))
        clocks.stop(fresh, *DECIDED_WITHIN, on=on)
        clocks.start(fresh, DECIDED_WITHIN[clock.limit], on=on)
        keep(fresh, Material.REVIEW, f"{body}：{text}", on=on, by=by)
        letters.tell(fresh.case, "proceeding.review_filed", Seat.OFFICER, Seat.APPROVER)


def uphold(proceeding: Proceeding, *, on: date, text: str, by: User) -> None:
    """维持; within 30 days of the result the person may appeal."""
    with step(proceeding, "proceeding.upheld", by=by, note=text) as fresh:
        fresh.uphold()
        clocks.stop(fresh, *DECIDED_WITHIN.values(), on=on)
        clocks.start(fresh, "APPEAL_APPLY", on=on, is_ours=False)
        keep(fresh, Material.REVIEW_RESULT, text, on=on, by=by)
        letters.tell(fresh.case, "proceeding.upheld", Seat.OFFICER)


def change(
    proceeding: Proceeding, *, penalty: Penalty, facts: str, basis: str, on: date, by: User
) -> None:
    """变更: a new decision replaces the old, with effects of its own."""
    today = timezone.localdate()
    with step(proceeding, "proceeding.changed", by=by) as fresh:
        check_penalty(fresh, penalty, today)
        old = fresh.current_decision()
        if by.pk in (old.drafted_by_id, old.decided_by_id):
            raise NotAllowed(_("Whoever made the decision does not review it."))
        _check_not_heavier(penalty, old)
        fresh.change()
        outcomes.end(old, on=today)
        new = _replacement(fresh, old, penalty, facts, basis)
        outcomes.issue(new, office_number="", on=today, by=by)
        clocks.stop(fresh, *DECIDED_WITHIN.values(), on=on)
        keep(fresh, Material.REVIEW_RESULT, basis, on=on, by=by)
        letters.decision(fresh, new)
        letters.tell(fresh.case, "proceeding.changed", Seat.OFFICER, Seat.PERSONNEL)


def _check_not_heavier(penalty: Penalty, old: Decision) -> None:
    """Nobody is worse off for having asked (domain reference §1.6)."""
    day = old.decided_on or timezone.localdate()
    order = ["", *(one.code for one in sanctions.on(old.catalogue, day))]
    weight = {code: place for place, code in enumerate(order)}
    if weight.get(penalty.sanction, len(order)) > weight[old.sanction]:
        raise NotAllowed(_("A review never makes the sanction heavier."))


def _replacement(
    proceeding: Proceeding, old: Decision, penalty: Penalty, facts: str, basis: str
) -> Decision:
    catalogue = catalogue_of(proceeding, timezone.localdate())
    return Decision(
        proceeding=proceeding, facts=facts, basis=basis, drafted_by=old.drafted_by,
        drafted_on=old.drafted_on, legality_by=old.legality_by, legality_on=old.legality_on,
        legality_opinion=old.legality_opinion, met_on=old.met_on, minutes=old.minutes,
        **outcomes.columns(penalty, catalogue),
    )  # fmt: skip


def revoke(proceeding: Proceeding, *, on: date, reason: str, by: User) -> None:
    """撤销: every effect goes, and post, pay and name are to be restored (§9.4, 6; §12.3)."""
    today = timezone.localdate()
    with step(proceeding, "proceeding.revoked", by=by, note=reason) as fresh:
        decision = fresh.current_decision()
        fresh.revoke(reason=reason)
        outcomes.end(decision, on=today)
        outcomes.restore(decision, on=today)
        clocks.stop(fresh, *DECIDED_WITHIN.values(), "FILE", on=today)
        keep(fresh, Material.REVIEW_RESULT, reason, on=on, by=by)
        letters.tell(fresh.case, "proceeding.revoked", Seat.OFFICER, Seat.PERSONNEL)


def lift(proceeding: Proceeding, *, on: date, text: str, by: User) -> None:
    """解除 by written notice, put on file like the decision."""
    with step(proceeding, "proceeding.lifted", by=by, note=text) as fresh:
        decision = fresh.current_decision()
        fresh.lift(on=on)
        outcomes.lift(decision, on=on)
        keep(fresh, Material.LIFTING, text, on=on, by=by)


def expire(proceeding: Proceeding, *, on: date, text: str, by: User) -> None:
    """The term of the measure is over; the person is told."""
    with step(proceeding, "proceeding.expired", by=by, note=text) as fresh:
        decision = fresh.current_decision()
        fresh.expire(on=on)
        outcomes.lift(decision, on=on)
        keep(fresh, Material.LIFTING, text, on=on, by=by)
