"""One deed done to many at once: sent twice, it is done once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BulkDeed(models.Model):
    """Who did what to how many, and why. What happened to each stands in its own history."""

    token = models.CharField(max_length=64, unique=True, editable=False)  # of the form
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)
    comment = models.TextField(_("comment"))
    count = models.PositiveIntegerField()
    on = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"{self.name} {self.count}"
