"""Effect 结果应用, Refund 退款 and FileRecord 入档: what follows a decision, and the proof of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.states import EffectState

if TYPE_CHECKING:
    from datetime import date


class EffectQuerySet(models.QuerySet["Effect"]):
    """Consequences of one case, or of many."""

    def in_force(self) -> Self:
        """All that were not revoked."""
        return self.exclude(state=EffectState.REVOKED)

    def waiting(self) -> Self:
        """Those that nobody has carried out yet."""
        return self.filter(state=EffectState.PENDING)


class Effect(models.Model):
    """One consequence of one decision, with who carries it out and the proof."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="effects")
    decision = models.ForeignKey("cases.Decision", models.PROTECT, related_name="effects")
    code = models.CharField(max_length=4)
    name = models.CharField(_("effect"), max_length=300)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    executor = models.CharField(max_length=20)
    state = models.CharField(
        max_length=10, choices=EffectState.choices, default=EffectState.PENDING
    )
    done_on = models.DateField(null=True, blank=True)
    proof = models.TextField(_("proof"), blank=True)

    objects = EffectQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index("done_on", name="cases_effect_by_day")]
        constraints = [
            models.UniqueConstraint("decision", "code", name="cases_effect_once_a_decision"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[EffectState.RUNNING, EffectState.ENDED])
                | ~models.Q(proof=""),
                name="cases_effect_done_has_proof",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def carry_out(self, *, proof: str, on: date) -> None:
        """Done: in force until its last day, or at an end where it has none."""
        self.proof, self.done_on = proof, on
        lasts = self.ends_on is not None and self.ends_on >= on
        self.state = EffectState.RUNNING if lasts else EffectState.ENDED


class Refund(models.Model):
    """Money given back to those who paid, with its proof."""

    respondent = models.ForeignKey("cases.Respondent", models.PROTECT, related_name="refunds")
    amount = models.DecimalField(
        _("amount in yuan"), max_digits=12, decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )  # fmt: skip
    paid_on = models.DateField(_("paid on"))
    proof = models.TextField(_("proof"))
    payment = models.OneToOneField(  # the row of the money ledger that tells of it, where one does
        "cases.Payment", models.PROTECT, null=True, blank=True, related_name="refund"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="cases_refund_is_money"),
        ]

    def __str__(self) -> str:
        return f"{self.respondent}: {self.amount}"


class FileRecord(models.Model):
    """What was filed where: a decision in the personnel file and the management system."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="file_records")
    decision = models.ForeignKey(
        "cases.Decision", models.PROTECT, null=True, blank=True, related_name="file_records"
    )
    place = models.CharField(_("filed in"), max_length=100)
    receipt = models.CharField(_("receipt"), max_length=200, blank=True)
    filed_on = models.DateField(_("filed on"))

    def __str__(self) -> str:
        return f"{self.place} {self.filed_on}"
