"""What the inquiry gathered, for the page of its case: files of staff, signed originals, money, codes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cases.models import CaseFile, NameOpening, Payment, Verdict
from cases.sheets.files import DeskFile, desk_file, made_up_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from cases.models import Case, Witness
    from notifications.models import Paper
    from people.models import User

NOT_IN_WPS = frozenset({"dossier"})  # bound from the others
ORIGINALS = {"approve_case"}  # of files of staff; whoever gave one reads his own
OPENS_AS: dict[str, str] = {Verdict.COPY: "copy", Verdict.ORIGINAL_ONLY: "original"}


@dataclass(frozen=True)
class ShownFile:
    """A file of staff: what it is for, and the file."""

    number: int
    use: str
    said: str
    given_by: str
    may_open_original: bool
    file: DeskFile


@dataclass(frozen=True)
class ShownPaper:
    """A paper of ours, with the signed original where it has come back."""

    record: Paper
    about: str
    signed: CaseFile | None

    @property
    def signed_as(self) -> str:
        """The clean copy of the scan; the scan itself where none can be made (OFD); "" while unchecked."""
        verdict = self.signed.evidence.verdict if self.signed else ""
        return OPENS_AS.get(verdict, "")

    @property
    def has_draft(self) -> bool:
        """Whether the draft for WPS is still offered."""
        return self.signed is None and self.record.kind not in NOT_IN_WPS


@dataclass(frozen=True)
class ShownWitness:
    """A code, and whether this reader may read the name behind it."""

    record: Witness
    is_open: bool


@dataclass(frozen=True)
class Gathered:
    """All of it for one reader; files and money for those who handle the case alone."""

    papers: tuple[ShownPaper, ...]
    files: tuple[ShownFile, ...]
    payments: tuple[Payment, ...]
    witnesses: tuple[ShownWitness, ...]

    @property
    def taken(self) -> Decimal:
        """Yuan of all standing rows."""
        return sum((one.amount for one in self.payments), Decimal(0))


def gathered(
    case: Case, reader: User, papers: Iterable[Paper], *, rights: frozenset[str]
) -> Gathered:
    """The material of a case; ``rights`` are none for those who do not handle it. Three or four queries."""
    handles = bool(rights)
    files = list(_files(case))
    signed = {one.paper_id: one for one in files if one.paper_id}
    return Gathered(
        papers=tuple(_paper(one, signed.get(one.pk)) for one in papers),
        files=tuple(_shown(one, reader, rights) for one in files if not one.paper_id and handles),
        payments=tuple(_payments(case)) if handles else (),
        witnesses=tuple(_witnesses(case, reader)) if handles else (),
    )


def shown_papers(case: Case, papers: Iterable[Paper]) -> tuple[ShownPaper, ...]:
    """Papers with their signed originals. One query."""
    signed = {one.paper_id: one for one in _files(case).exclude(paper=None)}
    return tuple(_paper(one, signed.get(one.pk)) for one in papers)


def _paper(paper: Paper, signed: CaseFile | None) -> ShownPaper:
    return ShownPaper(paper, str(paper.sheet.get("about", "")), signed)


def _files(case: Case) -> QuerySet[CaseFile]:
    return case.case_files.select_related("evidence__original", "evidence__given_by")


def _shown(one: CaseFile, reader: User, rights: frozenset[str]) -> ShownFile:
    given_by = one.evidence.given_by
    return ShownFile(
        number=one.number, use=str(one.get_use_display()), said=one.said,
        given_by=given_by.full_name if given_by else "",
        may_open_original=given_by == reader or not rights.isdisjoint(ORIGINALS),
        file=desk_file(one.evidence, one.number, key=one.number),
    )  # fmt: skip


def _payments(case: Case) -> Iterable[Payment]:
    return Payment.objects.of(case).standing().select_related("respondent__teacher", "file")


def _witnesses(case: Case, reader: User) -> Iterable[ShownWitness]:
    rows = list(case.witnesses.all())
    mine = NameOpening.objects.filter(witness__case=case, requester=reader) if rows else ()
    opened = {one.witness_id for one in mine if one.is_open}
    return [ShownWitness(one, one.pk in opened) for one in rows]


def name_of(one: CaseFile) -> str:
    """材料3.jpg, by number and content; the name it came with stays sealed."""
    return made_up_name(one.number, one.evidence.media_type).replace("证据", "材料")
