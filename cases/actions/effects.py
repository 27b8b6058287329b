"""结果应用: each consequence carried out with proof, each yuan refunded, then 办结."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks, refunds
from cases.actions.inquiry import keep
from cases.actions.step import step
from cases.exceptions import NotAllowed, Stale
from cases.models import Case, Effect, Material, Refund, Respondent
from cases.permissions import Seat

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from people.models import User


def apply(case: Case, *, by: User) -> None:
    """The outcome begins to be applied."""
    with step(case, "case.applying", by=by) as fresh:
        fresh.apply()
        letters.tell(fresh, "case.applying", Seat.OFFICER)


def carry_out_effects(
    case: Case, *, effects: Iterable[Effect], on: date, proof: str, by: User
) -> None:
    """These consequences are in force, with the proof; a refund shows its own."""
    chosen = list(effects)
    names = "、".join(one.name for one in chosen)
    with step(case, "case.effects_carried_out", by=by, note=proof, effects=names) as fresh:
        waiting = fresh.effects.waiting().filter(pk__in=[one.pk for one in chosen])
        if len(waiting) < len(chosen):
            raise Stale(_("Somebody changed this in the meantime."))
        for effect in waiting:
            if effect.code == refunds.EFFECT:
                raise NotAllowed(_("A refund is recorded with its amount."))
            effect.carry_out(proof=proof, on=on)
            effect.save()
        letters.tell(fresh, "case.effects_carried_out", Seat.APPROVER)


def record_refund(
    case: Case, *, respondent: Respondent, amount: Decimal, on: date, proof: str, by: User
) -> None:
    """Money went back to those who paid; in full, the effect is carried out."""
    about = {"person": respondent.shown_name, "amount": str(amount)}
    with step(case, "case.refund_recorded", by=by, note=proof, **about):
        missing = respondent.refund_missing
        if not 0 < amount <= missing:
            raise NotAllowed(_("Only %(yuan)s yuan are still to be refunded.") % {"yuan": missing})
        Refund.objects.create(respondent=respondent, amount=amount, paid_on=on, proof=proof)
        if amount == missing:
            refunds.settle(respondent, on=on, proof=proof)


def report_completion(case: Case, *, text: str, by: User) -> None:
    """办结报告 to the city, which closes the case."""
    today = timezone.localdate()
    with step(case, "case.completion_reported", by=by) as fresh:
        fresh.completion_reported_on = today
        keep(fresh, Material.COMPLETION, text, on=today, by=by)
        letters.tell(fresh, "case.completion_reported", Seat.CITY_APPROVER)


def close(case: Case, *, by: User) -> None:
    """办结: each complaint whose reporter wants it is now to be answered within 15 working days (K11)."""
    today = timezone.localdate()
    with step(case, "case.closed", by=by) as fresh:
        fresh.close(on=today)
        still = list(fresh.clocks.running().filter(is_ours=True).values_list("limit", flat=True))
        clocks.stop(fresh, *still, on=today)
        for complaint in fresh.complaints.filter(answered_on=None, answer_is_wanted=True):
            clocks.start(complaint, "K11", on=today)
            clocks.renew_due(complaint)
            complaint.save(update_fields=["next_due"])
        letters.tell(fresh, "case.closed", Seat.CITY_INTAKE, Seat.ARCHIVIST)
