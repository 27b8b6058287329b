"""One letter to one person: a row of his inbox. What tells him of it elsewhere is a ``Delivery``."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import User

SHOWN_AT_MOST = 99  # the count in the page header


class MessageQuerySet(models.QuerySet["Message"]):
    def of(self, user: User) -> Self:
        return self.filter(reader=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def for_digest(self) -> Self:
        """Those that the next digest tells of."""
        return self.filter(waits_for_digest=True)

    def count_unread(self) -> int:
        """How many are unread, counted no further than the header shows."""
        return self.unread()[:SHOWN_AT_MOST].count()

    def mark_read(self) -> int:
        return self.unread().update(read_at=timezone.now())


class Message(models.Model):
    """Carries days, not moments: an anonymous report may have caused it."""

    kind = models.CharField(_("kind"), max_length=60)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters", verbose_name=_("reader")
    )
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    link = models.CharField(_("link"), max_length=300, blank=True)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    waits_for_digest = models.BooleanField(default=False, editable=False)
    queued_on = models.DateField(_("written on"), default=timezone.localdate, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.CheckConstraint(
                name="notifications_message_link_is_local",
                condition=Q(link__regex=r"^(/([^/\\[:space:]][^\\[:space:]]*)?)?$"),
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "-id"], name="notifications_message_inbox"),
            models.Index(
                fields=["reader"], name="notifications_message_unread", condition=Q(read_at=None)
            ),
            models.Index(
                fields=["reader"],
                name="notifications_message_digest",
                condition=Q(waits_for_digest=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inbox-letter", args=[self.pk])

    @property
    def is_unread(self) -> bool:
        return self.read_at is None
