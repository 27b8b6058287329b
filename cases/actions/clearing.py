"""Names cleared 澄清正名 in the circle that had heard, and accusations that were recognised as false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import letters
from cases.actions import reveals
from cases.actions.step import step
from cases.exceptions import NotAllowed
from cases.models import Case, Clarification, FalseAccusation, Respondent
from cases.permissions import Seat
from cases.states import Finding

if TYPE_CHECKING:
    from datetime import date

    from people.models import User


@dataclass(frozen=True)
class Said:
    """What was said to whom, how and when."""

    circle: str
    way: str
    on: date
    text: str


def clarify(case: Case, *, respondent: Respondent, said: Said, by: User) -> None:
    """The name is cleared where the matter had been heard of, and a letter says so (L1 art. 47)."""
    person = respondent.shown_name
    with step(case, "case.name_cleared", by=by, person=person) as fresh:
        respondent.identified()
        if respondent.finding != Finding.UNFOUNDED:
            raise NotAllowed(_("Only a name against which nothing was found is cleared."))
        reveals.check_reveals_nobody(said.text, fresh, where=_("What was said"))
        done = Clarification.objects.create(respondent=respondent, entered_by=by, **vars(said))
        letters.clarification(fresh, done)


@dataclass(frozen=True)
class Recognition:
    """Who recognised the accusation as false, and what shows it. From the prefecture upwards."""

    intent: str
    fabrication: str
    organ: str
    level: str
    approval_number: str
    approved_on: date


def record_false_accusation(case: Case, *, recognition: Recognition, by: User) -> None:
    """诬告陷害, with the approval of a higher organ (§12.23); it names nobody, and opens no seal.

    A mistaken report 错告 is not punished and leaves no row here.
    """
    about = {"organ": recognition.organ, "number": recognition.approval_number}
    with step(case, "case.false_accusation_recorded", by=by, **about) as fresh:
        _check_was_unfounded(fresh)
        for text, where in [
            (recognition.intent, _("What shows the intent")),
            (recognition.fabrication, _("What was fabricated")),
        ]:
            reveals.check_reveals_nobody(text, fresh, where=where)
        FalseAccusation.objects.create(
            case=fresh, entered_by=by, entered_on=timezone.localdate(), **vars(recognition)
        )
        letters.tell(fresh, "case.false_accusation_recorded", Seat.DISCIPLINE)


def _check_was_unfounded(case: Case) -> None:
    findings = set(case.respondents.values_list("finding", flat=True))
    if Finding.UNFOUNDED not in findings or case.respondents.at_fault().exists():
        raise NotAllowed(_("Something of the report was true, or nothing has been disproved."))
