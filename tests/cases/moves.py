"""What people do around a case that is no verb of it: slips of the ladder, and deputies for the absent."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from django_fsm import TransitionNotAllowed

from cases.actions import absence, slips
from cases.exceptions import CaseError
from cases.models import Case, Rung, Slip
from people.models import Appointment
from tests.cases.factories import TODAY

CHAIRS = ("county.officer", "county.approver", "city.intake", "city.approver")
DEPUTIES = ("county.legal", "county.investigator", "county.officer", "city.intake2", "school.principal")  # fmt: skip
SIGNERS = ("county.officer", "county.approver", "other.officer", "city.intake", "city.approver")
WORDS = slips.Words("已超期。", "请反馈。", TODAY + timedelta(7))
DEEDS = {
    "issue": {"words": WORDS},
    "sign": {},
    "reply": {"answer": "已办结。"},
    "return_answer": {"opinion": "不够清楚", "reply_by": TODAY + timedelta(7)},
    "close_off": {"opinion": "已改正"},
    "withdraw": {"opinion": "不需要了"},
}


def a_move(walk):
    """One of them, by anybody; what is refused changes nothing."""
    with suppress(CaseError, TransitionNotAllowed):
        walk.draw([_draft, _go_on, _go_on, _stand_in, _stand_in, _come_back])(walk)


def _draft(walk):
    case = walk.draw([None, *Case.objects.all()])
    city, unit = walk.world.city, walk.world.county
    slips.draft(
        walk.draw(list(Rung)[:3]), key=f"walk:{Slip.objects.count()}",
        about=slips.About(city, unit, case), words=WORDS, by=_one(walk, SIGNERS),
    )  # fmt: skip


def _go_on(walk):
    found = list(Slip.objects.all())
    if found:
        name = walk.draw(list(DEEDS))
        getattr(slips, name)(walk.draw(found), by=_one(walk, SIGNERS), **DEEDS[name])


def _stand_in(walk):
    chair = Appointment.objects.get(user=_one(walk, CHAIRS), stands_in_for=None)
    term = absence.Term(TODAY, TODAY + timedelta(walk.draw([0, 5, 400])))
    head = walk.draw([chair.user, walk.world[f"{_place(chair, walk)}.approver"]])
    absence.stand_in(chair, deputy=_one(walk, DEPUTIES), term=term, by=head)


def _come_back(walk):
    found = list(Appointment.objects.exclude(stands_in_for=None))
    if found:
        absence.come_back(walk.draw(found), by=_one(walk, CHAIRS))


def _place(chair, walk):
    return "county" if chair.unit == walk.world.county else "city"


def _one(walk, logins):
    return walk.world[walk.draw(logins)]


def deputies(walk):
    """Who sits in another's chair today."""
    today = timezone.localdate()
    rows = Appointment.objects.current().exclude(stands_in_for=None).filter(ends_on__gte=today)
    return [one.user for one in rows.select_related("user")]
