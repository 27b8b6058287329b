"""Witness 证人: somebody who talks to the inquiry under a code; the name lies sealed and opens by approval."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OF_AGE = 18  # years, Civil Code art. 17


class Part(models.TextChoices):
    """As whom somebody is talked to."""

    TEACHER = "teacher", _("Teacher reported")
    PARENT = "parent", _("Parent")
    PUPIL = "pupil", _("Pupil")
    PRINCIPAL = "principal", _("Principal")
    CASHIER = "cashier", _("Cashier or accountant")
    WITNESS = "witness", _("Other witness")


CODED = (Part.PARENT, Part.PUPIL, Part.WITNESS)  # those who bear a code in every paper and page


class Witness(models.Model):
    """One person of one case. Papers and pages know the code alone (domain reference §12.24)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="witnesses")
    part = models.CharField(_("talked to as"), max_length=10, choices=Part.choices)
    code = models.CharField(_("code"), max_length=10)
    age = models.PositiveSmallIntegerField(_("age"), null=True, blank=True)
    guardian_relation = models.CharField(_("guardian's relation"), max_length=20, blank=True)
    sealed = models.BinaryField()  # name and guardian's name, under the server's key
    entered_by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    entered_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("case", "code", name="cases_witness_code_once_a_case"),
            models.CheckConstraint(
                condition=~Q(part=Part.PUPIL) & (Q(age=None) | Q(age__gte=OF_AGE))
                | ~Q(guardian_relation=""),
                name="cases_witness_child_has_guardian",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_child(self) -> bool:
        """Whether a guardian has to be present: a pupil, or anybody under eighteen."""
        return self.part == Part.PUPIL or (self.age is not None and self.age < OF_AGE)


class OpeningState(models.TextChoices):
    """How far a request to read a name has come."""

    REQUESTED = "requested", _("Waits for approval")
    OPEN = "open", _("Approved")
    DECLINED = "declined", _("Declined")


class NameOpening(models.Model):
    """One name, for one person, for one reason, for one day; approved by somebody else."""

    witness = models.ForeignKey(Witness, models.PROTECT, related_name="openings")
    requester = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=1000)
    state = models.CharField(
        _("state"), max_length=10, choices=OpeningState.choices, default=OpeningState.REQUESTED
    )
    ruled_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ruled_by=None) | ~Q(ruled_by=F("requester")),
                name="cases_nameopening_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=OpeningState.OPEN)
                | Q(ruled_by__isnull=False, ends_at__isnull=False),
                name="cases_nameopening_open_has_approval_and_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.witness_id} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether its requester can read the name now."""
        return self.state == OpeningState.OPEN and bool(
            self.ends_at and self.ends_at > timezone.now()
        )
