"""纸质审批补录: what a leader signed on paper, entered for him, confirmed or disputed by him later (§12.21)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.complaint import Complaint
from cases.models.rights import bars
from people.models import Appointment, UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from people.models import User


class PaperApprovalState(models.TextChoices):
    """What its approver says of it."""

    WAITING = "waiting", _("Not confirmed yet")
    CONFIRMED = "confirmed", _("Confirmed")
    DISPUTED = "disputed", _("Disputed")


class PaperApprovalQuerySet(models.QuerySet["PaperApproval"]):
    """Approvals on paper, as one person may see them."""

    def visible_to(self, user: User) -> Self:
        """His own, what he entered for the unit where he still is, and those that he leads or watches.

        Never where he is barred.
        """
        posts = Appointment.objects.current().filter(user=user)
        led = posts.filter(role=Role.APPROVER).values("unit")
        watched = posts.filter(role=Role.DISCIPLINE, unit__kind=UnitKind.CITY).values("unit")
        barred = Exists(Case.objects.filter(bars(Case, user), pk=OuterRef("case"))) | Exists(
            Complaint.objects.filter(bars(Complaint, user), pk=OuterRef("complaint"))
        )
        entered = Q(entered_by=user, unit__in=posts.values("unit"))
        sides = Q(approver=user) | entered | Q(unit__in=led) | Q(city__in=watched)
        return self.filter(sides).exclude(barred).order_by("-pk")

    def waiting(self) -> Self:
        """Those that their approver has not confirmed yet."""
        return self.filter(state=PaperApprovalState.WAITING)


class PaperApproval(models.Model):
    """One approval: which verb of which record, whose, signed when, entered by whom, on what scan."""

    verb = models.CharField(max_length=60)  # "case.dispatch"
    record = models.CharField(max_length=40)  # "proceeding:2026-00001"
    number = models.CharField(_("number"), max_length=40)
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, blank=True, related_name="paper_approvals"
    )
    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, null=True, blank=True, related_name="paper_approvals"
    )
    city = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="+")
    approver = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    signed_on = models.DateField(_("signed on"))
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    entered_on = models.DateField(default=timezone.localdate)
    scan = models.OneToOneField("cases.Evidence", models.PROTECT, related_name="paper_approval")
    state = models.CharField(
        _("state"), max_length=10, choices=PaperApprovalState.choices,
        default=PaperApprovalState.WAITING,
    )  # fmt: skip
    answered_on = models.DateField(null=True, blank=True)
    reason = models.TextField(_("why it is disputed"), blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    objects = PaperApprovalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "approver", name="cases_paperapproval_waiting", condition=Q(state="waiting")
            ),
            models.Index("entered_on", name="cases_paperapproval_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approver=F("entered_by")),
                name="cases_paperapproval_nobody_enters_his_own",
            ),
            models.CheckConstraint(
                condition=Q(case__isnull=False) ^ Q(complaint__isnull=False),
                name="cases_paperapproval_has_one_record",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__lte=F("entered_on")),
                name="cases_paperapproval_signed_before_entered",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_on=None)
                | (~Q(state="waiting") & Q(answered_on__isnull=False)),
                name="cases_paperapproval_answered_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="disputed") | ~Q(reason=""),
                name="cases_paperapproval_disputed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    @property
    def subject(self) -> str:
        """The key under which history knows its record."""
        owner = self.case or self.complaint
        return owner.subject if owner else self.record

    @property
    def is_waiting(self) -> bool:
        """Whether its approver has said nothing yet."""
        return self.state == PaperApprovalState.WAITING
