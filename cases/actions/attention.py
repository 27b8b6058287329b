"""Who is responsible for a case, and who is reminded of it: one case, or many in one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.letters import LETTERS
from cases.permissions import Seat, people_in
from notifications import outbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.models import Case
    from people.models import User


def officers_of(case: Case) -> list[User]:
    """The officers of the handling unit who may be responsible: those who are not recused."""
    away = set(case.recusals.in_force().values_list("user", flat=True))
    return [one for one in people_in(case, Seat.OFFICER) if one.pk not in away]


def assign(case: Case, *, person: User, reason: str, by: User) -> None:
    """One officer of the handling unit is responsible (承办人); he is told."""
    assign_all([case], person=person, reason=reason, by=by)


@transaction.atomic
def assign_all(cases: Sequence[Case], *, person: User, reason: str, by: User) -> None:
    """The same for many; one letter."""
    for case in cases:
        with step(case, "case.assigned", by=by, note=reason, person=person.full_name) as fresh:
            if person.pk not in {one.pk for one in officers_of(fresh)}:
                raise NotAllowed(
                    _("%(number)s: only an officer of the handling unit can be responsible.")
                    % {"number": case.number}
                )
            fresh.assignee = person
    _tell("case.assigned", {person: list(cases)}, f"{reverse('cases')}?mine=assigned")


def remind(case: Case, *, reason: str, by: User) -> None:
    """催办: the responsible officer, or all officers of the unit, get a letter; history keeps why."""
    remind_all([case], reason=reason, by=by)


@transaction.atomic
def remind_all(cases: Sequence[Case], *, reason: str, by: User) -> None:
    """The same for many; one letter to each person, however many are his."""
    of_person: defaultdict[User, list[Case]] = defaultdict(list)
    for case in cases:
        with step(case, "case.reminded", by=by, note=reason) as fresh:
            for one in _responsible_for(fresh):
                of_person[one].append(case)
    _tell("case.reminded", of_person, f"{reverse('cases')}?mine=waits")


def _responsible_for(case: Case) -> list[User]:
    officers = officers_of(case)
    return [one for one in officers if one.pk == case.assignee_id] or officers


def _tell(event: str, of_person: dict[User, list[Case]], link: str) -> None:
    """How many, never which: one case by its number, as every letter names it."""
    for person, cases in of_person.items():
        is_one = len(cases) == 1
        outbox.queue(
            event, to=[person], title=LETTERS[event],
            body=cases[0].number if is_one else str(len(cases)),
            link=cases[0].get_absolute_url() if is_one else link,
        )  # fmt: skip
