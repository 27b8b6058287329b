"""Saved views: kept under a name, shared with one's unit, subscribed to, and told of every Monday."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotAllowed, NotPermitted
from cases.models import ListKind, SavedView
from notifications import outbox
from people.models import Unit
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cases.models.case import CaseQuerySet
    from people.models import User

MOST = 30  # views of one person


def keep(
    *, kind: str, name: str, query: Mapping[str, list[str]], columns: Iterable[str], by: User
) -> SavedView:
    """Keep these filters under a name. The same again changes nothing; another of that name is refused."""
    made: dict[str, object] = {"query": dict(query), "columns": list(columns)}
    view = _get_or_make(kind, name, made, by)
    if view.is_picked or (view.query, view.columns) != (made["query"], made["columns"]):
        raise _taken()
    return view


def _get_or_make(kind: str, name: str, made: dict[str, object], by: User) -> SavedView:
    if SavedView.objects.filter(owner=by).named().count() >= MOST:
        raise NotAllowed(_("You have 30 saved views: delete one first."))
    view, _made = SavedView.objects.get_or_create(owner=by, kind=kind, name=name, defaults=made)
    return view


def _taken() -> NotAllowed:
    return NotAllowed(_("You have a view of this name already: choose another name."))


def pick(cases: CaseQuerySet, *, name: str, by: User) -> SavedView:
    """Add these cases to a list picked by hand, which is made where there is none of the name."""
    view = _get_or_make(ListKind.CASES, name, {"is_picked": True}, by)
    if not view.is_picked:
        raise NotAllowed(_("The view of this name is made of filters: choose another name."))
    view.picked.add(*cases)
    return view


def unpick(view: SavedView, cases: CaseQuerySet, *, by: User) -> None:
    """Take these cases out of a list picked by hand."""
    check_owns(view, by)
    view.picked.remove(*cases)


def choose_columns(kind: str, columns: Iterable[str], *, by: User) -> None:
    """Show this person these columns from now on."""
    SavedView.objects.update_or_create(
        owner=by, kind=kind, name="", defaults={"columns": list(columns)}
    )


def check_owns(view: SavedView, user: User) -> None:
    """Raise ``NotPermitted`` for a view that somebody else shared."""
    if view.owner_id != user.pk:
        raise NotPermitted(_("Somebody else shared this view: only its owner changes it."))


def rename(view: SavedView, *, name: str, by: User) -> None:
    """Call it otherwise."""
    check_owns(view, by)
    view.name = name
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError as taken:
        raise _taken() from taken


def delete(view: SavedView, *, by: User) -> None:
    """Forget it; what it listed stays where it is."""
    check_owns(view, by)
    view.delete()


def units_to_share(user: User) -> list[Unit]:
    """The units with which somebody may share: where he approves today."""
    held = user.appointments.current().filter(role=Role.APPROVER)
    return list(Unit.objects.filter(pk__in=held.values("unit")).order_by("pk"))


def share(view: SavedView, *, unit: Unit | None, by: User) -> None:
    """Share it with a unit where he approves, or with nobody any more. Each sees his own rows in it."""
    check_owns(view, by)
    if unit is not None and unit not in units_to_share(by):
        raise NotPermitted(_("A view is shared by an approver, with his own unit."))
    view.unit = unit
    view.save(update_fields=["unit"])


def subscribe(view: SavedView, *, wanted: bool, by: User) -> None:
    """Tell this person every Monday how much the view holds, from the next on, or no longer."""
    if wanted:
        claim_digest(view, monday_of(timezone.localdate()))
        view.subscribers.add(by)
    else:
        view.subscribers.remove(by)


def monday_of(day: date) -> date:
    """The day on which the digest of that week is due."""
    return day - timedelta(days=day.weekday())


def claim_digest(view: SavedView, monday: date) -> bool:
    """Whether the digest of that Monday is still to be written; True once."""
    waiting = SavedView.objects.filter(Q(digest_on=None) | Q(digest_on__lt=monday), pk=view.pk)
    return waiting.update(digest_on=monday) == 1


def tell(reader: User, lines: Iterable[str]) -> None:
    """One letter for all his lists. Names that he typed stay in the inbox: the mail says none."""
    outbox.queue(
        "desk.digest", to=[reader], title=_("Your saved lists"), body="\n".join(lines),
        link=reverse("views"),
    )  # fmt: skip
