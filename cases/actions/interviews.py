"""Interviews 谈话: two askers, rights read out, questions and answers; a child with the guardian and a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import materials, witnesses
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Material, Part, Respondent
from cases.models.witness import CODED, OF_AGE
from cases.paper_sheets import materials as sheets
from cases.paper_sheets.coded import Names
from people import appointments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from cases.models import Case, Witness
    from cases.paper_sheets import Sheet
    from people.models import User


@dataclass(frozen=True)
class Person:
    """Who is talked to: a respondent, a witness known by a code, or somebody by name."""

    part: Part
    name: str = ""
    respondent: Respondent | None = None
    known: Witness | None = None
    age: int | None = None
    guardian: str = ""
    relation: str = ""

    def __repr__(self) -> str:
        return f"Person({self.part})"

    @property
    def is_child(self) -> bool:
        """Whether a guardian must be present."""
        young = self.age is not None and self.age < OF_AGE
        return self.part == Part.PUPIL or young or bool(self.known and self.known.is_child)


@dataclass(frozen=True)
class Talk:
    """When, where, by whom, and what was said."""

    place: str
    on: date
    begins: time
    ends: time
    askers: Sequence[User]
    recorder: str
    rows: Sequence[tuple[str, str]]
    read_back: str
    corrections: str = ""
    has_refused: bool = False


def record_interview(case: Case, *, person: Person, talk: Talk, by: User) -> None:
    """谈话笔录; who bears a code is sealed with it in the same transaction."""
    with step(case, "case.interview_recorded", by=by) as fresh:
        materials.check_two_of_the_team(fresh, list(talk.askers))
        materials.check_hours(talk.begins, talk.ends)
        _check_child(fresh, person, talk)
        about = _about(fresh, person, by)
        witnesses.check_names_nobody(fresh, talk.place, talk.corrections, *_words(talk))
        sheet = sheets.interview(fresh, _said(person, talk), part=person.part, about=about)
        paper = letters.material(fresh, "interview", _with_code(sheet, person, about))
        text = sheets.summaries([
            ("被谈话人", about), ("时间", _hours(talk)), ("地点", talk.place),
            ("谈话人", "、".join(one.full_name for one in talk.askers)),
        ])  # fmt: skip
        materials.put(fresh, Material.INTERVIEW, paper, text=text, on=talk.on, by=by)


def _check_child(case: Case, person: Person, talk: Talk) -> None:
    """Guardian present, never the own school alone (domain reference §12.24)."""
    if not person.is_child:
        return
    if not person.guardian or not person.relation:
        raise NotAllowed(_("A child is talked to with a guardian present: name him."))
    schools = set(schools_of(case))
    outside = [one for one in talk.askers if not _is_only_at(one, schools)]
    if not outside:
        raise NotAllowed(
            _("A child is never interviewed by the own school alone: somebody from elsewhere asks.")
        )


def schools_of(case: Case) -> list[int]:
    """The schools concerned: the case's own, and where its respondents belong."""
    people = case.respondents.filter(teacher__isnull=False).select_related("teacher")
    theirs = [unit for one in people if one.teacher for unit in one.teacher.unit_ids]
    return [*filter(None, [case.school_id]), *theirs]


def _is_only_at(user: User, schools: set[int]) -> bool:
    units = set(appointments.units_of(user).values_list("pk", flat=True))
    return bool(units) and units <= schools


def _about(case: Case, person: Person, by: User) -> str:
    """As whom every paper and page knows the person."""
    if person.respondent is not None:
        return str(person.respondent.shown_name)
    if person.part not in CODED:
        return person.name
    names = Names(person.name, person.guardian)
    if person.known is None:
        return witnesses.register(
            case, person.part, names, age=person.age, relation=person.relation, by=by
        ).code
    _note_guardian(person.known, person)
    return person.known.code


def _note_guardian(known: Witness, person: Person) -> None:
    """Who came along this time is sealed in place of who came before."""
    if not person.guardian:
        return
    known.sealed = Names(Names.of(known).name, person.guardian).locked()
    known.guardian_relation = person.relation
    known.save(update_fields=["sealed", "guardian_relation"])


def _with_code(sheet: Sheet, person: Person, about: str) -> Sheet:
    """The scan of a coded talk bears the true signature: it opens like the name."""
    return {**sheet, "coded": about} if person.part in CODED else sheet


def _said(person: Person, talk: Talk) -> Sheet:
    begins, ends = (one.strftime(materials.CLOCK) for one in (talk.begins, talk.ends))
    return {
        "age": person.age or (person.known.age if person.known else None),
        "guardian": person.relation if person.is_child else "", "place": talk.place,
        "on": talk.on, "begins": begins, "ends": ends,
        "askers": [one.full_name for one in talk.askers], "recorder": talk.recorder,
        "rows": [{"question": one, "answer": other} for one, other in talk.rows],
        "read_back": talk.read_back, "corrections": talk.corrections,
        "has_refused": talk.has_refused,
    }  # fmt: skip


def _hours(talk: Talk) -> str:
    begins, ends = (one.strftime(materials.CLOCK) for one in (talk.begins, talk.ends))
    return f"{talk.on.year}年{talk.on.month}月{talk.on.day}日 {begins}–{ends}"


def _words(talk: Talk) -> list[str]:
    return [one for row in talk.rows for one in row]
