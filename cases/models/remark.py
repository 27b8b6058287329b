"""Remark: one thing said in the dialogue between a reporter and the officers."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

REMARK_LIMIT = 3000


class RemarkKind(models.TextChoices):
    """What somebody means by it."""

    MESSAGE = "message", _("Message")
    LEAD = "lead", _("Further lead")
    OBJECTION = "objection", _("Objection")
    RETALIATION = "retaliation", _("Retaliation")


class Remark(models.Model):
    """Said by the reporter, or to him by an officer (``author``). Dates only, never edited."""

    complaint = models.ForeignKey("cases.Complaint", models.PROTECT, related_name="remarks")
    kind = models.CharField(
        _("kind"), max_length=12, choices=RemarkKind.choices, default=RemarkKind.MESSAGE
    )
    body = models.TextField(_("text"), max_length=REMARK_LIMIT)
    author = models.ForeignKey(  # none: the reporter
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField(default=timezone.localdate)
    read_on = models.DateField(null=True, blank=True)
    submission_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(
                name="words_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("body", "kind", "on", "author", "complaint"),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_by_reporter(self) -> bool:
        """Whether the reporter said it."""
        return self.author_id is None
