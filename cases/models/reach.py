"""What one reader reaches of many records: the rule of ``rights``, asked so that an index answers.

The planner cannot know how much a reader holds while that is a question within the question: it then
reads every right, or every teacher. So his groups and units are asked for first, and with them what
can be left out, because nothing of it concerns him.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils import timezone

from cases.models.rights import bars

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from people.models import User

# Six answers in one row. Written out: the ORM takes longer to write it than the database to answer.
# ``posts`` are those of ``Appointment.objects.current()``.
ASKED = """
with posts as materialized (
    select group_id, unit_id from people_appointment where user_id = %(user)s
    and starts_on <= %(today)s and (ends_on is null or ends_on >= %(today)s)
)
select array(select group_id from posts), array(select unit_id from posts),
exists(select from cases_KINDgroupobjectpermission
       where group_id in (select group_id from posts) and permission_id = %(right)s),
exists(select from cases_KINDuserobjectpermission
       where user_id = %(user)s and permission_id = %(right)s),
exists(select from cases_recusal where user_id = %(user)s and ended_on is null),
exists(select from people_teacher where establishment_unit_id in (select unit_id from posts))
or exists(select from people_teacher where teaching_unit_id in (select unit_id from posts))
"""
Rows = TypeVar("Rows", bound="QuerySet[Any]")


class Reach(NamedTuple):
    """One reader before one kind of record: his groups, and what there is of each kind of bar."""

    groups: list[int]
    units: list[int]
    by_group: bool
    by_name: bool
    is_recused: bool
    has_colleagues: bool


def seen_by(rows: Rows, user: User, codename: str) -> Rows:
    """Those of the rows on which this person holds the right, and from which nothing bars him.

    One query more, which asks for his reach. The planner then goes along his own rows, or along the
    list and looks at each: whichever is shorter.
    """
    model = rows.model
    reach = _reach(model, user, codename)
    held = _held(model, user, codename, reach)
    if held is None:
        return rows.none()
    found = rows.filter(held)
    if not (reach.units or reach.is_recused):
        return found
    return found.exclude(
        bars(model, user, units=reach.units, is_recused=reach.is_recused, has_colleagues=reach.has_colleagues)
    )  # fmt: skip


def _held(model: type[Model], user: User, codename: str, reach: Reach) -> Q | None:
    """The condition "he holds the right"; None where he holds it on nothing.

    Whoever reads reports reads nearly all of them, the newest first: there each is looked up, for
    along the keys the planner would read every right on the newer ones to come to the older. "Is not
    null" is taken by it for nearly always true, which it is; "is the same" for nearly never.
    """
    right = permission_id(codename)
    by_group = _rows(model, "Group").filter(permission=right, group__in=reach.groups)
    by_name = _rows(model, "User").filter(permission=right, user=user)
    if not reach.by_group:
        return Q(pk__in=by_name.values("content_object")) if reach.by_name else None
    if reach.by_name:
        both = by_group.values("content_object").union(by_name.values("content_object"), all=True)
        return Q(pk__in=both)
    if model.__name__ == "Complaint":
        own = by_group.filter(content_object=OuterRef("pk")).values("content_object")
        return Q(IsNull(Subquery(own[:1]), rhs=False))
    return Q(pk__in=by_group.values("content_object"))


def _reach(model: type[Model], user: User, codename: str) -> Reach:
    kind = str(model._meta.model_name)  # noqa: SLF001
    given: dict[str, Any] = {
        "user": user.pk,
        "right": permission_id(codename),
        "today": timezone.localdate(),
    }
    with connection.cursor() as cursor:
        cursor.execute(ASKED.replace("KIND", kind), given)
        found = Reach(*cursor.fetchone())
    return found if user.is_active else found._replace(groups=[], by_group=False)


def _rows(model: type[Model], holder: str) -> Any:
    return apps.get_model("cases", f"{model.__name__}{holder}ObjectPermission").objects


@cache
def permission_id(codename: str) -> int:
    """The key of one of our object rights; fixed for the life of a database."""
    return Permission.objects.get(content_type__app_label="cases", codename=codename).pk
