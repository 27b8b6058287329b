"""Files that people give: received piece by piece, then bound to their report and sent to be checked."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.actions.step import step
from cases.evidence import inspection, limits
from cases.exceptions import NotAllowed
from cases.models import Complaint, Evidence, EvidenceState
from ledger import files, sealing
from notifications import outbox

if TYPE_CHECKING:
    from collections.abc import Collection

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
    """Begin a file of ``size`` bytes (none: unknown). Raises ``TooLarge`` or ``TooMany``."""
    check_room(submission_hash, complaint, size or 0)
    return Evidence.objects.create(
        complaint=complaint, submission_hash=submission_hash, given_by=given_by,
        sealed_name=sealing.lock("name", bare_name(name).encode()), original=files.begin(size=size),
    )  # fmt: skip


def check_room(submission_hash: str, complaint: Complaint | None, size: int) -> None:
    """Raise ``TooLarge`` or ``TooMany`` where ``size`` bytes more, or one file more, cannot be taken."""
    if size > limits.FILE:
        raise TooLarge(_("This file is larger than 200 MB: please shorten or divide it."))
    together = _together(submission_hash, complaint)
    if together.count() >= limits.FILES:
        raise TooMany(_("At most 20 files can be taken."))
    held = together.aggregate(held=Sum("original__received"))["held"] or 0
    if held + size > limits.REPORT:
        raise TooLarge(_("All files together are larger than 1 GB: please leave some out."))


def _together(submission_hash: str, complaint: Complaint | None) -> EvidenceQuerySet:
    if complaint is None:
        return Evidence.objects.of_form(submission_hash)
    return Evidence.objects.filter(complaint=complaint)


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


def claim_for(complaint: Complaint, submission_hash: str, remark: Remark | None = None) -> None:
    """Bind the files of a form to its report, numbered, and to the remark it made of it.

    One that is there already is dropped.
    """
    given = list(
        Evidence.objects.of_form(submission_hash).select_related("original").order_by("pk")
    )
    if not given:
        return
    known = set(complaint.evidence.values_list("original__sha256", flat=True)) - {""}
    last = complaint.evidence.aggregate(last=Max("number"))["last"] or 0
    for one in given:
        if one.original.is_whole and one.original.sha256 in known:
            discard(one)
            continue
        known.add(one.original.sha256)
        last += 1
        one.complaint, one.number, one.remark = complaint, last, remark
        one.save(update_fields=["complaint", "number", "remark"])
        if one.original.is_whole:
            _wake(one)


def _wake(evidence: Evidence) -> None:
    outbox.wake("cases.tasks.inspect_evidence", evidence.pk)


def discard(evidence: Evidence) -> None:
    """Take back a file that belongs to no report yet."""
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
