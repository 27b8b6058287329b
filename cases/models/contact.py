"""Ways to reach a reporter: kept under the server's key, used to send and to call, shown to nobody."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Means(models.TextChoices):
    """How somebody is reached."""

    SMS = "sms", _("Text message")
    MAIL = "mail", _("E-mail")
    CALL = "call", _("Telephone call")


class ContactUse(models.TextChoices):
    """What the reporter left it for."""

    NOTICE = "notice", _("To be told that something is new")
    CONTACT = "contact", _("To be called or texted by the officer")


class Contact(models.Model):
    """One address or number of one reporter. ``sealed`` opens with the server's key, to send only."""

    complaint = models.ForeignKey("cases.Complaint", models.CASCADE, related_name="contacts")
    use = models.CharField(_("use"), max_length=8, choices=ContactUse.choices)
    means = models.CharField(_("means"), max_length=4, choices=Means.choices)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint("complaint", "use", name="cases_contact_one_for_each_use")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ContactAttempt(models.Model):
    """An officer called or texted his reporter through the system."""

    complaint = models.ForeignKey(
        "cases.Complaint", models.PROTECT, related_name="contact_attempts"
    )
    officer = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    means = models.CharField(_("means"), max_length=4, choices=Means.choices)
    text = models.TextField(_("text"), max_length=300, blank=True)
    on = models.DateField(default=timezone.localdate)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
