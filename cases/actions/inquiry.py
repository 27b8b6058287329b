"""查处, the inquiry: team, respondents, report, and the conclusion on each person."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import accountability as leaders
from cases.actions import clocks, referrals, refunds, reveals, teams, witnesses
from cases.actions.drafts import keep_points
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import (
    Case,
    DossierItem,
    InvestigationReport,
    Material,
    ReportOpinion,
    ReportSignature,
    Respondent,
)
from cases.models.rights import rights_of
from cases.permissions import Seat
from cases.sheets import errands

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cases.actions.accountability import Verdict
    from people.models import User


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
    """Appoint investigators; a recused person or a close colleague cannot be one."""
    chosen = list(people)
    names = "、".join(one.full_name for one in chosen)
    with step(case, "case.investigators_appointed", by=by, people=names) as fresh:
        teams.check_is_fit(fresh, chosen)
        teams.join(fresh, chosen)
        letters.tell(fresh, "case.investigators_appointed", Seat.INVESTIGATOR)


def release(case: Case, *, person: User, reason: str, by: User) -> None:
    """Take somebody off the team; his rights end at once."""
    with step(
        case, "case.investigator_released", by=by, note=reason, person=person.full_name
    ) as fresh:
        fresh.investigators.filter(user=person, left_on=None).update(left_on=timezone.localdate())


def write_report(
    case: Case, *, text: ReportText, opinions: Mapping[int, Opinion], by: User
) -> None:
    """A new version of the report, signed by its writer; earlier versions stay."""
    today = timezone.localdate()
    with step(case, "case.report_written", by=by) as fresh:
        if not text.is_simple and errands.only_checks(rights_of(fresh, by)):
            raise NotAllowed(_("A school that is entrusted makes the simple check."))
        _check_reveals_nobody(fresh, text, opinions.values())
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
        fresh.report_drafts.filter(author=by).delete()


def _check_reveals_nobody(case: Case, text: ReportText, opinions: Iterable[Opinion]) -> None:
    """The report is read by the unit and becomes a paper: no sealed name or number stands in it."""
    written = [
        (text.facts, _("Course of the inquiry and facts found")),
        (text.evidence, _("Evidence")),
        (text.opinion, _("Opinion on handling")),
        *((one.facts, _("Facts about this person")) for one in opinions),
    ]
    witnesses.check_codes(case, *(words for words, _where in written))
    for words, where in written:
        reveals.check_reveals_nobody(words, case, where=where)


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


def return_report(case: Case, *, points: list[str], by: User) -> None:
    """退回补充调查, point by point; the clock goes on."""
    today = timezone.localdate()
    with step(case, "case.report_returned", by=by, note="；".join(points)) as fresh:
        fresh.return_report()
        report = fresh.current_report()
        report.returned_on = today
        report.save(update_fields=["returned_on"])
        clocks.stop(fresh, "REPORT_REVIEW", on=today)
        keep(fresh, Material.SUPPLEMENT, keep_points(report, points), on=today, by=by)
        letters.tell(fresh, "case.report_returned", Seat.OFFICER, Seat.INVESTIGATOR)


def conclude(
    case: Case, *, findings: Mapping[int, Opinion], accountability: Verdict, by: User
) -> None:
    """Fix the findings and the opinion on the school's leaders; reporters hear after ``close``."""
    today = timezone.localdate()
    with step(case, "case.concluded", by=by) as fresh:
        referrals.check_children_are_protected(fresh, findings.values())
        leaders.keep(fresh, accountability, on=today, by=by)
        for pk, finding in findings.items():
            fresh.respondents.standing().filter(pk=pk).update(**_columns(finding))
        fresh.conclude(on=today, accountability=leaders.in_words(accountability, today))
        refunds.book(fresh)
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
