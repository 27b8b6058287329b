"""The key that reporters' identities are sealed with, and its private half under passphrases."""

from django.db import models


class VaultKey(models.Model):
    """A key pair. Its public half lies here; its private half exists only inside the shares."""

    public_key = models.BinaryField(max_length=32)
    established_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["retired_on"],
                condition=models.Q(retired_on__isnull=True),
                nulls_distinct=False,
                name="ledger_vaultkey_one_is_current",
            )
        ]

    def __str__(self) -> str:
        return f"vault key of {self.established_on}"


class VaultShare(models.Model):
    """The whole private half, sealed under one custodian's passphrase (argon2id, SecretBox)."""

    vault_key = models.ForeignKey(VaultKey, on_delete=models.PROTECT, related_name="shares")
    custodian = models.CharField(max_length=150)
    salt = models.BinaryField(max_length=16)
    operations = models.PositiveIntegerField()
    memory = models.PositiveBigIntegerField()
    sealed = models.BinaryField(max_length=72)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vault_key", "custodian"], name="ledger_vaultshare_one_per_custodian"
            )
        ]

    def __str__(self) -> str:
        return f"share of {self.custodian}"
