"""Cases that come out of one another: allegations added, parts split off, links, retaliation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import grants, letters, search
from cases.actions import clocks, reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import (
    Allegation,
    Case,
    CaseLink,
    ChangeKind,
    LinkKind,
    PersonChange,
    Respondent,
    Retaliation,
)
from cases.permissions import Seat
from cases.states import Kind
from ledger import history

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cases.models import Complaint
    from people.models import Teacher, Unit, User


def add_allegation(case: Case, *, kind: str, text: str, on: date, by: User) -> None:
    """Another violation came to light; it is looked into here, with the rest (§8, 22)."""
    with step(case, "case.allegation_added", by=by, note=text) as fresh:
        reveals.check_reveals_nobody(text, fresh, where=_("What came to light"))
        Allegation.objects.create(
            case=fresh, round=fresh.round, kind=kind, text=text, on=on, entered_by=by
        )
        letters.tell(fresh, "case.allegation_added", Seat.APPROVER)


@dataclass(frozen=True)
class Part:
    """What becomes a case of its own. ``leaves``: its people are no longer dealt with in the first."""

    title: str
    kind: str
    lead_summary: str
    respondents: Sequence[Respondent]
    leaves: bool
    was_reported: bool


def split(case: Case, *, part: Part, by: User) -> Case:
    """拆案: people or allegations go their own way, linked to the first case and its complaints.

    What had been reported keeps the day on which its 60 days end; what came to light begins today.
    """
    with step(case, "case.split", by=by, note=part.title) as fresh:
        for text, where in [(part.title, _("Short title of the matter")),
                            (part.lead_summary, _("Lead summary"))]:  # fmt: skip
            reveals.check_reveals_nobody(text, fresh, where=where)
        new = _open(fresh, title=part.title, kind=part.kind, lead_summary=part.lead_summary)
        _take_along(fresh, new, part, by)
        kind = LinkKind.SPLIT if part.was_reported else LinkKind.FOUND
        _tie(fresh, new, kind, part.title, by)
        _begin(new, by, like=fresh if part.was_reported else None)
        letters.tell(new, "case.split", Seat.CITY_INTAKE)
    return new


def _open(model: Case | Complaint, *, title: str, kind: str, lead_summary: str) -> Case:
    return Case.objects.create(
        slug=Case.next_slug(), title=title, kind=kind, lead_summary=lead_summary,
        city=model.city, school=model.school,
        reporting_unit=model.reporting_unit,  # type: ignore[misc]  # a report's place is fixed before
        opened_on=timezone.localdate(), minor_risk=model.minor_risk,
    )  # fmt: skip


def _take_along(old: Case, new: Case, part: Part, by: User) -> None:
    today = timezone.localdate()
    Respondent.objects.bulk_create(
        Respondent(case=new, teacher=one.teacher, clues=one.clues, is_named=one.is_named)
        for one in part.respondents
    )
    if not part.leaves:
        return
    if any(one.finding for one in part.respondents):
        raise NotAllowed(_("Whoever has a finding stays in this case."))
    PersonChange.objects.bulk_create(
        PersonChange(
            respondent=one, kind=ChangeKind.SPLIT_OFF, on=today, reason=new.number,
            entered_by=by, entered_on=today,
        )
        for one in part.respondents
    )  # fmt: skip
    if not old.respondents.standing().exists():
        raise NotAllowed(_("Somebody must stay in this case."))


def _tie(first: Case, second: Case, kind: LinkKind, reason: str, by: User) -> None:
    CaseLink.objects.create(
        first=first, second=second, kind=kind, reason=reason, on=timezone.localdate(), made_by=by
    )


def _begin(new: Case, by: User, *, like: Case | None) -> None:
    today = new.opened_on
    running = clocks.running(like, "K4") if like else None
    if running:
        clocks.set_due(new, "K4", due_on=running.due_on, on=running.started_on)
    else:
        clocks.start(new, "K4", on=today)
    clocks.start(new, "DISPATCH", on=today)
    clocks.renew_due(new)
    new.save()
    grants.renew(new)
    search.index_case(new)
    history.record("case.opened", new.subject, by=by.as_actor(), payload={"record": new.number})


def link(case: Case, *, other: Case, reason: str, by: User) -> None:
    """参见: two cases that shed light on each other."""
    with step(case, "case.linked", by=by, note=reason, other=other.number) as fresh:
        if other.pk == fresh.pk:
            raise NotAllowed(_("A case is not linked to itself."))
        if CaseLink.objects.of(fresh).of(other).exists():
            raise NotAllowed(_("The two cases are linked already."))
        _tie(fresh, other, LinkKind.SEE_ALSO, reason, by)


@dataclass(frozen=True)
class Incident:
    """Who took revenge, as far as known, how, and what protects the reporter meanwhile."""

    lead_summary: str
    protection: str
    school: Unit | None = None
    teachers: Sequence[Teacher] = ()
    clues: str = ""


def open_retaliation(complaint: Complaint, *, incident: Incident, by: User) -> Case:
    """打击报复 is a case of its own, which discipline supervision hears of at once (§8, 28)."""
    with step(complaint, "complaint.retaliation_opened", by=by) as fresh:
        if fresh.retaliations.filter(case__closed_on=None).exists():
            raise NotAllowed(_("A case of retaliation is open already for this report."))
        for text, where in [(incident.lead_summary, _("Lead summary")),
                            (incident.clues, _("Clues to a person not yet known"))]:  # fmt: skip
            reveals.check_hides_reporter(text, fresh, where=where)
        fresh.reporting_unit = fresh.reporting_unit or _place_of(fresh, incident)
        new = _open(
            fresh, title="涉嫌打击报复事项", kind=Kind.OTHER, lead_summary=incident.lead_summary
        )
        _name(new, incident)
        Retaliation.objects.create(
            case=new, complaint=fresh, protection=incident.protection, opened_by=by,
            on=new.opened_on,
        )  # fmt: skip
        if fresh.case:
            _tie(fresh.case, new, LinkKind.RETALIATION, "打击报复", by)
        _begin(new, by, like=None)
        letters.tell(new, "complaint.retaliation_opened", Seat.DISCIPLINE, Seat.CITY_APPROVER)
    return new


def _place_of(complaint: Complaint, incident: Incident) -> Unit:
    """The county of a report that named none: that of its case, or of the school of the incident."""
    place = complaint.case.reporting_unit if complaint.case else None
    place = place or (incident.school.reporting_unit if incident.school else None)
    if place is None:
        raise NotAllowed(_("Name the school: nobody knows yet which county this belongs to."))
    return place


def _name(case: Case, incident: Incident) -> None:
    if not incident.teachers and not incident.clues:
        raise NotAllowed(_("Name a teacher, or say what is known of the person."))
    if incident.school:
        case.school = incident.school
    Respondent.objects.bulk_create(Respondent(case=case, teacher=one) for one in incident.teachers)
    if incident.clues:
        Respondent.objects.create(case=case, clues=incident.clues)
