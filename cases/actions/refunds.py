"""退款: what went back to those who had paid counts once, whether the money ledger or an officer says it.

The ledger tells during the inquiry what was returned already. It becomes a refund when somebody has been
found at fault, for before that nothing is due (domain reference §9.3, S11).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotAllowed
from cases.models import Effect, Payment, Refund

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from cases.models import Case, Respondent

EFFECT = "E11"


def book(case: Case) -> None:
    """Each standing row of the ledger becomes a refund once, up to what is still to be refunded."""
    takers = {one.pk: one for one in case.respondents.at_fault().living()}
    missing = {pk: one.refund_missing for pk, one in takers.items()}
    returned = Payment.objects.of(case).standing().filter(returned__gt=0, refund=None)
    made: dict[int, list[Refund]] = defaultdict(list)
    for row in returned.filter(respondent__in=takers):
        amount = min(row.returned, missing[row.respondent_id])
        if amount > 0:
            missing[row.respondent_id] -= amount
            made[row.respondent_id].append(_refund(row, amount))
    Refund.objects.bulk_create(one for rows in made.values() for one in rows)
    _end_effects([takers[pk] for pk in made if not missing[pk]], made)


def _refund(row: Payment, amount: Decimal) -> Refund:
    """Whatever was returned has its day: the database holds the ledger to it."""
    day = cast("date", row.returned_on)
    return Refund(
        respondent_id=row.respondent_id, amount=amount, paid_on=day, proof=row.proof, payment=row
    )


def _end_effects(settled: Sequence[Respondent], made: dict[int, list[Refund]]) -> None:
    for respondent in settled:
        last = max(made[respondent.pk], key=lambda one: one.paid_on)
        settle(respondent, on=last.paid_on, proof=last.proof)


def take_back(payment: Payment) -> None:
    """A later row says otherwise: the refund of the corrected one no longer counts.

    Raises ``NotAllowed`` where the outcome was applied on the strength of it.
    """
    rows = Refund.objects.filter(payment=payment)
    applied = Effect.objects.in_force().filter(
        code=EFFECT, done_on__isnull=False, decision__proceeding__respondent=payment.respondent
    )
    if rows.exists() and applied.exists():
        raise NotAllowed(_("The refund that this row tells of has been applied as an outcome."))
    rows.delete()


def settle(respondent: Respondent, *, on: date, proof: str) -> None:
    """All is refunded: the effect that asked for it is carried out."""
    due = Effect.objects.waiting().filter(code=EFFECT, decision__proceeding__respondent=respondent)
    for effect in due:
        effect.carry_out(proof=proof, on=on)
        effect.save()
