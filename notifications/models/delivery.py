"""One word to one person outside the system that something waits in his inbox: of one letter, or of a day's."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notifications import claims


class Means(models.TextChoices):
    """By which channel; the inbox is none of them, for there every letter lies."""

    MAIL = "mail", _("E-mail")
    SMS = "sms", _("Text message")
    WORK = "work", _("Work message (Zhejiang DingTalk or WeCom)")


class DeliveryState(models.TextChoices):
    QUEUED = claims.QUEUED, _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = claims.FAILED, _("Could not be sent")
    DROPPED = "dropped", pgettext_lazy("delivery", "No longer needed")


class DeliveryQuerySet(claims.ClaimableQuerySet["Delivery"]):
    def failed_for(self, letter: OuterRef) -> Exists:
        """Whether one about this letter was given up."""
        return Exists(self.failed().filter(message=letter))

    def to_show(self) -> Self:
        """Given up, and nobody was told of it yet."""
        return self.failed().filter(shown_on=None)

    def try_again(self) -> int:
        """Queue them once more; one that fails again is shown again."""
        return self.failed().update(
            state=claims.QUEUED, lease_until=None, attempts=0, shown_on=None
        )


class Delivery(claims.Claimable):
    """Queued under a lease that ends when it may leave: after quiet hours, or after a pause.

    Carries days, not moments; the end of a first lease is an hour that was fixed before.
    """

    WORKING: ClassVar[str] = DeliveryState.SENDING
    DONE: ClassVar[str] = DeliveryState.SENT

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="deliveries",
        verbose_name=_("reader"),
    )  # fmt: skip
    means = models.CharField(_("channel"), max_length=4, choices=Means.choices)
    message = models.ForeignKey(  # none: a digest
        "notifications.Message", models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    digest_on = models.DateField(null=True, blank=True, editable=False)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED
    )
    queued_on = models.DateField(_("written on"), default=timezone.localdate, editable=False)
    sent_on = models.DateField(_("sent on"), null=True, blank=True, editable=False)
    shown_on = models.DateField(null=True, blank=True, editable=False)  # given up, a person told

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.CheckConstraint(
                name="notifications_delivery_state_is_known",
                condition=Q(state__in=DeliveryState.values),
            ),
            models.CheckConstraint(
                name="notifications_delivery_sent_has_day",
                condition=~Q(state=DeliveryState.SENT) | Q(sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="notifications_delivery_only_open_is_leased",
                condition=Q(state__in=[DeliveryState.QUEUED, DeliveryState.SENDING])
                | Q(lease_until=None),
            ),
            models.CheckConstraint(
                name="notifications_delivery_of_letter_or_digest",
                condition=Q(message__isnull=False, digest_on=None)
                | Q(message=None, digest_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["message", "means"], name="notifications_delivery_of_letter_once"
            ),
            models.UniqueConstraint(
                fields=["reader", "means", "digest_on"],
                name="notifications_delivery_of_digest_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="notifications_delivery_waiting",
                condition=Q(state__in=[DeliveryState.QUEUED, DeliveryState.SENDING]),
            ),
            models.Index(
                fields=["id"],
                name="notifications_delivery_failed",
                condition=Q(state=DeliveryState.FAILED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.means} {self.pk}"

    @property
    def kind(self) -> str:
        """What the list of the undelivered calls it."""
        return self.message.kind if self.message else "digest"

    @property
    def once(self) -> str:
        """By this a gateway knows one that comes a second time after a crash."""
        return f"delivery-{self.pk}"

    @property
    def is_needed(self) -> bool:
        """Whether its reader is still to be told."""
        return self.reader.is_active and (self.message is None or self.message.is_unread)

    def drop(self) -> bool:
        """It is no longer needed: its reader has left, or has read the letter meanwhile."""
        return self._mine(state=DeliveryState.DROPPED, lease_until=None, failure="")
