"""The weekly digest: each subscriber learns how much his saved views hold, in one letter."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.actions import saved_views
from cases.lists import sources
from cases.lists.counts import EXACT, counts
from cases.models import SavedView

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def send() -> int:
    """Write this week's digests, on Monday or whenever the worker comes; how many letters.

    Run twice, each is written once: a view is claimed for its Monday first.
    """
    monday = saved_views.monday_of(timezone.localdate())
    of_reader: defaultdict[User, list[SavedView]] = defaultdict(list)
    views = SavedView.objects.named().filter(subscribers__isnull=False).distinct().order_by("pk")
    for view in views.prefetch_related("subscribers"):
        if saved_views.claim_digest(view, monday):
            for reader in view.subscribers.all():
                of_reader[reader].append(view)
    return sum(_tell(reader, own) for reader, own in of_reader.items())


def _tell(reader: User, views: list[SavedView]) -> int:
    """Only of views that are still open to him; of each as much as he himself may see."""
    still_open = set(SavedView.objects.open_to(reader).values_list("pk", flat=True))
    mine = {str(one.pk): one for one in views if one.pk in still_open}
    if not (mine and reader.is_active):
        return 0
    asked = {
        key: sources.rows_of(one, sources.OF[one.kind].visible_to(reader), reader)
        for key, one in mine.items()
    }
    with translation.override(settings.LANGUAGE_CODE):  # the reader's language, whoever wakes us
        lines = [_line(mine[key].name, n) for key, n in counts(asked).items()]
    saved_views.tell(reader, lines)
    return 1


def _line(name: str, count: int) -> str:
    shown = f"{EXACT}+" if count > EXACT else str(count)
    return _("“%(name)s” holds %(n)s") % {"name": name, "n": shown}
