"""指定管辖: two units have both declined a case, and the city says which of them, or a third, handles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, Designation, DispatchOrder
from cases.permissions import Seat
from ledger import numbering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from people.models import Unit, User

SIDES = 2


def designate(
    case: Case, *, unit: Unit, views: Sequence[dict[str, str]], reason: str, by: User
) -> None:
    """Both views are kept; the next dispatch goes to this unit, which cannot object again.

    ``views`` is one {"unit": name, "view": text} for each side.
    """
    today = timezone.localdate()
    with step(case, "case.designated", by=by, note=reason, unit=unit.name) as fresh:
        if len(declined(fresh)) < SIDES:
            raise NotAllowed(_("There is no dispute: two units must have declined the case."))
        DispatchOrder(case=fresh, unit=unit).check_unit_is_fit()
        fresh.designations.in_force().update(ended_on=today)
        fresh.orders.filter(ended_on=None).update(ended_on=today)
        named = Designation.objects.create(
            case=fresh, unit=unit, views=list(views), reason=reason, designated_by=by,
            designated_on=today,
            number=f"温师指〔{today.year}〕{numbering.allot('designation', today.year)}号",
        )  # fmt: skip
        letters.designation_notice(fresh, named)
        letters.tell(fresh, "case.designated", Seat.CITY_INTAKE)


def declined(case: Case) -> list[DispatchOrder]:
    """The newest order of each unit whose objection the city agreed to, oldest first."""
    rows = case.orders.filter(ended_on__isnull=False, issued_on__isnull=False, recalled_as="")
    newest = {
        one.unit_id: one for one in rows.exclude(objection="").select_related("unit").order_by("pk")
    }
    return sorted(newest.values(), key=lambda one: one.pk)
