"""The people of an inquiry: added, identified, cleared, replaced, and what happens to them on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import clocks, reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, ChangeKind, PersonChange, Respondent
from cases.models.proceeding import BEFORE_DECISION
from cases.permissions import Seat
from cases.states import Finding
from people.models import TeacherStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from people.models import Teacher, Unit, User

STATUS = {
    ChangeKind.RETIRED: TeacherStatus.RETIRED,
    ChangeKind.LEFT: TeacherStatus.LEFT,
    ChangeKind.DIED: TeacherStatus.DEAD,
}


def add_respondent(
    case: Case, *, teachers: Sequence[Teacher] = (), clues: str = "", by: User
) -> None:
    """Somebody else turns up (domain reference §8, 1 and 2); who was cleared can be named again."""
    names = "、".join([one.name for one in teachers] + [clues] * bool(clues))
    with step(case, "case.respondent_added", by=by, people=names) as fresh:
        if not names:
            raise NotAllowed(_("Name a teacher, or say what is known of the person."))
        reveals.check_reveals_nobody(clues, fresh, where=_("Clues to a person not yet known"))
        for teacher in teachers:
            _add(fresh, teacher)
        if clues:
            Respondent.objects.create(case=fresh, clues=clues, is_named=False)


def _add(case: Case, teacher: Teacher) -> Respondent:
    """The teacher as a respondent; one cleared or dealt with elsewhere stands in the case again."""
    one, is_new = Respondent.objects.get_or_create(
        case=case, teacher=teacher, defaults={"is_named": False}
    )
    if not is_new and not case.respondents.standing().filter(pk=one.pk).exists():
        one.changes.in_force().update(ended_on=timezone.localdate())
        one.finding, one.facts = "", ""
        one.save(update_fields=["finding", "facts"])
    return one


def identify_respondent(case: Case, *, respondent: Respondent, teacher: Teacher, by: User) -> None:
    """The unknown person has a name now."""
    with step(case, "case.respondent_identified", by=by, person=teacher.name) as fresh:
        if fresh.respondents.filter(teacher=teacher).exists():
            raise NotAllowed(_("This teacher is a respondent of the case already."))
        respondent.teacher = teacher
        respondent.save(update_fields=["teacher"])


def clear_respondent(
    case: Case, *, respondent: Respondent, reason: str, teacher: Teacher | None = None,
    clues: str = "", by: User,
) -> None:  # fmt: skip
    """A wrongly named person is cleared at once; another, or clues to one, may take his place."""
    today = timezone.localdate()
    person = respondent.shown_name
    with step(case, "case.respondent_cleared", by=by, note=reason, person=person) as fresh:
        _check_can_be_cleared(fresh, respondent, teacher)
        for text, where in [(reason, _("Reason")), (clues, _("Clues to a person not yet known"))]:
            reveals.check_reveals_nobody(text, fresh, where=where)
        other = _in_his_place(fresh, teacher, clues)
        respondent.finding, respondent.facts = Finding.UNFOUNDED, reason
        respondent.save(update_fields=["finding", "facts"])
        PersonChange.objects.create(
            respondent=respondent, kind=ChangeKind.WRONGLY_NAMED, on=today, reason=reason,
            replaced_by=other, entered_by=by, entered_on=today,
        )  # fmt: skip
        if not fresh.respondents.standing().exists():
            raise NotAllowed(_("He is the only person of the case: say who takes his place."))
        letters.tell(fresh, "case.respondent_cleared", Seat.OFFICER, Seat.INVESTIGATOR)


def _check_can_be_cleared(case: Case, respondent: Respondent, other: Teacher | None) -> None:
    if not case.respondents.without_finding().filter(pk=respondent.pk).exists():
        raise NotAllowed(_("Only a person without a finding is cleared as wrongly named."))
    if other is not None and other == respondent.teacher:
        raise NotAllowed(_("Nobody takes his own place."))


def _in_his_place(case: Case, teacher: Teacher | None, clues: str) -> Respondent | None:
    if teacher is not None:
        return _add(case, teacher)
    if clues:
        return Respondent.objects.create(case=case, clues=clues, is_named=False)
    return None


@dataclass(frozen=True)
class Change:
    """What happened to a person, since when; ``unit`` is where somebody has moved to."""

    kind: str
    on: date
    reason: str
    unit: Unit | None = None


def record_change_of_person(
    case: Case, *, respondent: Respondent, change: Change, by: User
) -> None:
    """Moved, retired, left or died: the registry follows, and so does what can still be done.

    Moved: the city is told, for another unit may be responsible now (§8, 8). Retired or left: facts
    are still found, no sanction. Died: what has not been decided is dropped (§8, 9).
    """
    today, kind = timezone.localdate(), ChangeKind(change.kind)
    about = {"person": respondent.shown_name, "what": str(kind.label)}
    with step(case, "case.person_changed", by=by, note=change.reason, **about) as fresh:
        teacher = respondent.identified()
        if teacher.status == TeacherStatus.DEAD:
            raise NotAllowed(_("This person has died; nothing changes any more."))
        _follow(teacher, change)
        PersonChange.objects.create(
            respondent=respondent, entered_by=by, entered_on=today, **vars(change)
        )
        if kind == ChangeKind.DIED:
            _drop_what_is_undecided(fresh, respondent, today)
        letters.tell(fresh, "case.person_changed", Seat.APPROVER, Seat.CITY_INTAKE)


def _follow(teacher: Teacher, change: Change) -> None:
    """Enter the change in the registry of teachers."""
    if change.kind != ChangeKind.MOVED:
        status = STATUS[ChangeKind(change.kind)]
        if teacher.status == status:
            raise NotAllowed(_("This is recorded already."))
        teacher.status = status
        teacher.save(update_fields=["status"])
        return
    if change.unit is None:
        raise NotAllowed(_("Say which school the person has moved to."))
    teacher.teaching_unit = teacher.establishment_unit = change.unit
    teacher.save(update_fields=["teaching_unit", "establishment_unit"])


def _drop_what_is_undecided(case: Case, respondent: Respondent, on: date) -> None:
    for one in case.proceedings.filter(respondent=respondent, state__in=BEFORE_DECISION):
        one.drop(reason=str(_("The person has died.")))
        clocks.stop(one, "K15", "NOTICE_REPLY", on=on)
        one.version += 1
        one.save()
