"""A custodian finds the reports of one person through the blind indexes: nothing is opened for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.exceptions import NotPermitted
from cases.models import Reporter
from cases.sheets.identities import watch_of, watched_complaints
from ledger import access, sealing
from people import appointments
from people.models import Unit
from people.roles import Role

if TYPE_CHECKING:
    from cases.models import Complaint
    from people.models import User

MOST = 50


class What(TextChoices):
    """What is known of the person; each has its own blind index."""

    PHONE = "phone", _("Telephone number")
    IDENTITY = "identity", _("Identity number")
    NAME = "name", _("Name")


class Why(TextChoices):
    """The two occasions (domain reference §12.20, §12.23; personal information protection law, art. 45)."""

    REQUEST = "request", _("The person asks what is kept about him")
    EMERGENCY = "emergency", _("A child is in danger")


COLUMN = {What.PHONE: "phone_index", What.IDENTITY: "id_index", What.NAME: "name_index"}


def look_up(*, what: str, text: str, why: str, reference: str, by: User) -> list[Complaint]:
    """The reports of this person at the custodian's city, the newest first; he learns their numbers alone.

    Recorded before anything is told, with the occasion and without what was typed. In an emergency
    only reports of a child in danger are named. Raises ``NotPermitted`` for everybody else.
    """
    watch = watch_of(by)
    if not watch.is_custodian:
        raise NotPermitted(_("Only a custodian looks for a reporter."))
    rows = watched_complaints(by, watch.keeps)
    if why == Why.EMERGENCY:
        rows = rows.filter(minor_risk=True)
    met = Reporter.objects.filter(**{COLUMN[What(what)]: sealing.blind_index(what, text)})
    with transaction.atomic():
        found = list(rows.filter(pk__in=met.values("complaint")).order_by("-pk")[:MOST])
        _record(found, f"reporter looked for by {what} ({why}: {reference})", by)
    return found


def _record(found: list[Complaint], what: str, by: User) -> None:
    """One reading of the register itself, found or not, and one of each report found."""
    places = Unit.objects.filter(pk__in=watch_of(by).keeps)
    groups = appointments.groups_for((city, Role.CUSTODIAN) for city in places).values()
    actor = by.as_actor(set(groups))
    subjects = [*(f"reporters:{city.pk}" for city in places), *(one.subject for one in found)]
    access.record_all((subject, what, actor) for subject in subjects)
