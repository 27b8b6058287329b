"""History: events in chains, one chain a subject, and what was said in them."""

import pgtrigger
from django.db import models

from ledger.models.append_only import AppendOnly, never_truncated


class Event(AppendOnly):
    """One thing that happened to a subject ("case:2026-00001"), bound to the event before it."""

    subject = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    refused = models.BooleanField(default=False)
    on = models.DateField()
    at = models.DateTimeField(null=True)  # empty where a moment could betray a reporter
    actor_key = models.CharField(max_length=150)
    actor_name = models.CharField(max_length=150)
    actor_unit = models.CharField(max_length=150, blank=True)
    actor_role = models.CharField(max_length=40, blank=True)
    payload_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta(AppendOnly.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "position"], name="ledger_event_position_is_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=1), name="ledger_event_position_is_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["actor_key", "on"], name="ledger_event_by_actor"),
            models.Index(fields=["kind", "on"], name="ledger_event_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.position} {self.kind}"


class Payload(AppendOnly):
    """What an event says. Retention may remove it; the chain holds its salted hash only."""

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, primary_key=True, related_name="payload"
    )
    salt = models.BinaryField(max_length=16)  # gone with the content, so its hash tells nothing
    content = models.JSONField()

    class Meta(AppendOnly.Meta):
        pass

    def __str__(self) -> str:
        return f"payload of {self.event_id}"


class Chain(models.Model):
    """How long a subject's chain is and where it ends: the lock of its writers, and a cut shows."""

    subject = models.CharField(max_length=80, primary_key=True)
    length = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        triggers = [
            pgtrigger.Protect(name="chain_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="chain_grows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__length__lte=pgtrigger.F("old__length")),
            ),
            never_truncated("chains_stay"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.length})"
