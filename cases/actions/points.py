"""教学点: a school without computers is served by its 中心校, which acts for it (domain reference §12.16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotAllowed
from ledger import history
from people.models import Unit

if TYPE_CHECKING:
    from ledger.actors import Actor


@transaction.atomic
def serve(point: Unit, *, centre: Unit | None, by: Actor) -> None:
    """From now on the centre acts for the point; with none it acts for itself again.

    What it was entrusted with before stays with whoever served it then. Raises ``NotAllowed``.
    """
    fresh = Unit.objects.select_for_update().get(pk=point.pk)
    if centre is not None:
        _check(fresh, centre)
    if fresh.served_by_id == (centre.pk if centre else None):
        return
    fresh.served_by = centre
    fresh.save(update_fields=["served_by"])
    about = {"point": fresh.name, "centre": centre.name if centre else ""}
    history.record("unit.served", f"unit:{fresh.pk}", by=by, payload=about)


def _check(point: Unit, centre: Unit) -> None:
    if centre.pk == point.pk or centre.parent_id != point.parent_id:
        raise NotAllowed(_("Another school of the same bureau serves it."))
    if centre.served_by_id is not None:
        raise NotAllowed(_("This school is served by another itself."))
    if point.serves.exists():
        raise NotAllowed(_("This school serves others: give those to another one first."))
