"""Payment 收退款: one row of the money ledger of a case; rows are corrected by later rows, never edited."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cases.models.case import Case


class PaymentQuerySet(models.QuerySet["Payment"]):
    """The ledger of one case, or of one person."""

    def standing(self) -> Self:
        """Rows that no later row has corrected."""
        return self.filter(corrected_by=None)

    def of(self, case: Case) -> Self:
        """All of a case, in order."""
        return self.filter(respondent__case=case).order_by("pk")

    def sums(self, case: Case) -> dict[int, Decimal]:
        """Yuan taken by each respondent, by key; nought where it was found that nothing was paid."""
        rows = self.of(case).standing().order_by().values_list("respondent")
        return dict(rows.annotate(taken=Sum("amount")))


class Payment(models.Model):
    """Who took how much from whom, and what went back. Nought says that nothing was paid (§8, 23)."""

    respondent = models.ForeignKey("cases.Respondent", models.PROTECT, related_name="payments")
    payer = models.CharField(_("paid by"), max_length=60, blank=True)  # a code or a plain number
    paid = models.CharField(_("when"), max_length=60, blank=True)
    way = models.CharField(_("how"), max_length=60, blank=True)
    amount = models.DecimalField(_("taken, in yuan"), max_digits=12, decimal_places=2)
    returned = models.DecimalField(
        _("returned already, in yuan"), max_digits=12, decimal_places=2, default=Decimal(0)
    )
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    proof = models.CharField(_("proof"), max_length=300)
    file = models.ForeignKey(
        "cases.CaseFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    entered_on = models.DateField()

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0, returned__gte=0, returned__lte=models.F("amount")),
                name="cases_payment_returns_no_more_than_taken",
            ),
            models.CheckConstraint(
                condition=Q(returned=0) | Q(returned_on__isnull=False),
                name="cases_payment_returned_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.respondent}: {self.amount}"
