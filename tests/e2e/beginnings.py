"""How scenarios of the browser begin: cases as the demo's own officers brought them there, on their days.

Run beside a site (``site.run``), never by pytest itself.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from cases import grants, verbs
from cases.actions.dispatching import Proposal
from cases.models import Case, Respondent
from cases.verb import perform
from people.models import Appointment, Teacher, User

NEW_YEAR = date(2026, 1, 1)  # the scenarios live in 2026, whatever year it is
LEAD = "反映该校教师周末有偿补课，请核实人数和收费。"


def on(day):
    """Let a day be today for what comes next."""
    timezone.localdate = lambda value=None, zone=None: day
    Appointment.objects.filter(starts_on__gt=NEW_YEAR).update(starts_on=NEW_YEAR)


def do(case, name, who, **arguments):
    user = User.objects.get(username=who)
    perform(verbs.get("case", name), Case.objects.get(pk=case.pk), by=user, **arguments)


def dispatched(*, days=60):
    """A case of Lucheng, dispatched today."""
    teacher = Teacher.objects.select_related("establishment_unit__parent").get(name="谢演寅")
    school = teacher.establishment_unit
    with transaction.atomic():
        case = Case.objects.create(
            slug=Case.next_slug(), kind="tutoring", title="周末有偿补课", reporting_unit=school.parent,
            city=school.parent.parent, school=school, opened_on=timezone.localdate(),
        )  # fmt: skip
        Respondent.objects.create(case=case, teacher=teacher)
        grants.renew(case)
    due_on = timezone.localdate() + timedelta(days=days)
    do(case, "propose_dispatch", "city.intake", proposal=Proposal(school.parent, LEAD, due_on))
    do(case, "dispatch", "city.approver")
    return case


def investigating(**limit):
    """One that the county has signed for; its two investigators are at work."""
    case = dispatched(**limit)
    team = [User.objects.get(username=f"lucheng.investigator{n}") for n in ("", "2")]
    do(case, "sign", "lucheng.officer")
    do(case, "appoint", "lucheng.officer", people=team)
    for one in team:
        do(case, "declare_no_conflict", one.username)
    return case
