"""Who is responsible for a case, and who is reminded of it: one case, or many in one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.catalogues.titles import LETTERS
from cases.exceptions import NotAllowed, Stale
from cases.models import Case, Recusal
from cases.models.rights import groups_with_rights
from cases.permissions import Seat, people_in
from ledger import history
from notifications import outbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.actors import NamedActor
    from people.models import User


def officers_of(case: Case) -> list[User]:
    """The officers of the handling unit who may be responsible: those who are not recused."""
    return _officers([case])[case.pk]


def assign(case: Case, *, person: User, reason: str, by: User) -> None:
    """One officer of the handling unit is responsible (承办人); he is told."""
    assign_all([case], person=person, reason=reason, by=by)


@transaction.atomic
def assign_all(cases: Sequence[Case], *, person: User, reason: str, by: User) -> None:
    """The same for many; one letter."""
    mark(cases, "case.assigned", by=by, note=reason, facts={"person": person.full_name})
    officers = _officers(cases)
    for case in cases:
        if person.pk not in {one.pk for one in officers[case.pk]}:
            raise NotAllowed(
                _("%(number)s: only an officer of the handling unit can be responsible.")
                % {"number": case.number}
            )
        case.assignee = person
    Case.objects.filter(pk__in=[one.pk for one in cases]).update(assignee=person)
    _tell("case.assigned", {person: list(cases)}, f"{reverse('cases')}?mine=assigned")


def remind(case: Case, *, reason: str, by: User) -> None:
    """催办: the responsible officer, or all officers of the unit, get a letter; history keeps why."""
    remind_all([case], reason=reason, by=by)


@transaction.atomic
def remind_all(cases: Sequence[Case], *, reason: str, by: User) -> None:
    """The same for many; one letter to each person, however many are his."""
    of_person: defaultdict[User, list[Case]] = defaultdict(list)
    mark(cases, "case.reminded", by=by, note=reason, facts={})
    officers = _officers(cases)
    for case in cases:
        answers = [one for one in officers[case.pk] if one.pk == case.assignee_id]
        for one in answers or officers[case.pk]:
            of_person[one].append(case)
    _tell("case.reminded", of_person, f"{reverse('cases')}?mine=waits")


def mark(
    cases: Sequence[Case], event: str, *, by: User, note: str, facts: dict[str, object]
) -> None:
    """A new version and a line of history for each, as ``step`` leaves them.

    Neither rights, limits nor words of a case hang on who answers for it or was reminded: what
    ``step`` renews for one case would be asked for five hundred times in vain.
    """
    keys = [one.pk for one in cases]
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    versions = {one.pk: one.version for one in rows}
    if any(versions.get(one.pk) != one.version for one in cases):
        raise Stale(_("Somebody changed this in the meantime."))
    Case.objects.filter(pk__in=keys).update(version=F("version") + 1)
    actors: dict[tuple[int, int | None], NamedActor] = {}
    for case in cases:
        case.version += 1
        about = {"record": case.number, "note": note, **facts}
        history.record(event, case.subject, by=_actor(case, by, actors), payload=about)


def _actor(case: Case, by: User, known: dict[tuple[int, int | None], NamedActor]) -> NamedActor:
    """As whom he acts: asked for once for all cases of one city and one handling unit."""
    table = (case.city_id, case.handling_unit_id)
    if table not in known:
        known[table] = by.as_actor(groups_with_rights(case))
    return known[table]


def _officers(cases: Sequence[Case]) -> dict[int, list[User]]:
    """The officers of each case who are not recused from it; the unit's people asked for once."""
    recused = Recusal.objects.in_force().filter(case__in=[one.pk for one in cases])
    away = set(recused.values_list("case", "user"))
    of_unit: dict[int | None, list[User]] = {}
    for case in cases:
        if case.handling_unit_id not in of_unit:
            of_unit[case.handling_unit_id] = people_in(case, Seat.OFFICER)
    return {
        case.pk: [one for one in of_unit[case.handling_unit_id] if (case.pk, one.pk) not in away]
        for case in cases
    }


def _tell(event: str, of_person: dict[User, list[Case]], link: str) -> None:
    """How many, never which: one case by its number, as every letter names it."""
    for person, cases in of_person.items():
        is_one = len(cases) == 1
        outbox.queue(
            event, to=[person], title=LETTERS[event],
            body=cases[0].number if is_one else str(len(cases)),
            link=cases[0].get_absolute_url() if is_one else link,
        )  # fmt: skip
