"""Respondent 被反映人: a teacher, or clues of one, with one finding."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotAllowed
from cases.models.person_change import GONE, PersonChange
from cases.models.proceeding import Proceeding
from cases.states import AT_FAULT, Finding, ProceedingState
from people.models import TeacherStatus

if TYPE_CHECKING:
    from people.models import Teacher


class RespondentQuerySet(models.QuerySet["Respondent"]):
    """The people of one case."""

    def at_fault(self) -> Self:
        """Those with a case to answer."""
        return self.filter(finding__in=AT_FAULT)

    def standing(self) -> Self:
        """Those whom the inquiry is about: neither cleared as wrongly named nor dealt with elsewhere."""
        gone = PersonChange.objects.in_force().filter(respondent=OuterRef("pk"), kind__in=GONE)
        return self.exclude(Exists(gone))

    def living(self) -> Self:
        """Nobody is told of anything, handled or asked for money once he has died (§8, 9)."""
        return self.exclude(teacher__status=TeacherStatus.DEAD)

    def to_be_handled(self) -> Self:
        """Those at fault who are not being handled: in a later round a decision made stands (§8, 17)."""
        over = [ProceedingState.DROPPED, ProceedingState.REVOKED]
        handled = Proceeding.objects.filter(respondent=OuterRef("pk")).exclude(state__in=over)
        return self.at_fault().living().exclude(Exists(handled))

    def without_finding(self) -> Self:
        """Those about whom nothing is fixed yet."""
        return self.standing().filter(finding="")

    def cleared_untold(self) -> Self:
        """Identified people found not at fault who have not been told so."""
        known = self.filter(teacher__isnull=False, told_on=None).living()
        return known.exclude(finding__in=("", *AT_FAULT))


class Respondent(models.Model):
    """One person of a case. The accused are often not the guilty: they are added and cleared."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="respondents")
    teacher = models.ForeignKey(
        "people.Teacher", models.PROTECT, null=True, blank=True, related_name="respondents",
        verbose_name=_("teacher"),
    )  # fmt: skip
    clues = models.CharField(_("clues to the person"), max_length=200, blank=True)
    is_named = models.BooleanField(_("named in the complaint"), default=True)
    finding = models.CharField(_("finding"), max_length=16, choices=Finding.choices, blank=True)
    violations = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    facts = models.TextField(_("facts"), blank=True)
    amount_taken = models.DecimalField(
        _("taken, in yuan"), max_digits=12, decimal_places=2, default=Decimal(0)
    )
    told_on = models.DateField(_("told of the conclusion on"), null=True, blank=True)
    clarification = models.TextField(_("clarification"), blank=True)

    objects = RespondentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(teacher__isnull=False) | ~Q(clues=""),
                name="cases_respondent_is_somebody",
            ),
            models.UniqueConstraint("case", "teacher", name="cases_respondent_once_a_case"),
            models.CheckConstraint(
                condition=Q(amount_taken__gte=0), name="cases_respondent_amount_is_no_debt"
            ),
        ]

    def __str__(self) -> str:
        return str(self.shown_name)

    @property
    def shown_name(self) -> str:
        """The teacher's name, or the clues in his place."""
        return self.teacher.name if self.teacher else self.clues

    @property
    def is_at_fault(self) -> bool:
        """Whether the finding leaves a case to answer."""
        return self.finding in AT_FAULT

    @property
    def refund_missing(self) -> Decimal:
        """Yuan still to be paid back."""
        paid = self.refunds.aggregate(total=models.Sum("amount"))["total"] or Decimal(0)
        return max(self.amount_taken - paid, Decimal(0))

    def proceeding(self) -> Proceeding:
        """The newest proceeding against this person; raises ``DoesNotExist``."""
        return self.proceedings.latest("pk")

    def identified(self) -> Teacher:
        """The teacher; raises while unknown: nobody is notified or decided upon (§8, 1)."""
        if self.teacher is None:
            raise NotAllowed(_("The person has not been identified yet."))
        return self.teacher
