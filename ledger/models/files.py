"""A file at rest, encrypted piece by piece with a key of its own."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


def new_token() -> str:
    """A name that tells nothing and that nobody can guess."""
    return secrets.token_hex(16)


class SealedFile(models.Model):
    """Its pieces lie in the store under ``token``; its key lies here, under the server's own key.

    Without ``sealed_key`` what lies in the store is noise: destroying the row destroys the file.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    sealed_key = models.BinaryField(max_length=80)
    pieces = ArrayField(models.PositiveIntegerField(), default=list)  # bytes of each, in clear
    size = models.PositiveBigIntegerField(null=True, blank=True)  # as announced; none if unknown
    received = models.PositiveBigIntegerField(default=0)  # bytes so far, in clear
    sha256 = models.CharField(max_length=64, blank=True)  # of the whole, once it is whole
    begun_on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256="") | models.Q(size=models.F("received")),
                name="ledger_sealedfile_whole_has_all_bytes",
            )
        ]

    def __str__(self) -> str:
        return self.token

    @property
    def is_whole(self) -> bool:
        """Whether its last byte has arrived."""
        return bool(self.sha256)
