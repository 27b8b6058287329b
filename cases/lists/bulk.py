"""One deed to many records: all of them or none, each looked at again, the same form once.

No verb that ends or decides anything is here: whoever closes a case has read it, one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases import verbs
from cases.actions import attention, doubts
from cases.exceptions import CaseError, NotAllowed, NotPermitted
from cases.lists import sources
from cases.models import BulkDeed
from cases.models.rights import rights_among
from cases.verb import keep_refusal
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.utils.functional import _StrPromise

    from cases.verb import Verb
    from people.models import Appointment, User

GONE = _("One of those chosen is gone, or not open to you. Nothing was changed: choose again.")


@dataclass(frozen=True)
class Deed:
    """A deed for many: its verb, if it is one, what does it, and who is offered it."""

    label: _StrPromise
    verb: str = ""
    do: Callable[..., object] | None = None
    roles: frozenset[Role] = frozenset()  # empty: everybody


DEEDS: dict[str, dict[str, Deed]] = {
    "cases": {
        "assign": Deed(
            _("Appoint the responsible officer"), "assign", attention.assign_all,
            frozenset({Role.OFFICER, Role.APPROVER, Role.INTAKE}),
        ),
        "remind": Deed(
            _("Remind the unit"), "remind", attention.remind_all,
            frozenset({Role.INTAKE, Role.APPROVER}),
        ),
        "pick": Deed(_("Add to a view")),
        "export": Deed(_("Export those chosen")),
    },
    "complaints": {
        "trust": Deed(
            _("Let them join the others"), "trust", doubts.trust_all, frozenset({Role.INTAKE})
        ),
        "export": Deed(_("Export those chosen")),
    },
}  # fmt: skip


def offered(kind: str, posts: Iterable[Appointment]) -> list[tuple[str, _StrPromise]]:
    """The deeds that somebody of these posts is offered; each record is looked at when it is done."""
    roles = {Role(one.role) for one in posts}
    rows = DEEDS[kind].items()
    return [(name, one.label) for name, one in rows if not one.roles or roles & one.roles]


def visible(kind: str, slugs: Sequence[str], reader: User) -> list[Any]:
    """The chosen records. Raises ``NotAllowed`` when one is gone or was never his to see."""
    rows = sources.OF[kind].visible_to(reader).filter(slug__in=slugs)
    found = list(rows.order_by("pk"))
    if len(found) != len(set(slugs)):
        raise NotAllowed(GONE)
    return found


def refuse(kind: str, name: str, slugs: Sequence[str], *, by: User) -> NotPermitted:
    """The refusal of what is no deed for many; where it is a verb, each record keeps the attempt."""
    refusal = NotPermitted(_("This is never done to many at once: open each one, read it, decide."))
    verb = verbs.get(kind.removesuffix("s"), name)
    rows = sources.OF[kind].visible_to(by).filter(slug__in=slugs) if verb else ()
    for record in rows:
        keep_refusal(verb, record, by, refusal)  # type: ignore[arg-type]
    return refusal


def perform(
    kind: str, name: str, slugs: Sequence[str], *, token: str, by: User, **said: Any
) -> bool:
    """Do it to all, or raise ``CaseError`` with nothing changed; False where this form was sent before."""
    deed = DEEDS[kind][name]
    verb = verbs.get(kind.removesuffix("s"), deed.verb)
    if verb is None or deed.do is None:
        raise NotAllowed(GONE)
    try:
        with transaction.atomic():
            if not _is_first(token, name, said["reason"], len(slugs), by):
                return False
            records = _locked(kind, slugs, by)
            _check(verb, records, by)
            deed.do(records, by=by, **said)
    except _Refused as refusal:
        keep_refusal(verb, refusal.record, by, refusal.reason)
        raise refusal.reason from None
    return True


def _is_first(token: str, name: str, comment: str, count: int, by: User) -> bool:
    row = {"by": by, "name": name, "comment": comment, "count": count}
    _deed, is_new = BulkDeed.objects.get_or_create(token=token, defaults=row)
    return is_new


def _locked(kind: str, slugs: Sequence[str], by: User) -> list[Any]:
    """In the order of their keys, so that two bulk deeds wait for each other instead of for ever."""
    visible(kind, slugs, by)
    model = sources.OF[kind].model
    list(model.objects.select_for_update(of=("self",)).filter(slug__in=slugs).order_by("pk"))
    return visible(kind, slugs, by)


class _Refused(Exception):
    """One record stands in the way of all."""

    def __init__(self, record: Any, reason: CaseError) -> None:
        super().__init__(str(reason))
        self.record, self.reason = record, reason


def _check(verb: Verb, records: Sequence[Any], by: User) -> None:
    rights = rights_among(records, by)
    for one in records:
        if not verb.is_held(rights[one.pk]):
            said = _("%(number)s: you have no right to do this. Nothing was changed.")
            raise _Refused(one, NotPermitted(said % {"number": one.number}))
        if not verb.is_open_in(one.state):
            said = _("%(number)s: this cannot be done now, it is “%(state)s”. Nothing was changed.")
            words = {"number": one.number, "state": one.get_state_display()}
            raise _Refused(one, NotAllowed(said % words))
