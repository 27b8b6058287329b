"""Screening 受理审查: what becomes of a report, each ruling with its reason."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import grants, letters, search
from cases.actions import clocks, intake, real_names, reveals
from cases.actions.step import step
from cases.catalogues import refusals, rules
from cases.exceptions import NotAllowed
from cases.models import Case, DossierItem, Material, Refusal, Respondent, Screening
from cases.paper_sheets import danger_reports, reporters
from cases.states import CaseState
from ledger import history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from cases.models import Complaint
    from ledger.actors import Actor
    from people.models import Teacher, Unit, User

LIMITS = ("K2", "K10", "SCREENING")  # of screening, by channel
SHELVED = "SHELVED_REVIEW"


def begin_limit(complaint: Complaint, *, on: date) -> None:
    """The limit of screening, by the channel (§2.1)."""
    clocks.start(complaint, intake.limit_of_screening(complaint.channel), on=on)


@dataclass(frozen=True)
class Danger:
    """强制报告: who was told of a child in danger, when, by whom, and what he said."""

    on: date
    text: str
    to: str = "POLICE"
    office: str = ""
    at: time | None = None
    told_by: str = ""
    number: str = ""


def report_danger(complaint: Complaint, *, danger: Danger, by: User) -> None:
    """Record that the police or another authority was told (minors' protection, art. 11)."""
    if danger.on < complaint.received_on:
        raise NotAllowed(_("Nobody could be told before the report had come."))
    told = replace(danger, told_by=danger.told_by or by.full_name)
    sheet = danger_reports.register(complaint, told)
    with step(complaint, "complaint.danger_reported", by=by, note=danger.text) as fresh:
        DossierItem.objects.create(
            complaint=fresh, kind=Material.DANGER_REPORT, on=danger.on,
            text=danger_reports.in_words(told), entered_by=by,
        )  # fmt: skip
        letters.danger_register(fresh, sheet)


@dataclass(frozen=True)
class Matter:
    """What an inquiry is to be about, and about whom: teachers, or clues to a person."""

    title: str
    kind: str
    reporting_unit: Unit
    school: Unit | None = None
    teachers: Sequence[Teacher] = ()
    clues: str = ""
    findings: Findings | None = None


@dataclass(frozen=True)
class Findings:
    """What screening found; its officer looked at what is similar, and is no party to it (§2.3)."""

    scene: str = ""
    place: str = ""
    happened: str = ""
    evidence: str = ""
    duplicates: int = 0


def accept(complaint: Complaint, *, matter: Matter, by: User) -> Case:
    """受理: a case begins with its respondents, or a placeholder; a named reporter is told."""
    today = timezone.localdate()
    with step(complaint, "complaint.accepted", by=by, title=matter.title) as fresh:
        if not matter.teachers and not matter.clues:
            raise NotAllowed(_("Name a teacher, or say what is known of the person."))
        _check_hides_reporter(fresh, matter)
        case = fresh.case = _open_case(fresh, matter, today)
        fresh.reporting_unit = matter.reporting_unit
        fresh.accept(on=today)
        _begin(case, by)
        clocks.stop(fresh, *LIMITS, on=today)
        _keep_findings(fresh, matter, today, by)
        if real_names.is_written_to(fresh):
            letters.acceptance_notice(fresh)
    return case


def _keep_findings(complaint: Complaint, matter: Matter, on: date, by: User) -> None:
    if matter.findings:
        Screening.objects.create(
            complaint=complaint, kind=matter.kind, on=on, checked_by=by, **asdict(matter.findings)
        )


def _check_hides_reporter(complaint: Complaint, matter: Matter) -> None:
    """Title and clues go to the unit with the case, and nobody edits them later."""
    for text, where in [
        (matter.title, _("Short title of the matter")),
        (matter.clues, _("Clues to a person not yet known")),
    ]:
        reveals.check_hides_reporter(text, complaint, where=where)


def _open_case(complaint: Complaint, matter: Matter, today: date) -> Case:
    case = Case.objects.create(
        slug=Case.next_slug(), title=matter.title, kind=matter.kind, city=complaint.city,
        school=matter.school, reporting_unit=matter.reporting_unit, opened_on=today,
        minor_risk=complaint.minor_risk,
    )  # fmt: skip
    Respondent.objects.bulk_create(Respondent(case=case, teacher=one) for one in matter.teachers)
    if matter.clues:
        Respondent.objects.create(case=case, clues=matter.clues)
    return case


def _begin(case: Case, by: User) -> None:
    clocks.start(case, "K4", on=case.opened_on)
    clocks.start(case, "DISPATCH", on=case.opened_on)
    clocks.renew_due(case)
    case.save()
    grants.renew(case)
    search.index_case(case)
    history.record("case.opened", case.subject, by=by.as_actor(), payload={"record": case.number})


def decline(complaint: Complaint, *, ground: str, reason: str, by: User) -> None:
    """不予受理, on a ground of the law; a named reporter gets a notice. Nobody's silence is one."""
    today = timezone.localdate()
    legal = refusals.get(ground, today)
    if legal.instead:
        raise NotAllowed(_("What is not ours is referred to the authority that may act on it."))
    with step(complaint, "complaint.declined", by=by, note=reason, ground=ground) as fresh:
        said = f"{legal.name}（{rules.cite(legal.rule, legal.article)}）。{reason}"
        fresh.decline(reason=said, on=today)
        Refusal.objects.create(complaint=fresh, ground=ground, reason=reason, on=today, by=by)
        keep_ruling(fresh, said, today, by)
        clocks.stop(fresh, *LIMITS, on=today)
        if real_names.is_written_to(fresh):
            letters.refusal_notice(fresh, legal)


def keep_ruling(complaint: Complaint, reason: str, on: date, by: User) -> None:
    """The ruling as an entry of the file."""
    DossierItem.objects.create(
        complaint=complaint, kind=Material.RULING, on=on, text=reason, entered_by=by
    )


def shelve(complaint: Complaint, *, reason: str, missing: Sequence[str] = (), by: User) -> None:
    """暂存待查, approved by ``by``: reviewed every six months, woken by a report that matches."""
    today = timezone.localdate()
    with step(complaint, "complaint.shelved", by=by, note=reason) as fresh:
        fresh.shelve(reason=reason)
        keep_ruling(fresh, reason, today, by)
        clocks.stop(fresh, *LIMITS, on=today)
        review = clocks.start(fresh, SHELVED, on=today)
        letters.shelving_sheet(fresh, missing, review, by)


def review_shelved(complaint: Complaint, *, reason: str, by: User) -> None:
    """Looked at anew, and nothing can be checked yet: it stays, and is looked at in six months."""
    today = timezone.localdate()
    with step(complaint, "complaint.shelved_reviewed", by=by, note=reason) as fresh:
        clocks.stop(fresh, SHELVED, on=today)
        clocks.start(fresh, SHELVED, on=today)
        keep_ruling(fresh, reason, today, by)
        fresh.wake_calls.open().update(settled_on=today)


def wake(complaint: Complaint, *, reason: str, by: User | Actor) -> None:
    """A new lead: back to screening, with a new limit."""
    today = timezone.localdate()
    with step(complaint, "complaint.woken", by=by, note=reason) as fresh:
        fresh.wake(reason=reason)
        clocks.stop(fresh, SHELVED, on=today)
        begin_limit(fresh, on=today)
        fresh.wake_calls.open().update(settled_on=today)


def merge(complaint: Complaint, *, case: Case, reason: str, by: User) -> None:
    """并案: the complaint follows a case that is still open."""
    today = timezone.localdate()
    with step(complaint, "complaint.merged", by=by, note=reason, case=case.number) as fresh:
        master = case.locked()
        if master.state in (CaseState.CLOSED, CaseState.ARCHIVED):
            raise NotAllowed(_("That case is closed; reopen it, or accept this one by itself."))
        if fresh.minor_risk and not master.minor_risk:
            Case.objects.filter(pk=master.pk).update(minor_risk=True)
        fresh.case = master
        fresh.merge(on=today)
        clocks.stop(fresh, *LIMITS, on=today)
        if real_names.is_written_to(fresh):
            letters.acceptance_notice(fresh)


def unmerge(complaint: Complaint, *, reason: str, by: User) -> None:
    """The complaint stands alone again and is screened anew."""
    with step(complaint, "complaint.unmerged", by=by, note=reason) as fresh:
        fresh.unmerge()
        clocks.stop(fresh, "K11", on=timezone.localdate())
        begin_limit(fresh, on=timezone.localdate())


def answer(complaint: Complaint, *, answer: str, by: User) -> None:
    """答复: the reporter reads it with his receipt code; a named one gets a paper too.

    Web page and paper say the same, and neither names a respondent (§2.3).
    """
    today = timezone.localdate()
    with step(complaint, "complaint.answered", by=by) as fresh:
        fresh.answer(answer=reporters.without_names(answer, fresh.case), on=today)
        clocks.stop(fresh, "K11", "K16", on=today)
        if real_names.is_written_to(fresh):
            letters.result_notice(fresh)
