"""Files that people give: received piece by piece, then bound to their report and sent to be checked."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Max, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.step import step
from cases.evidence import inspection, limits
from cases.exceptions import NotAllowed
from cases.models import Complaint, Evidence, EvidenceState
from ledger import files, sealing
from notifications import outbox

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.utils.functional import _StrPromise

    from cases.models import Remark
    from cases.models.evidence import EvidenceQuerySet
    from people.models import User

NAME = 255  # characters that are kept of a name
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class TooLarge(NotAllowed):
    """The file, or all of a report together, is over the limit."""


class TooMany(NotAllowed):
    """There are as many files as can be taken."""


def receive(
    name: str,
    *,
    submission_hash: str = "",
    complaint: Complaint | None = None,
    given_by: User | None = None,
    size: int | None = None,
) -> Evidence:
    """Begin a file of ``size`` bytes (none: unknown). Raises ``TooLarge`` or ``TooMany``.

    Under ``submission_hash`` it waits for its form to be sent; ``complaint`` is then the report that
    the form adds to. Without a form it belongs to ``complaint`` at once.
    """
    with transaction.atomic():
        _one_after_the_other(complaint.subject if complaint else submission_hash)
        if (size or 0) > room_for(submission_hash, complaint):
            raise TooLarge(too_large(size or 0))
        return Evidence.objects.create(
            complaint=None if submission_hash else complaint, given_by=given_by,
            submission_hash=submission_hash, original=files.begin(size=size),
            sealed_name=sealing.lock("name", bare_name(name).encode()),
        )  # fmt: skip


def _one_after_the_other(owner: str) -> None:
    """Two that are begun at once are counted one by one, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [owner])


def room_for(
    submission_hash: str, complaint: Complaint | None = None, *, beside: Evidence | None = None
) -> int:
    """Bytes that one file more may have; what was announced counts as here. Raises ``TooMany``.

    A form takes ``limits.FILES``; ``limits.REPORT`` holds for all that a report was ever given.
    ``beside`` is a file that was begun already, and is not counted.
    """
    ours = Evidence.objects.of_form(submission_hash) if submission_hash else _of(complaint)
    ours = ours.exclude(pk=beside.pk) if beside else ours
    if ours.count() >= limits.FILES:
        raise TooMany(_("At most 20 files can be taken."))
    held = _bytes(ours) + (_bytes(_of(complaint)) if submission_hash and complaint else 0)
    return max(0, min(limits.FILE, limits.REPORT - held))


def _of(complaint: Complaint | None) -> EvidenceQuerySet:
    return Evidence.objects.filter(complaint=complaint, complaint__isnull=False)


def _bytes(rows: EvidenceQuerySet) -> int:
    announced = Greatest(Coalesce("original__size", 0), "original__received")
    return rows.aggregate(held=Sum(announced))["held"] or 0


def too_large(size: int) -> _StrPromise:
    """Which of the limits ``size`` bytes are over, in words."""
    if size > limits.FILE:
        return _("This file is larger than 200 MB: please shorten or divide it.")
    return _("All files together are larger than 1 GB: please leave some out.")


def bare_name(name: str) -> str:
    """The last part of a path, without signs that nobody sees; never empty."""
    last = re.split(r"[\\/]", name)[-1]
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", last.encode(errors="replace").decode()))
    return seen.strip(" .")[-NAME:] or "file"


def name_of(evidence: Evidence) -> str:
    """The name it came with; shown to whoever gave it, and to readers of the original."""
    return sealing.unlock("name", bytes(evidence.sealed_name)).decode()


def arrived(evidence: Evidence, sha256: str = "") -> None:
    """Its last byte is here. Raises ``ledger.files.Incomplete`` when one is missing."""
    with transaction.atomic():
        files.complete(evidence.original, sha256)
        evidence.state = EvidenceState.QUEUED
        evidence.save(update_fields=["state"])
        if evidence.complaint_id:
            _wake(evidence)


@transaction.atomic(savepoint=False)
def claim_for(complaint: Complaint, submission_hash: str, remark: Remark | None = None) -> None:
    """Bind the files of a form to its report, numbered, and to the remark it made of it.

    One that is there already is dropped, and so is an attempt that broke off and was made anew.
    """
    waiting = Evidence.objects.of_form(submission_hash)
    if not waiting.exists():
        return
    locked = waiting.select_for_update(of=("self",)).select_related("original")
    given = list(locked.order_by("pk"))
    known = set(complaint.evidence.values_list("original__sha256", flat=True)) - {""}
    last = complaint.evidence.aggregate(last=Max("number"))["last"] or 0
    for one in _without_repeats(given, known):
        last += 1
        one.complaint, one.number, one.remark = complaint, last, remark
        one.save(update_fields=["complaint", "number", "remark"])
        if one.original.is_whole:
            _wake(one)


def _without_repeats(given: list[Evidence], known: set[str]) -> Iterator[Evidence]:
    whole = {_likeness(one) for one in given if one.original.is_whole}
    for one in given:
        if one.original.is_whole:
            is_repeat = one.original.sha256 in known
            known.add(one.original.sha256)
        else:
            is_repeat = _likeness(one) in whole
        if is_repeat:
            discard(one)
        else:
            yield one


def _likeness(one: Evidence) -> tuple[str, int | None]:
    return name_of(one), one.original.size


def _wake(evidence: Evidence) -> None:
    outbox.wake("cases.tasks.inspect_evidence", evidence.pk)


def discard(evidence: Evidence) -> None:
    """Take back a file that belongs to no report yet; one that was sent meanwhile stays."""
    with transaction.atomic():
        mine = Evidence.objects.select_for_update().filter(pk=evidence.pk, complaint=None)
        if mine.first():
            inspection.destroy(evidence)


def mark(complaint: Complaint, *, file: Evidence, shows_reporter: bool, by: User) -> None:
    """Say whether a file shows who reported: then it opens like an identity, or not at all."""
    with step(complaint, "complaint.file_marked", by=by, file=file.number) as fresh:
        row = fresh.evidence.select_for_update().get(pk=file.pk)
        if shows_reporter and row.passed_on:
            raise NotAllowed(_("This file has been passed to the inquiry already."))
        row.shows_reporter = shows_reporter
        row.save(update_fields=["shows_reporter"])


def pass_on(complaint: Complaint, *, chosen: Collection[Evidence], by: User) -> None:
    """Let the inquiry see copies: never the original, never one that shows who reported."""
    numbers = sorted(one.number for one in chosen)
    with step(complaint, "complaint.files_passed", by=by, files=numbers) as fresh:
        if fresh.case is None:
            raise NotAllowed(_("There is no inquiry yet to which files could be passed."))
        fit = Evidence.objects.can_be_passed(fresh).filter(pk__in=[one.pk for one in chosen])
        if fit.update(passed_on=timezone.localdate()) < len(chosen):
            raise NotAllowed(_("One of these files cannot be passed on, or has been already."))
