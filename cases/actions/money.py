"""收退款台账, the money ledger: who took what from whom, what went back; or that nothing was paid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import materials, refunds, witnesses
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Material, Payment
from cases.paper_sheets import materials as sheets

if TYPE_CHECKING:
    from datetime import date

    from cases.models import Case, CaseFile, Respondent
    from people.models import User


@dataclass(frozen=True)
class Row:
    """One row as it is entered; ``amount`` nought says that nothing was paid (§8, 23)."""

    respondent: Respondent
    amount: Decimal
    proof: str
    payer: str = ""
    paid: str = ""
    way: str = ""
    returned: Decimal = Decimal(0)
    returned_on: date | None = None
    file: CaseFile | None = None
    corrects: Payment | None = None


def record_payment(case: Case, *, row: Row, by: User) -> None:
    """Enter one row, or one that corrects another; the sums of the person and his refunds follow."""
    witnesses.check_names_nobody(case, row.payer, row.proof, row.way, row.paid)
    facts = {"person": str(row.respondent.shown_name), "amount": str(row.amount)}
    with step(case, "case.payment_recorded", by=by, note=row.proof, **facts) as fresh:
        _check(row, fresh)
        if row.corrects:
            refunds.take_back(row.corrects)
        Payment.objects.create(
            respondent=row.respondent, amount=row.amount, proof=row.proof, payer=row.payer,
            paid=row.paid, way=row.way, returned=row.returned, returned_on=row.returned_on,
            file=row.file, corrects=row.corrects, entered_by=by, entered_on=timezone.localdate(),
        )  # fmt: skip
        refunds.book(fresh)


def _check(row: Row, case: Case) -> None:
    if row.returned > row.amount:
        raise NotAllowed(_("No more can be returned than was taken."))
    if row.corrects and not Payment.objects.of(case).standing().filter(pk=row.corrects.pk).exists():
        raise NotAllowed(_("This row has been corrected already."))


def close_ledger(case: Case, *, by: User) -> None:
    """The ledger of this day as a paper, to be signed."""
    with step(case, "case.ledger_made", by=by) as fresh:
        if not Payment.objects.of(fresh).exists():
            raise NotAllowed(_("The money ledger is empty."))
        sums = Payment.objects.sums(fresh)
        paper = letters.material(fresh, "money_ledger", sheets.money(fresh))
        text = f"收取合计{sum(sums.values(), Decimal(0))}元"
        materials.put(fresh, Material.MONEY, paper, text=text, on=timezone.localdate(), by=by)
