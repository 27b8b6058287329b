"""Rows of work that several workers may want: claimed under a lease before anybody begins.

The row is what lasts, the queue only wakes a worker. Whoever turns the row to its working state
with one ``UPDATE`` has it until the lease ends. A worker that dies leaves the lease to run out, and
the sweep wakes another. The number of the attempt is the worker's proof: what he brings after
somebody else has taken over no longer counts.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from traceback import extract_tb
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

QUEUED, FAILED = "queued", "failed"
ATTEMPTS = 8  # with the pauses between them: two hours
FIRST_PAUSE = timedelta(minutes=1)  # doubled after each failure

Row = TypeVar("Row", bound="Claimable")


class ClaimableQuerySet(models.QuerySet[Row]):
    def waiting(self) -> Self:
        """Neither finished nor given up, and in nobody's hands at this moment."""
        unfinished = Q(state__in=[QUEUED, self.model.WORKING])
        loose = Q(lease_until=None) | Q(lease_until__lte=timezone.now())
        return self.filter(unfinished & loose)

    def claimable(self) -> Self:
        return self.waiting().filter(attempts__lt=ATTEMPTS)

    def give_up(self) -> int:
        """Fail the rows whose last allowed worker died too; how many."""
        lost = self.waiting().filter(attempts__gte=ATTEMPTS)
        return lost.update(state=FAILED, lease_until=None, failure="worker lost")

    def failed(self) -> Self:
        return self.filter(state=FAILED)

    def try_again(self) -> int:
        """Queue the failed rows once more, after a person has removed the cause; how many."""
        return self.failed().update(state=QUEUED, lease_until=None, attempts=0)


class Claimable(models.Model):
    """What a claimed row needs; the model on top names its own two states and its choices."""

    WORKING: ClassVar[str]
    DONE: ClassVar[str]

    state = models.CharField(_("state"), max_length=10, default=QUEUED)
    lease_until = models.DateTimeField(_("in hand until"), null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    failure = models.CharField(_("last failure"), max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_failed(self) -> bool:
        return self.state == FAILED

    def claim(self, *, lease: timedelta) -> bool:
        """Take this row for the length of ``lease``; False if it is another's, done or given up."""
        free = self._rows().claimable().filter(pk=self.pk)
        until = timezone.now() + lease
        taken = free.update(state=self.WORKING, lease_until=until, attempts=F("attempts") + 1)
        if taken:
            self.refresh_from_db()
        return taken == 1

    def finish(self, **result: object) -> bool:
        """Keep the result of this attempt; False if the lease ran out and another took over."""
        return self._mine(state=self.DONE, lease_until=None, failure="", **result)

    def put_back(self, failure: str) -> bool:
        """Try again after a pause that grows, or fail for good after the last attempt."""
        pause = FIRST_PAUSE * 2 ** (self.attempts - 1)
        if self.attempts >= ATTEMPTS:
            return self._mine(state=FAILED, lease_until=None, failure=failure)
        return self._mine(state=QUEUED, lease_until=timezone.now() + pause, failure=failure)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Whatever goes wrong inside is written in the row, and goes no further."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - any fault of a template or a mail server
            failure = place_of(error)
            logger.warning(
                "%s %s, attempt %d: %s", self._meta.label, self.pk, self.attempts, failure
            )
            self.put_back(failure)

    def _rows(self) -> ClaimableQuerySet[Self]:
        return ClaimableQuerySet(type(self))

    def _mine(self, **values: object) -> bool:
        mine = self._rows().filter(pk=self.pk, state=self.WORKING, attempts=self.attempts)
        kept = mine.update(**values)
        if kept:
            self.refresh_from_db()
        return kept == 1


def place_of(error: Exception) -> str:
    """Kind and place of a fault. Never its text, which may quote a name or an address."""
    last = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} ({Path(last.filename).name}:{last.lineno})"
