"""What goes to a unit reveals no reporter: the sealed are compared, and nothing is opened for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cases.exceptions import NotAllowed
from cases.leads import sealed
from cases.models import Reporter

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from cases.models import Case, Complaint


class Reveals(NotAllowed):
    """Sealed data of a reporter stands in the text.

    The unit reads the case's history later: there it must not learn that somebody gave his name.
    """

    @property
    def in_history(self) -> str:
        """Nothing of what was found."""
        return _("The text has to be looked at once more.")


INDEXES = ("name_index", "phone_index", "id_index")


def check_reveals_nobody(text: str, case: Case, *, where: str | _StrPromise) -> None:
    """Raise ``Reveals`` where a sealed name, phone or identity number of a reporter stands.

    It says what stands in which line, never whose it is; the refusal is kept in history, so
    that whoever tries out names leaves a trace. One query.
    """
    _check(text, Reporter.objects.filter(complaint__case=case), where)


def check_hides_reporter(text: str, complaint: Complaint, *, where: str | _StrPromise) -> None:
    """The same for one complaint, of which there is no case yet."""
    _check(text, Reporter.objects.filter(complaint=complaint), where)


def _check(text: str, reporters: QuerySet[Reporter], where: str | _StrPromise) -> None:
    rows = list(reporters.values_list(*INDEXES)) if text else []
    names, phones, identities = zip(*rows, strict=True) if rows else ((), (), ())
    found = sealed.sealed_places(text, names=names, phones=phones, identities=identities)
    if found:
        lines = {(one.line, str(one.kind.label)): None for one in found}
        places = [_("line %(line)s: %(kind)s") % {"line": n, "kind": kind} for n, kind in lines]
        raise Reveals(
            _("“%(field)s” holds what must not leave this office (%(places)s). Write it otherwise.")
            % {"field": where, "places": _("; ").join(places)}
        )
