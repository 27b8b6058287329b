"""The opening of one sealed identity: asked for with a purpose, granted by a custodian, for one day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class GrantState(models.TextChoices):
    """How far a request has come."""

    REQUESTED = "requested", _("Waits for a custodian")
    OPEN = "open", _("Open")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")


class IdentityGrant(models.Model):
    """One identity for one person and one purpose. ``sealed`` is empty before and after.

    ``public_key`` was made for this grant; its private half rests in the requester's browser alone.
    """

    complaint = models.ForeignKey("cases.Complaint", models.PROTECT, related_name="identity_grants")
    requester = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    purpose = models.TextField(_("purpose"), max_length=1000)
    requested_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        _("state"), max_length=10, choices=GrantState.choices, default=GrantState.REQUESTED
    )
    is_emergency = models.BooleanField(_("a child in danger"), default=False)
    public_key = models.BinaryField(max_length=32, null=True, blank=True)
    custodian = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ruled_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    sealed = models.BinaryField(null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    review_due_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review = models.TextField(_("review"), max_length=1000, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "ends_at"], name="cases_identitygrant_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=Q(custodian=None) | ~Q(custodian=F("requester")) | Q(is_emergency=True),
                name="cases_identitygrant_two_people",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("requester")),
                name="cases_identitygrant_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=GrantState.OPEN) | Q(sealed=None),
                name="cases_identitygrant_sealed_only_while_open",
            ),
            models.CheckConstraint(
                condition=~Q(state=GrantState.OPEN)
                | Q(custodian__isnull=False, ends_at__isnull=False, sealed__isnull=False),
                name="cases_identitygrant_open_has_custodian_and_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
