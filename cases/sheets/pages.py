"""The pages of a complaint, a case and a proceeding, each as one reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from cases.catalogues import sanctions
from cases.models import Complaint
from cases.models.remark import RemarkKind
from cases.models.rights import rights_of
from cases.sheets.beside import Beside, beside
from cases.sheets.course import Course, course_of
from cases.sheets.dues import Due, dues, dues_of_case
from cases.sheets.errands import Errands, errands_of
from cases.sheets.files import DeskFile, of_complaint, passed_to
from cases.sheets.identities import IdentityPart, identity_part
from cases.sheets.lines import Line, lines_of
from cases.sheets.marks import Step, steps
from cases.sheets.materials import Gathered, ShownPaper, gathered, shown_papers
from cases.sheets.people import (
    DecisionSheet,
    PersonSheet,
    ProceedingSheet,
    decisions,
    penalty_names,
    people_of,
    person,
    proceeding,
)
from cases.sheets.screenings import Screened, screened
from cases.sheets.upward import Upward, upward_of
from ledger import access
from notifications import papers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.models import (
        Case,
        DispatchOrder,
        DossierItem,
        Effect,
        FileRecord,
        InvestigationReport,
        Investigator,
        Proceeding,
        Remark,
    )
    from notifications.models import Paper
    from people.models import User


COMPLAINT_FACTS = (
    "school_name", "school", "teacher_name", "subject_taught", "reporting_unit", "place",
    "happened", "amount", "foreign_number", "foreign_due_on", "taken_by", "read_back_on",
)  # fmt: skip


COURSE = (
    "opened_on", "met_on", "investigation", "notified_on", "grounds", "hearing_on",
    "hearing_chair", "heard_on", "defence", "ended_reason",
)  # fmt: skip


READS_FILES = {"handle_case", "investigate_case", "approve_case", "read_original"}
TO_TEACHER = "proceeding__respondent__teacher"


@dataclass(frozen=True)
class CaseSheet:
    """One case as one reader may see it. ``complaints`` is empty without ``read_original``."""

    record: Case
    rights: frozenset[str]
    steps: tuple[Step, ...]
    dues: tuple[Due, ...]
    people: tuple[PersonSheet, ...]
    complaints: tuple[Complaint, ...]
    files: tuple[DeskFile, ...]
    orders: tuple[DispatchOrder, ...]
    team: tuple[Investigator, ...]
    reports: tuple[InvestigationReport, ...]
    course: Course
    material: tuple[DossierItem, ...]
    effects: tuple[Effect, ...]
    filed: tuple[FileRecord, ...]
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    gathered: Gathered
    errands: Errands
    upward: Upward
    readings: int

    @property
    def refunded(self) -> Decimal:
        """Yuan given back so far, by all together."""
        return sum((paid.amount for one in self.people for paid in one.refunds), Decimal(0))

    @property
    def has_outcome(self) -> bool:
        """Whether anything follows already, or is on file."""
        return bool(self.effects or self.filed or self.refunded)


@dataclass(frozen=True)
class ComplaintSheet:
    """One complaint with its own words; whoever may open it may read them."""

    record: Complaint
    rights: frozenset[str]
    facts: tuple[tuple[object, object], ...]
    files: tuple[DeskFile, ...]
    remarks: tuple[Remark, ...]
    repeats: tuple[Complaint, ...]
    beside: Beside
    screening: Screened
    identity: IdentityPart | None
    dues: tuple[Due, ...]
    material: tuple[DossierItem, ...]
    lines: tuple[Line, ...]
    papers: tuple[Paper, ...]
    readings: int

    @property
    def has_retaliation(self) -> bool:
        """Whether the reporter told of revenge."""
        return any(one.kind == RemarkKind.RETALIATION for one in self.remarks)

    @property
    def may_open_original(self) -> bool:
        """Whether this reader may open files as they arrived."""
        return "open_original" in self.rights


@dataclass(frozen=True)
class ProceedingPage:
    """The handling of one person, whole."""

    record: Proceeding
    short: ProceedingSheet
    person: PersonSheet
    dues: tuple[Due, ...]
    facts: tuple[tuple[object, object], ...]
    decisions: tuple[DecisionSheet, ...]
    material: tuple[DossierItem, ...]
    effects: tuple[Effect, ...]
    papers: tuple[ShownPaper, ...]
    lines: tuple[Line, ...]


def sheet(case: Case, reader: User) -> CaseSheet:
    """The case for one reader, whose right to open it has been checked by ``visible_to``."""
    rights = rights_of(case, reader)
    handles = not rights.isdisjoint(READS_FILES)
    printed = tuple(papers.of(case.subject))
    return CaseSheet(
        record=case,
        rights=rights,
        steps=steps(case),
        dues=dues_of_case(case),
        people=people_of(case),
        complaints=_complaints(case, reader, rights),
        files=passed_to(case) if handles else (),
        orders=_orders(case, rights),
        team=tuple(case.investigators.select_related("user")),
        reports=_reports(case),
        course=course_of(case, reader, rights),
        material=tuple(case.dossier.filter(proceeding=None).select_related("entered_by")),
        effects=tuple(case.effects.select_related(f"decision__{TO_TEACHER}")),
        filed=tuple(case.file_records.select_related(f"decision__{TO_TEACHER}").order_by("pk")),
        lines=lines_of(case.subject),
        papers=printed,
        gathered=gathered(case, reader, printed, rights=rights if handles else frozenset()),
        errands=errands_of(case, rights),
        upward=upward_of(case, rights),
        readings=access.of(case.subject).count(),
    )


def _complaints(case: Case, reader: User, rights: frozenset[str]) -> tuple[Complaint, ...]:
    if "read_original" not in rights:
        return ()
    return tuple(Complaint.objects.visible_to(reader).filter(case=case).order_by("pk"))


def _orders(case: Case, rights: frozenset[str]) -> tuple[DispatchOrder, ...]:
    """A unit reads the orders that were issued to it, not what was proposed to others."""
    rows = case.orders.select_related("unit", "proposed_by").order_by("-pk")
    if rights.isdisjoint({"propose_dispatch", "dispatch_case"}):
        rows = rows.filter(issued_on__isnull=False, unit=case.handling_unit)
    return tuple(rows)


def _reports(case: Case) -> tuple[InvestigationReport, ...]:
    rows = case.reports.select_related("written_by").order_by("-pk")
    return tuple(rows.prefetch_related("signatures__user"))


def complaint_sheet(complaint: Complaint, reader: User) -> ComplaintSheet:
    """The complaint for one reader."""
    rights = rights_of(complaint, reader)
    return ComplaintSheet(
        record=complaint,
        rights=rights,
        facts=_facts(complaint, COMPLAINT_FACTS),
        files=of_complaint(complaint),
        repeats=_repeats(complaint, reader),
        beside=beside(complaint, reader, rights),
        screening=screened(complaint),
        remarks=tuple(complaint.remarks.select_related("author")),
        identity=identity_part(complaint, reader, rights),
        dues=dues(complaint.clocks.running()),
        material=tuple(complaint.dossier.select_related("entered_by")),
        lines=lines_of(complaint.subject),
        papers=tuple(papers.of(complaint.subject)),
        readings=access.of(complaint.subject).count(),
    )


def _repeats(complaint: Complaint, reader: User) -> tuple[Complaint, ...]:
    """The earlier order and the later ones of the same matter, as far as the reader may open them."""
    rows = Complaint.objects.visible_to(reader)
    tied = Q(repeated_by=complaint) | Q(repeats=complaint)
    return tuple(rows.filter(tied).distinct().order_by("pk"))


def _facts(
    record: Complaint | Proceeding, names: Iterable[str]
) -> tuple[tuple[object, object], ...]:
    """Columns of a record, each under its own name; days as people write them."""
    model: Any = type(record)
    field = model._meta.get_field  # noqa: SLF001 - public in all but name
    said = {name: _said(record, name) for name in names}
    if str(said.get("school")) == said.get("school_name"):
        said["school"] = ""
    return tuple((field(name).verbose_name, value) for name, value in said.items())


def _said(record: Complaint | Proceeding, name: str) -> object:
    value = getattr(record, name)
    return formats.date_format(value) if isinstance(value, date) else value


def proceeding_sheet(record: Proceeding) -> ProceedingPage:
    """One proceeding for a reader who may open its case; its history is its part of the case's."""
    decided = decisions(record)
    numbers = {record.number, *(one.record.office_number for one in decided)}
    subject = record.case.subject
    return ProceedingPage(
        record=record,
        short=proceeding(record),
        person=person(record.respondent),
        dues=dues(record.clocks.running()),
        facts=(*_facts(record, COURSE), (_("intended handling"), "、".join(_proposed(record)))),
        decisions=decided,
        material=tuple(record.dossier.select_related("entered_by")),
        effects=tuple(record.case.effects.filter(decision__proceeding=record)),
        papers=shown_papers(
            record.case, (one for one in papers.of(subject) if one.number in numbers)
        ),
        lines=tuple(one for one in lines_of(subject) if one.record == record.number),
    )


def _proposed(record: Proceeding) -> tuple[str, ...]:
    """What the person was told is intended; empty before that."""
    day, teacher = record.notified_on, record.respondent.teacher
    if day is None or teacher is None:
        return ()
    catalogue = sanctions.catalogue_for(teacher.category, teacher.personnel_type, day) or ""
    return penalty_names(
        record.proposed_sanction, catalogue, record.proposed_measures, record.proposed_months, day
    )
