"""Which unit answers for a case, and why, in one sentence (办法 art. 7; regulation on petitions, art. 24)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cases.catalogues import authority
from cases.models import DispatchMode, DispatchOrder
from people.models import Category, Unit, UnitKind

if TYPE_CHECKING:
    from cases.models import Case
    from people.models import Teacher

NEARBY = "parent__parent__parent"


@dataclass(frozen=True)
class Suggestion:
    """The unit proposed (none: somebody must choose), the sentence that says why, and what else to know."""

    unit: Unit | None
    reason: str
    notes: tuple[str, ...] = ()
    mode: str = DispatchMode.ORDINARY


def suggest(case: Case) -> Suggestion:
    """What was designated, what a recall asks for, else what the authority table says."""
    designation = case.designations.in_force().select_related("unit").last()
    if designation:
        said = _("The city has designated %(unit)s (%(number)s).")
        names = {"unit": designation.unit.name, "number": designation.number}
        return Suggestion(designation.unit, said % names, mode=DispatchMode.DESIGNATED)
    usual = _not_accused(case, _by_authority(case))
    recalled = recalled_order(case)
    return _after_recall(case, recalled, usual) if recalled else usual


def recalled_order(case: Case) -> DispatchOrder | None:
    """The order that the city took back, if nothing was issued since."""
    issued = case.orders.filter(issued_on__isnull=False).select_related("unit")
    newest = issued.order_by("-pk").first()
    return newest if newest and newest.recalled_as else None


def _after_recall(case: Case, order: DispatchOrder, usual: Suggestion) -> Suggestion:
    names = {
        "unit": order.unit.name, "city": case.city.name,
        "day": formats.date_format(order.ended_on) if order.ended_on else "",
    }  # fmt: skip
    if order.recalled_as == DispatchMode.RAISED:
        said = _("Recalled from %(unit)s on %(day)s to be raised: %(city)s handles it itself.")
        return _not_accused(
            case, Suggestion(case.city, said % names, usual.notes, DispatchMode.RAISED)
        )
    said = {
        DispatchMode.REASSIGNED: _("Recalled from %(unit)s on %(day)s: choose another unit."),
        DispatchMode.ELSEWHERE: _(
            "Recalled from %(unit)s on %(day)s to be handled elsewhere: choose a unit of another place."
        ),
    }[DispatchMode(order.recalled_as)]
    return Suggestion(None, said % names, usual.notes, order.recalled_as)


def _by_authority(case: Case) -> Suggestion:
    """By the posts of the respondents; by the school while nobody is known; else by the county."""
    teachers = _teachers(case)
    if not teachers:
        return _by_place(case)
    answering = {_bureau_of(one.establishment_unit, case.city): one for one in teachers}
    notes = tuple(note for one in teachers for note in _notes(one, case.city))
    if len(answering) > 1:
        said = _("The people concerned belong to %(units)s: %(city)s, above them all, handles it.")
        names = {"units": "、".join(one.name for one in answering), "city": case.city.name}
        return Suggestion(case.city, said % names, notes)
    ((unit, teacher),) = answering.items()
    said = _("%(name)s holds his post at %(school)s, for which %(unit)s answers.")
    names = {"name": teacher.name, "school": teacher.establishment_unit.name, "unit": unit.name}
    return Suggestion(unit, said % names, notes)


def _teachers(case: Case) -> list[Teacher]:
    rows = case.respondents.filter(teacher__isnull=False).select_related(
        f"teacher__establishment_unit__{NEARBY}", f"teacher__teaching_unit__{NEARBY}"
    )
    return [one.teacher for one in rows if one.teacher]


def _by_place(case: Case) -> Suggestion:
    place = case.school or case.reporting_unit
    unit = _bureau_of(place, case.city)
    said = (
        _("%(place)s is named, for which %(unit)s answers.")
        if case.school
        else _("No school is known yet; %(unit)s answers for %(place)s.")
    )
    return Suggestion(unit, said % {"place": place.name, "unit": unit.name}, _doubts(place))


def _bureau_of(unit: Unit, city: Unit) -> Unit:
    """The bureau with authority over a unit's people, by the table in force today."""
    row = unit.reporting_unit
    if row is None:
        return city
    by = authority.handler(row.kind, row.region_code, timezone.localdate()).by
    if by == "itself":
        return row
    found = Unit.objects.current().filter(kind=UnitKind.COUNTY, region_code=by).first()
    return found or city


def _doubts(unit: Unit) -> tuple[str, ...]:
    row = unit.reporting_unit
    if row is None or authority.handler(row.kind, row.region_code, timezone.localdate()).is_certain:
        return ()
    said = _(
        "Who answers for the schools of %(zone)s is not settled: choose otherwise where you know better."
    )
    return (said % {"zone": row.name},)


def _notes(teacher: Teacher, city: Unit) -> tuple[str, ...]:
    """Two counties, a way here from another county, a school leader: what else to know of one person."""
    found = [*_doubts(teacher.establishment_unit)]
    teaches = _bureau_of(teacher.teaching_unit, city)
    if teaches != _bureau_of(teacher.establishment_unit, city):
        said = _(
            "%(name)s teaches at %(school)s, in another county: the post decides; ask %(unit)s for assistance."
        )
        names = {"name": teacher.name, "school": teacher.teaching_unit.name, "unit": teaches.name}
        found.append(said % names)
    found += _former(teacher, city)
    if teacher.category == Category.MANAGER:
        said = _(
            "%(name)s leads a school: the bureau inquires directly, and the school gets nothing."
        )
        found.append(said % {"name": teacher.name})
    return tuple(found)


def _former(teacher: Teacher, city: Unit) -> list[str]:
    """Other counties from which the teacher came: they give evidence (domain reference §8, 8)."""
    now = {_bureau_of(one, city) for one in (teacher.establishment_unit, teacher.teaching_unit)}
    posts = teacher.posts.filter(ends_on__isnull=False).select_related(f"unit__{NEARBY}")
    before = {_bureau_of(one.unit, city): one.unit for one in posts}
    said = _("%(name)s came from %(school)s: the present unit decides; %(unit)s gives evidence.")
    return [
        said % {"name": teacher.name, "school": school.name, "unit": unit.name}
        for unit, school in before.items()
        if unit not in now
    ]


def _not_accused(case: Case, found: Suggestion) -> Suggestion:
    """A bureau whose own people are accused does not handle it: the one above does."""
    if found.unit is None or not is_accused(case, found.unit):
        return found
    names = {"unit": found.unit.name, "city": case.city.name}
    if found.unit == case.city or is_accused(case, case.city):
        said = _("People of %(unit)s are accused themselves: choose a unit elsewhere.")
        return replace(found, unit=None, reason=said % names, mode=DispatchMode.ELSEWHERE)
    said = _("People of %(unit)s are accused themselves: %(city)s handles it.")
    return replace(found, unit=case.city, reason=said % names, mode=DispatchMode.RAISED)


def is_accused(case: Case, unit: Unit) -> bool:
    """Whether the unit is the school concerned or one of the two units of a respondent (§12.16)."""
    theirs = Q(teacher__establishment_unit=unit) | Q(teacher__teaching_unit=unit)
    return unit.pk == case.school_id or case.respondents.filter(theirs).exists()
