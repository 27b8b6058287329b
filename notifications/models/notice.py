"""One notice to a reporter, or one call: sent to an address that nobody reads, which is gone afterwards."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications import claims


class MessageState(models.TextChoices):
    QUEUED = claims.QUEUED, _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = claims.FAILED, _("Could not be sent")


class NoticeQuerySet(claims.ClaimableQuerySet["Notice"]):
    """Notices, by what caused them."""

    def of(self, subjects: list[str]) -> Self:
        """Those of these subjects ("attempt:7")."""
        return self.filter(subject__in=subjects)

    def addressed(self) -> Self:
        """Those that can still be sent: their address is kept, and they are no calls."""
        return self.exclude(sealed=b"").exclude(means="call")


class Notice(claims.Claimable):
    """Carries days, not moments. ``sealed`` is the address under the server's key; empty once sent."""

    WORKING: ClassVar[str] = MessageState.SENDING
    DONE: ClassVar[str] = MessageState.SENT

    subject = models.CharField(max_length=60, db_index=True)
    means = models.CharField(max_length=4)  # sms, mail, call
    sealed = models.BinaryField(blank=True)
    text = models.TextField(max_length=300, blank=True)
    staff_number = models.CharField(max_length=20, blank=True)  # rung together with the address
    queued_on = models.DateField(default=timezone.localdate, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.QUEUED
    )
    sent_on = models.DateField(null=True, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(
                name="notifications_notice_state_is_known",
                condition=Q(state__in=MessageState.values),
            ),
            models.CheckConstraint(
                name="notifications_notice_sent_has_day_and_no_address",
                condition=~Q(state=MessageState.SENT)
                | Q(sent_on__isnull=False, sealed=b"", text=""),
            ),
            models.CheckConstraint(
                name="notifications_notice_only_open_is_leased",
                condition=~Q(state__in=[MessageState.SENT, MessageState.FAILED])
                | Q(lease_until=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="notifications_notice_waiting",
                condition=Q(state__in=[MessageState.QUEUED, MessageState.SENDING]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.means} {self.pk}"

    @property
    def kind(self) -> str:
        """What the list of the undelivered calls it."""
        return self.means

    def fail(self, failure: str) -> bool:
        """Never try again, as a call that comes later than expected would only frighten."""
        return self._mine(state=claims.FAILED, lease_until=None, failure=failure)
