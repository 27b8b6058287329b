"""The page of a verb as the entry of an approval that was signed on paper: ``?paper=1`` in its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cases.actions import paper_approvals
from cases.exceptions import NotAllowed
from cases.forms.paper_approvals import PaperForm

if TYPE_CHECKING:
    from cases.verb import Verb
    from cases.views.found import StaffRequest
    from people.models import User

PARAMETER = "paper"


def is_asked(request: StaffRequest) -> bool:
    """Whether this page enters what somebody else signed."""
    return bool(request.GET.get(PARAMETER))


def form_of(request: StaffRequest, record: Any, verb: Verb) -> PaperForm | None:
    """The fields of the signed paper; nothing where the verb is done in person."""
    if not is_asked(request):
        return None
    people = paper_approvals.approvers(verb.beside, record, request.user)
    earliest = paper_approvals.beginning_of(record, verb.approves)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return PaperForm(*sent, people=people, earliest=earliest)


def decider(request: StaffRequest, paper: PaperForm | None) -> User:
    """For whom the verb's own form is made: whoever decides."""
    return (paper.decider if paper else None) or request.user


def check_somebody_signs(record: Any, verb: Verb, user: User) -> None:
    """Raise ``NotAllowed`` where nobody but the officer himself could have signed."""
    if not paper_approvals.approvers(verb.beside, record, user):
        raise NotAllowed(_("Nobody else approves here whose signature could be entered."))
