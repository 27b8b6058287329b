"""Materials of the inquiry 核查材料: plan, statements, visits, lists, files of staff, and the signed originals."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import witnesses
from cases.actions.evidence import bare_name
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import (
    Case,
    CaseFile,
    DossierItem,
    Evidence,
    EvidenceState,
    FileUse,
    Investigator,
    Material,
)
from cases.paper_sheets import materials as sheets
from ledger import files, sealing
from notifications import outbox

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from django.core.files.uploadedfile import UploadedFile

    from cases.paper_sheets import Sheet
    from notifications.models import Paper
    from people.models import User

CLOCK = "%H:%M"


@dataclass(frozen=True)
class Plan:
    """核查方案: what is to be shown, by whom, how, and under what occasion."""

    aims: str
    persons: str
    steps: str
    occasion: str
    hides_reporter: bool
    safety: str
    begins_on: date
    ends_on: date


@dataclass(frozen=True)
class Visit:
    """现场检查: where, when, what was found there."""

    place: str
    on: date
    begins: time
    ends: time
    occasion: str
    present: str
    found: str
    taken: str


def put(case: Case, kind: Material, paper: Paper, *, text: str, on: date, by: User) -> DossierItem:
    """Enter a paper of ours into the dossier of this round. In the caller's ``step``."""
    return DossierItem.objects.create(
        case=case, round=case.round, kind=kind, text=text, on=on, entered_by=by, paper=paper
    )


def add_material(case: Case, *, kind: str, on: date, text: str, by: User) -> None:
    """Enter a paper of the inquiry that has no form of its own, with its date."""
    with step(case, "case.material_added", by=by, kind=str(Material(kind).label)) as fresh:
        DossierItem.objects.create(
            case=fresh, round=fresh.round, kind=kind, text=text, on=on, entered_by=by
        )


def write_plan(case: Case, *, plan: Plan, by: User) -> None:
    """核查方案; a later one stands beside the earlier."""
    witnesses.check_names_nobody(case, plan.aims, plan.persons, plan.steps, plan.safety)
    with step(case, "case.plan_written", by=by) as fresh:
        if plan.ends_on < plan.begins_on:
            raise NotAllowed(_("The inquiry cannot end before it begins."))
        paper = letters.material(fresh, "inquiry_plan", sheets.plan(fresh, asdict(plan)))
        said = sheets.summaries([
            ("核查目标", plan.aims), ("核查名义", plan.occasion), ("核查步骤", plan.steps),
        ])  # fmt: skip
        put(fresh, Material.PLAN, paper, text=said, on=timezone.localdate(), by=by)


def declare_no_conflict(case: Case, *, by: User) -> None:
    """回避声明: no interest, no kinship with anybody in this case; each statement is a paper."""
    today = timezone.localdate()
    with step(case, "case.no_conflict_declared", by=by) as fresh:
        mine = fresh.investigators.filter(user=by, left_on=None, no_conflict_on=None)
        for one in mine.select_related("user"):
            _declare(fresh, one, today, by)


def _declare(case: Case, one: Investigator, today: date, by: User) -> None:
    one.no_conflict_on = today
    one.save(update_fields=["no_conflict_on"])
    paper = letters.material(case, "recusal_statement", sheets.statement(case, one, on=today))
    put(case, Material.RECUSAL, paper, text=one.user.full_name, on=today, by=by)


def record_site(case: Case, *, visit: Visit, people: list[User], by: User) -> None:
    """现场检查记录, by two people of the team at least."""
    witnesses.check_names_nobody(case, visit.present, visit.found, visit.taken)
    with step(case, "case.site_inspected", by=by) as fresh:
        check_two_of_the_team(fresh, people)
        check_hours(visit.begins, visit.ends)
        said: Sheet = {
            **asdict(visit),
            "people": [one.full_name for one in people],
            **_hours(visit),
        }
        paper = letters.material(fresh, "site_record", sheets.site(fresh, said))
        text = sheets.summaries([("地点", visit.place), ("现场情况", visit.found)])
        put(fresh, Material.SITE, paper, text=text, on=visit.on, by=by)


def _hours(said: Visit) -> Sheet:
    return {"begins": said.begins.strftime(CLOCK), "ends": said.ends.strftime(CLOCK)}


def check_two_of_the_team(case: Case, people: list[User]) -> None:
    """Two investigators at least, each with a recusal statement (办法 art. 5; §9.3 S3)."""
    fit = case.investigators.filter(left_on=None, no_conflict_on__isnull=False, user__in=people)
    if fit.count() < len(people) or len(people) < 2:
        raise NotAllowed(_("Two investigators with recusal statements are needed for this."))


def check_hours(begins: time, ends: time) -> None:
    """It ends after it begins."""
    if ends <= begins:
        raise NotAllowed(_("It cannot end before it begins."))


def list_evidence(case: Case, *, shows: Mapping[str, str], by: User) -> None:
    """证据清单 of this day, with the fingerprint of every file; a later list replaces none."""
    witnesses.check_names_nobody(case, *shows.values())
    today = timezone.localdate()
    with step(case, "case.evidence_listed", by=by) as fresh:
        sheet = sheets.evidence_list(fresh, shows)
        paper = letters.material(fresh, "evidence_list", sheet)
        count = sheet["body"]["count"]  # type: ignore[index]
        put(fresh, Material.EVIDENCE_LIST, paper, text=f"共{count}件", on=today, by=by)


def attach(
    case: Case, *, kind: str, upload: UploadedFile[bytes], by: User, said: str = "",
    paper: Paper | None = None,
) -> CaseFile:  # fmt: skip
    """Seal a file of staff, number it within the case and send it to be checked.

    In the caller's ``step``, which locks the case and writes the history. ``kind`` is a ``FileUse``.
    """
    row = seal(upload, by=by)
    number = case.case_files.count() + 1
    return CaseFile.objects.create(
        case=case, evidence=row, number=number, use=FileUse(kind), said=said, paper=paper
    )


def seal(upload: UploadedFile[bytes], *, by: User) -> Evidence:
    """A file of staff under lock and key, sent to be checked."""
    row = Evidence.objects.create(
        given_by=by, original=files.keep(upload.chunks()), state=EvidenceState.QUEUED,
        sealed_name=sealing.lock("name", bare_name(upload.name or "").encode()),
    )  # fmt: skip
    outbox.wake("cases.tasks.inspect_evidence", row.pk)
    return row


def attach_file(case: Case, *, kind: str, upload: UploadedFile[bytes], said: str, by: User) -> None:
    """A photo of the site, a bank slip: for those who handle the case."""
    witnesses.check_names_nobody(case, said)
    about = {"kind": str(FileUse(kind).label), "sha256": fingerprint(upload)}
    with step(case, "case.file_attached", by=by, note=said, **about) as fresh:
        attach(fresh, kind=kind, upload=upload, said=said, by=by)


def attach_signed(case: Case, *, paper: Paper, upload: UploadedFile[bytes], by: User) -> None:
    """正本: the signed and sealed scan comes back and stands in place of our draft (§12.11)."""
    about = {"paper": paper.title, "sha256": fingerprint(upload)}
    with step(case, "case.signed_attached", by=by, **about) as fresh:
        if paper.subject != fresh.subject or CaseFile.objects.filter(paper=paper).exists():
            raise NotAllowed(_("The signed original of this paper is here already."))
        attach(fresh, kind=FileUse.SIGNED, upload=upload, by=by, paper=paper)


def fingerprint(upload: UploadedFile[bytes]) -> str:
    """SHA-256 of a file that is being sent."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()
