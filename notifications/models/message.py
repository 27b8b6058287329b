"""One letter to one person: a row of his inbox, and the mail that tells him of it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications import claims
from people.models import User

SHOWN_AT_MOST = 99  # the count in the page header


class MessageState(models.TextChoices):
    QUEUED = claims.QUEUED, _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = claims.FAILED, _("Could not be sent")


class MessageQuerySet(claims.ClaimableQuerySet["Message"]):
    def of(self, user: User) -> Self:
        return self.filter(reader=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def before(self, pk: int | None) -> Self:
        """Newest first, those older than ``pk``."""
        older = self if pk is None else self.filter(pk__lt=pk)
        return older.order_by("-pk")

    def count_unread(self) -> int:
        """How many are unread, counted no further than the header shows."""
        return self.unread()[:SHOWN_AT_MOST].count()

    def mark_read(self) -> int:
        return self.unread().update(read_at=timezone.now())


class Message(claims.Claimable):
    """Carries days, not moments: an anonymous report may have caused it."""

    WORKING = MessageState.SENDING
    DONE = MessageState.SENT

    kind = models.CharField(_("kind"), max_length=60)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters", verbose_name=_("reader")
    )
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=300, blank=True)
    queued_on = models.DateField(_("written on"), default=timezone.localdate, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState, default=MessageState.QUEUED
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True, editable=False)
    mailed_to = models.EmailField(_("mailed to"), blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(
                name="notifications_message_state_is_known",
                condition=Q(state__in=MessageState.values),
            ),
            models.CheckConstraint(
                name="notifications_message_link_is_local",
                condition=Q(link__regex=r"^(/([^/\\[:space:]][^\\[:space:]]*)?)?$"),
            ),
            models.CheckConstraint(
                name="notifications_message_sent_has_day",
                condition=~Q(state=MessageState.SENT) | Q(sent_on__isnull=False),
            ),
            models.CheckConstraint(
                name="notifications_message_only_open_is_leased",
                condition=~Q(state__in=[MessageState.SENT, MessageState.FAILED])
                | Q(lease_until=None),
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "-id"], name="notifications_message_inbox"),
            models.Index(
                fields=["reader"], name="notifications_message_unread", condition=Q(read_at=None)
            ),
            models.Index(
                fields=["id"],
                name="notifications_message_waiting",
                condition=Q(state__in=[MessageState.QUEUED, MessageState.SENDING]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inbox-letter", args=[self.pk])

    @property
    def is_unread(self) -> bool:
        return self.read_at is None
