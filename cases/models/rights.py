"""Object rights as rows, and the one rule of who holds what and who is barred.

The rows are guardian's, with direct foreign keys. An appointment counts only on days within its
term, so the reader's groups are asked for at the time of the query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from people import appointments
from people.models import Teacher

if TYPE_CHECKING:
    from collections.abc import Collection

    from people.models import User


class CaseGroupObjectPermission(GroupObjectPermissionBase):
    """A right on one case, held by a group *(unit, role)*."""

    content_object = models.ForeignKey("cases.Case", models.CASCADE)


class CaseUserObjectPermission(UserObjectPermissionBase):
    """A right on one case, held by one person appointed to it."""

    content_object = models.ForeignKey("cases.Case", models.CASCADE)


class ComplaintGroupObjectPermission(GroupObjectPermissionBase):
    """A right on one complaint, held by a group *(unit, role)*."""

    content_object = models.ForeignKey("cases.Complaint", models.CASCADE)


class ComplaintUserObjectPermission(UserObjectPermissionBase):
    """A right on one complaint, held by one person."""

    content_object = models.ForeignKey("cases.Complaint", models.CASCADE)


class RecusalQuerySet(models.QuerySet["Recusal"]):
    """Recusals, of which some have ended."""

    def in_force(self) -> Self:
        """Those that bar somebody today."""
        return self.filter(ended_on=None)


class Recusal(models.Model):
    """回避: one person, away from one case until it is ended (regulation on petitions, art. 28)."""

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="recusals")
    user = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "case",
                "user",
                condition=Q(ended_on=None),
                name="cases_recusal_once_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id}"


def _rows(model: type[models.Model], holder: str) -> models.Manager[Any]:
    return _records(f"{model.__name__}{holder}ObjectPermission")


def _records(name: str) -> models.Manager[Any]:
    found: Any = apps.get_model("cases", name)
    manager: models.Manager[Any] = found.objects
    return manager


def bars(
    model: type[models.Model],
    user: User,
    *,
    units: list[int] | None = None,
    is_recused: bool = True,
    has_colleagues: bool = True,
) -> Q:
    """The condition "this person is barred": recused, or at the accused person's unit.

    Who is formally appointed to the inquiry is not barred by his unit; he sees the redacted lead
    summary, never the complaint (design §4). A complaint is barred with the case that it led to.
    Whoever has asked already says at which ``units`` he is, and what cannot bar him (``reach``).
    """
    at: Any = appointments.units_of(user) if units is None else units
    is_complaint = model.__name__ == "Complaint"
    case = OuterRef("case" if is_complaint else "pk")
    recused = Recusal.objects.in_force().filter(case=case, user=user)
    theirs = Q(school__in=at)
    if has_colleagues:
        theirs |= Q(Exists(_records("Respondent").filter(case=case, teacher__in=_teachers_at(at))))
    if not is_complaint:
        appointed = _records("Investigator").filter(case=case, user=user, left_on=None)
        theirs &= ~Q(Exists(appointed))
    return Q(Exists(recused)) | theirs if is_recused else theirs


def _teachers_at(units: Any) -> models.QuerySet[Teacher]:
    return Teacher.objects.filter(Q(establishment_unit__in=units) | Q(teaching_unit__in=units))


# Written out, for every list asks it: the ORM takes longer to write it than the database to answer.
# ``posts`` are those of ``Appointment.objects.current()``.
RIGHTS = """
with posts as materialized (
    select group_id from people_appointment where user_id = %(user)s
    and starts_on <= %(today)s and (ends_on is null or ends_on >= %(today)s)
), held as (
    select content_object_id, permission_id from cases_KINDgroupobjectpermission
    where content_object_id = any(%(keys)s) and group_id in (select group_id from posts)
    union
    select content_object_id, permission_id from cases_KINDuserobjectpermission
    where content_object_id = any(%(keys)s) and user_id = %(user)s
)
select content_object_id, codename from held join auth_permission on permission_id = auth_permission.id
"""


def rights_of(record: models.Model, user: User) -> frozenset[str]:
    """Every right this person holds on one record; none if he is barred. Two queries and a bar."""
    model = type(record)
    if _records(model.__name__).filter(bars(model, user), pk=record.pk).exists():
        return frozenset()
    by_group = _rows(model, "Group").filter(
        content_object=record, group__in=appointments.current_groups(user)
    )
    by_user = _rows(model, "User").filter(content_object=record, user=user)
    names = by_group.values_list("permission__codename").union(
        by_user.values_list("permission__codename")
    )
    return _apart({record.pk: frozenset(name for (name,) in names)}, user)[record.pk]


def rights_among(records: Collection[models.Model], user: User) -> dict[int, frozenset[str]]:
    """The rights on each of several records that this person may open. One query."""
    if not records:
        return {}
    model = type(next(iter(records)))
    keys = [one.pk for one in records]
    given: dict[str, Any] = {"user": user.pk, "today": timezone.localdate(), "keys": keys}
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS.replace("KIND", str(model._meta.model_name)), given)  # noqa: SLF001
        pairs = cursor.fetchall() if user.is_active else []
    held_on = {key: frozenset(name for at, name in pairs if at == key) for key in keys}
    return _apart(held_on, user)


def holding(
    model: type[models.Model], keys: Collection[int], user: User, codenames: Collection[str]
) -> set[int]:
    """Those of the keys on which this person holds one of the rights; bars are not asked. One query."""
    wanted = {"content_object__in": list(keys), "permission__codename__in": codenames}
    groups = appointments.current_groups(user)
    by_group = _rows(model, "Group").filter(**wanted, group__in=groups)
    by_user = _rows(model, "User").filter(**wanted, user=user)
    both = by_group.values_list("content_object").union(by_user.values_list("content_object"))
    return {key for (key,) in both} if keys else set()


def _apart(held_on: dict[int, frozenset[str]], user: User) -> dict[int, frozenset[str]]:
    """Whoever investigates a case, or did, does not approve it, whatever else he is (design §4)."""
    approved = [key for key, rights in held_on.items() if "approve_case" in rights]
    if not approved:
        return held_on
    own = _records("Investigator").filter(case__in=approved, user=user)
    investigated = set(own.values_list("case", flat=True))
    return {
        key: rights - {"approve_case"} if key in investigated else rights
        for key, rights in held_on.items()
    }


def groups_among(records: Collection[models.Model]) -> dict[int, frozenset[int]]:
    """``groups_with_rights`` of several records of one kind. One query."""
    if not records:
        return {}
    model, keys = type(next(iter(records))), [one.pk for one in records]
    rows = _rows(model, "Group").filter(content_object__in=keys)
    pairs = set(rows.values_list("content_object", "group"))
    found: dict[int, set[int]] = {key: set() for key in keys}
    for key, group in pairs:
        found[key].add(group)
    return {key: frozenset(groups) for key, groups in found.items()}


def groups_with_rights(record: models.Model) -> frozenset[int]:
    """The groups that hold any right on a record: as one of them a person acts on it."""
    rows = _rows(type(record), "Group").filter(content_object=record)
    return frozenset(rows.values_list("group_id", flat=True))
