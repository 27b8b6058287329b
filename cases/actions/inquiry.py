"""查处, the inquiry: team, respondents, material, report, and the conclusion on each person."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import (
    Case,
    DossierItem,
    InvestigationReport,
    Investigator,
    Material,
    ReportOpinion,
    ReportSignature,
    Respondent,
    guards,
)
from cases.permissions import Seat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from people.models import Teacher, User


@dataclass(frozen=True)
class Opinion:
    """What is proposed, or found, about one respondent."""

    finding: str
    violations: tuple[str, ...] = ()
    facts: str = ""
    amount_taken: Decimal = Decimal(0)


@dataclass(frozen=True)
class ReportText:
    """What one version of the report says about the whole matter."""

    is_simple: bool
    facts: str
    evidence: str
    opinion: str


def keep(case: Case, kind: str, text: str, *, on: date, by: User) -> DossierItem:
    """Put a dated entry into the dossier of this round."""
    return DossierItem.objects.create(
        case=case, round=case.round, kind=kind, text=text, on=on, entered_by=by
    )


def appoint(case: Case, *, people: Iterable[User], by: User) -> None:
    """Appoint investigators; a recused person cannot be one."""
    today = timezone.localdate()
    chosen = list(people)
    names = "、".join(one.full_name for one in chosen)
    with step(case, "case.investigators_appointed", by=by, people=names) as fresh:
        if fresh.recusals.in_force().filter(user__in=chosen).exists():
            raise NotAllowed(_("A recused person does not investigate."))
        for one in chosen:
            Investigator.objects.get_or_create(
                case=fresh, user=one, left_on=None, defaults={"appointed_on": today}
            )
        letters.tell(fresh, "case.investigators_appointed", Seat.INVESTIGATOR)


def release(case: Case, *, person: User, reason: str, by: User) -> None:
    """Take somebody off the team; his rights end at once."""
    with step(
        case, "case.investigator_released", by=by, note=reason, person=person.full_name
    ) as fresh:
        fresh.investigators.filter(user=person, left_on=None).update(left_on=timezone.localdate())


def declare_no_conflict(case: Case, *, by: User) -> None:
    """回避声明: no interest, no kinship with anybody in this case."""
    with step(case, "case.no_conflict_declared", by=by) as fresh:
        fresh.investigators.filter(user=by, left_on=None, no_conflict_on=None).update(
            no_conflict_on=timezone.localdate()
        )


def add_material(case: Case, *, kind: str, on: date, text: str, by: User) -> None:
    """Enter a paper of the inquiry, with its date."""
    with step(case, "case.material_added", by=by, kind=str(Material(kind).label)) as fresh:
        keep(fresh, kind, text, on=on, by=by)


def add_respondent(
    case: Case, *, teachers: Sequence[Teacher] = (), clues: str = "", by: User
) -> None:
    """Somebody else turns up (domain reference §8, 1 and 2)."""
    names = "、".join([one.name for one in teachers] + [clues] * bool(clues))
    with step(case, "case.respondent_added", by=by, people=names) as fresh:
        if not names:
            raise NotAllowed(_("Name a teacher, or say what is known of the person."))
        known = set(fresh.respondents.values_list("teacher", flat=True))
        Respondent.objects.bulk_create(
            Respondent(case=fresh, teacher=one, is_named=False)
            for one in teachers
            if one.pk not in known
        )
        if clues:
            Respondent.objects.create(case=fresh, clues=clues, is_named=False)


def identify_respondent(case: Case, *, respondent: Respondent, teacher: Teacher, by: User) -> None:
    """The unknown person has a name now."""
    with step(case, "case.respondent_identified", by=by, person=teacher.name) as fresh:
        if fresh.respondents.filter(teacher=teacher).exists():
            raise NotAllowed(_("This teacher is a respondent of the case already."))
        respondent.teacher = teacher
        respondent.save(update_fields=["teacher"])


def write_report(
    case: Case, *, text: ReportText, opinions: Mapping[int, Opinion], by: User
) -> None:
    """A new version of the report, signed by its writer; earlier versions stay."""
    today = timezone.localdate()
    with step(case, "case.report_written", by=by) as fresh:
        fresh.is_simple = text.is_simple
        before = fresh.report
        report = InvestigationReport.objects.create(
            case=fresh, round=fresh.round, version=before.version + 1 if before else 1,
            facts=text.facts, evidence=text.evidence, opinion=text.opinion, written_by=by,
            written_on=today,
        )  # fmt: skip
        for pk, one in opinions.items():
            ReportOpinion.objects.create(report=report, respondent_id=pk, **_columns(one))
        if fresh.investigators.filter(user=by, left_on=None).exists():
            ReportSignature.objects.create(report=report, user=by, on=today)


def _columns(opinion: Opinion) -> dict[str, object]:
    return {
        "finding": opinion.finding,
        "violations": list(opinion.violations),
        "facts": opinion.facts,
        "amount_taken": opinion.amount_taken,
    }


def sign_report(case: Case, *, by: User) -> None:
    """Another investigator puts his name under the newest version."""
    with step(case, "case.report_signed", by=by) as fresh:
        if not fresh.investigators.filter(user=by, left_on=None).exists():
            raise NotAllowed(_("Only an appointed investigator signs the report."))
        ReportSignature.objects.get_or_create(
            report=fresh.current_report(), user=by, defaults={"on": timezone.localdate()}
        )


def submit_report(case: Case, *, by: User) -> None:
    """The report goes to the approver; it becomes a paper: 核查情况表 or 核查报告."""
    with step(case, "case.report_submitted", by=by) as fresh:
        fresh.submit_report()
        clocks.start(fresh, "REPORT_REVIEW", on=timezone.localdate())
        report = fresh.current_report()
        make = letters.check_sheet if fresh.is_simple else letters.investigation_report
        make(fresh, report)
        letters.tell(fresh, "case.report_submitted", Seat.APPROVER)


def extend(case: Case, *, days: int, reason: str, by: User) -> None:
    """延期: approved before expiry, once (regulation on petitions, art. 34)."""
    today = timezone.localdate()
    with step(case, "case.extended", by=by, note=reason, days=days) as fresh:
        clock = clocks.running(fresh, "K4")
        if clock is None:
            raise NotAllowed(_("No limit runs that could be extended."))
        guards.check_can_extend(fresh, days=days, on=today, due_on=clock.due_on)
        clocks.extend(fresh, "K4", days=days)
        fresh.extended_on = today
        keep(fresh, Material.EXTENSION, reason, on=today, by=by)


def suspend(case: Case, *, reason: str, by: User) -> None:
    """中止: the 60 days rest, and a review every 30 days is due."""
    today = timezone.localdate()
    with step(case, "case.suspended", by=by, note=reason) as fresh:
        fresh.suspend()
        clocks.pause(fresh, "K4", on=today)
        clocks.start(fresh, "SUSPENSION_REVIEW", on=today)
        keep(fresh, Material.SUSPENSION, reason, on=today, by=by)


def resume(case: Case, *, reason: str, by: User) -> None:
    """The inquiry goes on and its limit is later by the days it rested."""
    today = timezone.localdate()
    with step(case, "case.resumed", by=by, note=reason) as fresh:
        fresh.resume()
        clocks.stop(fresh, "SUSPENSION_REVIEW", on=today)
        clocks.resume(fresh, "K4", on=today)


def return_report(case: Case, *, points: str, by: User) -> None:
    """退回补充调查; the clock goes on."""
    today = timezone.localdate()
    with step(case, "case.report_returned", by=by, note=points) as fresh:
        fresh.return_report()
        report = fresh.current_report()
        report.returned_on = today
        report.save(update_fields=["returned_on"])
        clocks.stop(fresh, "REPORT_REVIEW", on=today)
        keep(fresh, Material.SUPPLEMENT, points, on=today, by=by)
        letters.tell(fresh, "case.report_returned", Seat.OFFICER, Seat.INVESTIGATOR)


def conclude(case: Case, *, findings: Mapping[int, Opinion], accountability: str, by: User) -> None:
    """Fix the findings and the opinion on the school's leaders; reporters hear after ``close``."""
    today = timezone.localdate()
    with step(case, "case.concluded", by=by) as fresh:
        for pk, finding in findings.items():
            fresh.respondents.filter(pk=pk).update(**_columns(finding))
        fresh.conclude(on=today, accountability=accountability)
        clocks.stop(fresh, "REPORT_REVIEW", on=today)
        letters.tell(fresh, "case.concluded", Seat.CITY_INTAKE, Seat.OFFICER, Seat.PERSONNEL)


def tell_respondent(
    case: Case, *, respondent: Respondent, on: date, clarification: str, by: User
) -> None:
    """核查结论告知, and the name cleared in the same circle (澄清, §8, 10; §12.10)."""
    with step(case, "case.respondent_told", by=by, person=respondent.shown_name) as fresh:
        respondent.identified()
        if respondent.is_at_fault or not respondent.finding:
            raise NotAllowed(_("Only a person found not at fault is told of this conclusion."))
        respondent.told_on, respondent.clarification = on, clarification
        respondent.save(update_fields=["told_on", "clarification"])
        letters.conclusion_notice(fresh, respondent)


def reopen(case: Case, *, reason: str, by: User) -> None:
    """复查 on new evidence: the next round, with a new limit and the unit's rights again."""
    today = timezone.localdate()
    with step(case, "case.reopened", by=by, note=reason) as fresh:
        fresh.reopen()
        clocks.start(fresh, "K4", on=today)
        for complaint in fresh.complaints.filter(answered_on=None):
            clocks.stop(complaint, "K11", on=today)
            clocks.renew_due(complaint)
            complaint.save(update_fields=["next_due"])
        letters.tell(fresh, "case.reopened", Seat.OFFICER, Seat.APPROVER)
