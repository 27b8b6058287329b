"""Reporter 举报人: an identity, sealed on arrival; nobody here can open it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RealName(models.TextChoices):
    """How far a name is known to be real (domain reference §2.3)."""

    UNVERIFIED = "unverified", _("Signed, not verified")
    VERIFIED = "verified", _("Real name, verified")
    DENIED = "denied", _("Denied by the person named")


class Reporter(models.Model):
    """Name, phone, identity number and address sealed with the vault's public key, as JSON.

    ``vault_key`` says which key sealed it; the blind indexes beside it meet equal texts.
    """

    complaint = models.OneToOneField("cases.Complaint", models.PROTECT, related_name="reporter")
    level = models.CharField(max_length=12, choices=RealName.choices, default=RealName.UNVERIFIED)
    vault_key = models.ForeignKey("ledger.VaultKey", models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    name_index = models.CharField(max_length=64, db_index=True)
    phone_index = models.CharField(max_length=64, db_index=True, blank=True)
    id_index = models.CharField(max_length=64, db_index=True, blank=True)

    def __str__(self) -> str:
        return str(self.pk)
