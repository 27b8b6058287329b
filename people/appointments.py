"""Appoint people and end appointments; who holds what today. Group membership follows at once."""

import datetime
from collections.abc import Iterable
from functools import partial

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import history
from ledger.actors import Actor
from people.models import Appointment, Unit, User
from people.roles import Role

_kept: dict[str, int] = {}  # groups that were committed: a place keeps its group for good


class AlreadyAppointed(Exception):
    """The person holds this role at this unit in that time already."""


def group_for(unit: Unit, role: str) -> Group:
    """The group that holds the rights of a role at a unit."""
    group, _created = Group.objects.get_or_create(name=f"{unit.pk}:{Role(role).value}")
    return group


def groups_for(places: Iterable[tuple[Unit, str]]) -> dict[tuple[int, str], int]:
    """The group of each place, by unit and role; one query the first time, afterwards none."""
    wanted = {f"{unit.pk}:{Role(role).value}": (unit, role) for unit, role in places}
    found = {name: _kept[name] for name in wanted if name in _kept}
    if unknown := wanted.keys() - found.keys():
        found |= Group.objects.filter(name__in=unknown).values_list("name", "pk")
        for name in unknown - found.keys():
            found[name] = group_for(*wanted[name]).pk
        transaction.on_commit(partial(_kept.update, found))
    return {(unit.pk, str(role)): found[name] for name, (unit, role) in wanted.items()}


@transaction.atomic
def appoint(
    user: User,
    unit: Unit,
    role: str,
    *,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    by: Actor,
) -> Appointment:
    """Give somebody a role at a unit, from today unless said otherwise."""
    start = starts_on or timezone.localdate()
    _check_free(user, unit, role, start, ends_on)
    appointment = Appointment.objects.create(
        user=user,
        unit=unit,
        role=Role(role),
        starts_on=start,
        ends_on=ends_on,
        group=group_for(unit, role),
    )
    refresh(user)
    _record("appointment.begun", appointment, by)
    return appointment


@transaction.atomic
def end(appointment: Appointment, *, on: datetime.date, by: Actor) -> None:
    """Let an appointment end; ``on`` is the last day that counts."""
    appointment.ends_on = on
    appointment.save(update_fields=["ends_on"])
    refresh(appointment.user)
    _record("appointment.ended", appointment, by)


def _check_free(
    user: User, unit: Unit, role: str, start: datetime.date, end_: datetime.date | None
) -> None:
    lasting = Q(ends_on=None) | Q(ends_on__gte=start)
    begun = Q() if end_ is None else Q(starts_on__lte=end_)
    held = Appointment.objects.filter(lasting, begun, user=user, unit=unit, role=role)
    if held.exists():
        raise AlreadyAppointed(
            _("%(name)s holds this role at %(unit)s already.")
            % {"name": user.full_name, "unit": unit.name}
        )


def _record(kind: str, appointment: Appointment, by: Actor) -> None:
    ends_on = appointment.ends_on
    history.record(
        kind,
        f"person:{appointment.user.username}",
        by=by,
        payload={
            "unit": appointment.unit.name,
            "role": str(appointment.role),
            "starts_on": appointment.starts_on.isoformat(),
            "ends_on": ends_on.isoformat() if ends_on else None,
        },
    )


def current_groups(user: User) -> QuerySet[Appointment, int]:
    """The ids of the groups that somebody holds today, by the dates themselves."""
    if not user.is_active:
        return Appointment.objects.none().values_list("group_id", flat=True)
    return Appointment.objects.current().filter(user=user).values_list("group_id", flat=True)


def units_of(user: User) -> QuerySet[Unit]:
    """The units at which somebody holds a role today."""
    held = Appointment.objects.current().filter(user=user, unit=OuterRef("pk"))
    return Unit.objects.filter(Exists(held)).order_by("pk")


def holders(unit: Unit, role: str) -> QuerySet[User]:
    """The active people who hold the role at the unit today."""
    held = Appointment.objects.current().filter(unit=unit, role=role, user=OuterRef("pk"))
    return User.objects.filter(Exists(held), is_active=True).order_by("pk")


@transaction.atomic
def refresh(user: User | None = None) -> None:
    """Make group membership what the appointments of today say: of one person, or of all."""
    membership = User.groups.through.objects
    members = membership.filter(user=user) if user else membership.all()
    current = Appointment.objects.current()
    held = current.filter(user=OuterRef("user"), group=OuterRef("group"))
    members.filter(~Exists(held)).delete()
    due = current.filter(user=user) if user else current
    wanted = due.values_list("user_id", "group_id").distinct()
    membership.bulk_create(
        [User.groups.through(user_id=person, group_id=group) for person, group in wanted],
        ignore_conflicts=True,
        batch_size=1000,
    )
