"""Reports held apart that an officer has looked at: many at once, after a flood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cases.actions.step import step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.models import Complaint
    from people.models import User


@transaction.atomic
def trust_all(complaints: Sequence[Complaint], *, reason: str, by: User) -> None:
    """People sent them: they join the others. Raises ``NotAllowed`` where one does not wait apart."""
    for complaint in complaints:
        with step(complaint, "complaint.trusted", by=by, note=reason) as fresh:
            fresh.trust(on=timezone.localdate())
