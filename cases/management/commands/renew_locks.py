"""``renew_locks``: bring everything that an old FILE_KEY locked under today's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from nacl.exceptions import CryptoError

from cases.models import Contact, Evidence, Witness
from ledger import sealing
from ledger.models import SealedFile
from notifications.models import Notice

if TYPE_CHECKING:
    from django.db import models

# what is locked, in which column, for which purpose
LOCKED: tuple[tuple[type[models.Model], str, str], ...] = (
    (Contact, "sealed", "contact"),
    (Notice, "sealed", "contact"),
    (SealedFile, "sealed_key", "file"),
    (Evidence, "sealed_name", "name"),
    (Witness, "sealed", "witness"),
)
CHUNK = 500


class Command(BaseCommand):
    """Run it after FILE_KEY was changed, with the old one in OLD_FILE_KEYS; interrupted, run it again."""

    help = (
        "Lock anew, with FILE_KEY, what the keys in OLD_FILE_KEYS locked. Afterwards those can go."
    )

    def handle(self, *_args: object, **_options: object) -> None:
        """Row by row, each by a conditional update: what somebody changes meanwhile is left to him."""
        lost = 0
        for model, column, purpose in LOCKED:
            renewed, failed = self._renew(model, column, purpose)
            lost += failed
            self.stdout.write(f"{model.__name__}: {renewed} renewed")
        if lost:
            raise CommandError(
                f"{lost} rows open with no key: keep every old key in OLD_FILE_KEYS."
            )

    def _renew(self, model: type[models.Model], column: str, purpose: str) -> tuple[int, int]:
        renewed = failed = 0
        rows: Any = model._default_manager.exclude(**{column: None}).exclude(**{column: b""})  # noqa: SLF001
        for pk, locked in rows.order_by("pk").values_list("pk", column).iterator(CHUNK):
            try:
                fresh = sealing.relock(purpose, bytes(locked))
            except CryptoError:
                failed += 1
                continue
            if fresh is not None:
                same = model._default_manager.filter(pk=pk, **{column: bytes(locked)})  # noqa: SLF001
                renewed += same.update(**{column: fresh})
        return renewed, failed
