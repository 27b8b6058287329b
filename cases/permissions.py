"""Who may do what: seats, rights, and the separations that no right overcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotPermitted
from cases.models.rights import rights_of
from people import appointments
from people.models import UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from cases.models import Case, Complaint, Proceeding
    from people.models import Unit, User

    Record = Case | Complaint | Proceeding


class Seat(TextChoices):
    """A chair at the table of one record: a role at its city or at its handling unit."""

    CITY_INTAKE = "city_intake", _("intake officer of the city")
    CITY_APPROVER = "city_approver", _("approver of the city")
    DISCIPLINE = "discipline", _("discipline supervision of the city")
    ARCHIVIST = "archivist", _("archivist of the city")
    OFFICER = "officer", _("officer of the handling unit")
    APPROVER = "approver", _("approver of the handling unit")
    LEGAL = "legal", _("legal officer of the handling unit")
    PERSONNEL = "personnel", _("personnel officer of the handling unit")
    INVESTIGATOR = "investigator", _("appointed investigators")
    CHECKER = "checker", _("people of the school entrusted")


CITY_ROLES = {
    Seat.CITY_INTAKE: Role.INTAKE,
    Seat.CITY_APPROVER: Role.APPROVER,
    Seat.DISCIPLINE: Role.DISCIPLINE,
    Seat.ARCHIVIST: Role.ARCHIVIST,
}
HANDLING_ROLES = {
    Seat.OFFICER: Role.OFFICER,
    Seat.APPROVER: Role.APPROVER,
    Seat.LEGAL: Role.LEGAL,
    Seat.PERSONNEL: Role.PERSONNEL,
}


def place_of(record: Case | Complaint, seat: Seat) -> tuple[Unit, Role] | None:
    """Unit and role behind a seat; None where there is none (yet), or it is not a unit's.

    Where the city handles a case itself its intake officers play the officer's part (§9.1).
    """
    if seat in CITY_ROLES:
        return record.city, CITY_ROLES[seat]
    unit = getattr(record, "handling_unit", None)
    if unit is None or seat not in HANDLING_ROLES:
        return None
    if unit == record.city and seat == Seat.OFFICER:
        return unit, Role.INTAKE
    return unit, HANDLING_ROLES[seat]


def people_in(record: Case | Complaint, seat: Seat) -> list[User]:
    """Everybody who sits there today."""
    case: Any = record  # only a case has a team and a school that checks
    if seat == Seat.CHECKER:
        held = case.entrustments.in_force().prefetch_related("people")
        return list({one.pk: one for row in held for one in row.people.all()}.values())
    if seat == Seat.INVESTIGATOR:
        team = case.investigators.filter(left_on=None).select_related("user")
        return [one.user for one in team]
    place = place_of(record, seat)
    return list(appointments.holders(*place)) if place else []


def check_holds(user: User, record: Record, rights: Collection[str]) -> None:
    """Raise ``NotPermitted`` unless the person holds one of these rights and is not barred."""
    if not rights_of(record.guarded, user) & set(rights):
        raise NotPermitted(_("You have no right to do this."))


def takes_in(user: User) -> bool:
    """Whether this person is an intake officer of a city bureau today."""
    held = user.appointments.current().filter(role=Role.INTAKE, unit__kind=UnitKind.CITY)
    return user.is_active and held.exists()


def check_takes_in(user: User) -> None:
    """Raise ``NotPermitted`` unless the person takes in reports for the city."""
    if not takes_in(user):
        raise NotPermitted(_("Reports are taken down by the intake officers of the city."))
