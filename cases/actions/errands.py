"""委托核查: a school that is not accused makes a simple check; its people's rights begin and end with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import reveals, teams
from cases.actions.competence import is_accused
from cases.actions.materials import attach
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, DossierItem, Entrustment, FileUse, Material
from cases.permissions import Seat
from ledger import numbering
from people.models import Appointment, UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile

    from people.models import Unit, User


@dataclass(frozen=True)
class Errand:
    """Which school, whose people, knowing what, by when."""

    unit: Unit
    lead_summary: str
    due_on: date
    people: Sequence[User] = field(default_factory=tuple)
    requirements: str = ""


@dataclass(frozen=True)
class Entered:
    """What the people of a teaching point found, wrote on paper and signed; the scan of that paper."""

    on: date
    signed_by: str
    text: str
    scan: UploadedFile[bytes]


def entrust(case: Case, *, errand: Errand, by: User) -> None:
    """The school's people investigate, and see the redacted lead summary alone."""
    today = timezone.localdate()
    with step(case, "case.entrusted", by=by, unit=errand.unit.name) as fresh:
        _check_school_is_fit(fresh, errand.unit)
        _check_people(fresh, errand)
        _check_words(fresh, errand)
        entrusted = Entrustment.objects.create(
            case=fresh, unit=errand.unit, served_by=errand.unit.served_by,
            number=f"温师委〔{today.year}〕{numbering.allot('entrustment', today.year)}号",
            lead_summary=errand.lead_summary, requirements=errand.requirements,
            due_on=errand.due_on, entrusted_by=by, entrusted_on=today,
        )  # fmt: skip
        entrusted.people.set(errand.people)
        teams.join(fresh, errand.people)
        letters.entrustment_order(fresh, entrusted)
        letters.tell(fresh, "case.entrusted", Seat.CHECKER)


def _check_school_is_fit(case: Case, school: Unit) -> None:
    """A school of this bureau that is not accused, nor its people (petitions art. 30; §12.16)."""
    if school.kind != UnitKind.SCHOOL or school.bureau != case.handling_unit:
        raise NotAllowed(_("Only a school of your own is entrusted."))
    if is_accused(case, school):
        raise NotAllowed(_("The school accused checks nothing itself: inquire directly."))
    if case.entrustments.in_force().filter(unit=school).exists():
        raise NotAllowed(_("This school is entrusted already."))


def servants(case: Case, school: Unit) -> Unit | None:
    """Who acts for a school: itself, or for a 教学点 its 中心校; nobody where that one is accused."""
    acting = school.served_by or school
    return None if is_accused(case, acting) else acting


def _check_people(case: Case, errand: Errand) -> None:
    """Investigators of the school or of the one that serves it; for a 教学点 without any the bureau enters."""
    teams.check_is_fit(case, errand.people)
    acting = servants(case, errand.unit)
    if acting is None and errand.people:
        raise NotAllowed(
            _("The school that serves it is accused: enter what was found for it yourself.")
        )
    if not errand.people and errand.unit.served_by is None:
        raise NotAllowed(_("Choose who checks."))
    fit = Appointment.objects.current().filter(unit=acting, role=Role.INVESTIGATOR)
    if {one.pk for one in errand.people} - set(fit.values_list("user", flat=True)):
        raise NotAllowed(_("Only investigators of the school are entrusted."))


def _check_words(case: Case, errand: Errand) -> None:
    for text, where in [
        (errand.lead_summary, _("Lead summary")),
        (errand.requirements, _("Requirements")),
    ]:
        reveals.check_reveals_nobody(text, case, where=where)


def enter_for(case: Case, *, entrustment: Entrustment, found: Entered, by: User) -> None:
    """代录: what a 教学点 without computers found, entered for it from the signed paper (§12.16)."""
    unit = entrustment.unit
    said = f"代{unit.name}录入，签字人：{found.signed_by}"
    with step(case, "case.entered_for", by=by, note=said, entered_for=unit.name) as fresh:
        if unit.served_by_id is None:
            raise NotAllowed(_("This school enters its findings itself."))
        fresh.entrustments.filter(pk=entrustment.pk, ended_on=None).update(
            entered_by=by, entered_on=timezone.localdate()
        )
        DossierItem.objects.create(
            case=fresh, round=fresh.round, kind=Material.OTHER, text=f"{found.text}\n（{said}）", on=found.on,
            entered_by=by,
        )  # fmt: skip
        attach(fresh, kind=FileUse.SIGNED, upload=found.scan, said=said, by=by)


def take_back(case: Case, *, entrustment: Entrustment, reason: str, by: User) -> None:
    """The check is over or has failed: the school's people hold nothing from here on."""
    unit = entrustment.unit
    with step(case, "case.taken_back", by=by, note=reason, unit=unit.name) as fresh:
        row = fresh.entrustments.in_force().filter(pk=entrustment.pk).first()
        if row is None:
            raise NotAllowed(_("This was taken back already."))
        letters.tell(fresh, "case.taken_back", Seat.CHECKER, link="")
        _end(fresh, row, on=timezone.localdate())


def _end(case: Case, entrustment: Entrustment, *, on: date) -> None:
    case.investigators.filter(left_on=None, user__in=entrustment.people.all()).update(left_on=on)
    entrustment.ended_on = on
    entrustment.save(update_fields=["ended_on"])


def end_all(case: Case, *, on: date) -> None:
    """The unit that entrusted and asked has the case no longer: its errands end with its rights."""
    for one in case.entrustments.in_force():
        _end(case, one, on=on)
    case.assistances.open().update(withdrawn_on=on)
