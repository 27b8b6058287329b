"""Screening 受理审查: what becomes of a report, each ruling with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import grants, letters, search
from cases.actions import clocks, real_names, reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, DossierItem, Material, Respondent
from cases.paper_sheets import reporters
from cases.states import CaseState
from ledger import history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cases.models import Complaint
    from people.models import Teacher, Unit, User


def report_danger(complaint: Complaint, *, on: date, text: str, by: User) -> None:
    """Record that the police and the other authorities were told (minors' protection, art. 11)."""
    with step(complaint, "complaint.danger_reported", by=by, note=text) as fresh:
        DossierItem.objects.create(
            complaint=fresh, kind=Material.DANGER_REPORT, on=on, text=text, entered_by=by
        )


@dataclass(frozen=True)
class Matter:
    """What an inquiry is to be about, and about whom: teachers, or clues to a person."""

    title: str
    kind: str
    reporting_unit: Unit
    school: Unit | None = None
    teachers: Sequence[Teacher] = ()
    clues: str = ""


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
        clocks.stop(fresh, "K2", on=today)
        if real_names.is_written_to(fresh):
            letters.acceptance_notice(fresh)
    return case


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


def decline(complaint: Complaint, *, reason: str, by: User) -> None:
    """不予受理, for a legal reason."""
    _rule(complaint, "complaint.declined", reason, by)


def refer(complaint: Complaint, *, authority: str, reason: str, by: User) -> None:
    """转办: to the authority that may act."""
    _rule(complaint, "complaint.referred", f"{authority}：{reason}", by)


def _rule(complaint: Complaint, event: str, reason: str, by: User) -> None:
    today = timezone.localdate()
    with step(complaint, event, by=by, note=reason) as fresh:
        rule = fresh.decline if event == "complaint.declined" else fresh.refer
        rule(reason=reason, on=today)
        _keep_ruling(fresh, reason, today, by)
        clocks.stop(fresh, "K2", on=today)


def _keep_ruling(complaint: Complaint, reason: str, on: date, by: User) -> None:
    DossierItem.objects.create(
        complaint=complaint, kind=Material.RULING, on=on, text=reason, entered_by=by
    )


def shelve(complaint: Complaint, *, reason: str, by: User) -> None:
    """暂存待查: reviewed every six months."""
    today = timezone.localdate()
    with step(complaint, "complaint.shelved", by=by, note=reason) as fresh:
        fresh.shelve(reason=reason)
        _keep_ruling(fresh, reason, today, by)
        clocks.stop(fresh, "K2", on=today)
        clocks.start(fresh, "SHELVED_REVIEW", on=today)


def wake(complaint: Complaint, *, reason: str, by: User) -> None:
    """A new lead: back to screening, with a new limit."""
    today = timezone.localdate()
    with step(complaint, "complaint.woken", by=by, note=reason) as fresh:
        fresh.wake(reason=reason)
        clocks.stop(fresh, "SHELVED_REVIEW", on=today)
        clocks.start(fresh, "K2", on=today)


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
        clocks.stop(fresh, "K2", on=today)
        if real_names.is_written_to(fresh):
            letters.acceptance_notice(fresh)


def unmerge(complaint: Complaint, *, reason: str, by: User) -> None:
    """The complaint stands alone again and is screened anew."""
    with step(complaint, "complaint.unmerged", by=by, note=reason) as fresh:
        fresh.unmerge()
        clocks.stop(fresh, "K11", on=timezone.localdate())
        clocks.start(fresh, "K2", on=timezone.localdate())


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
