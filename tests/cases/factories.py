"""A world for tests of cases: people in every role at four places, and records in any state."""

from datetime import date
from itertools import count

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from cases import grants, search, verbs
from cases.exceptions import CaseError
from cases.models import (
    Case,
    Complaint,
    Decision,
    DispatchOrder,
    Evidence,
    InvestigationReport,
    Investigator,
    Proceeding,
    ReportOpinion,
    ReportSignature,
    Respondent,
    Verdict,
)
from cases.verb import perform
from ledger import files, sealing
from ledger.actors import SYSTEM
from people import appointments
from people.models import Appointment, User
from people.roles import Role
from tests.people.factories import a_teacher, a_unit_tree

TODAY = date(2026, 10, 12)  # a Monday after the bridge of the national day
NEW_YEAR = date(2026, 1, 1)
PLACES = ("city", "county", "other", "school")
ALONE = ("pending", "dispatched")  # states before there is a team
_numbers = count(1)
_localdate = timezone.localdate


def always(day):
    """A ``localdate`` of a clock that stands still; of a given moment it says the real day."""

    def localdate(value=None, timezone=None):
        return _localdate(value, timezone) if value else day

    return localdate


class World:
    """Four places: the city bureau, the handling county, another county, the accused school.

    ``world["county.officer"]`` is who holds that role there; each role is held at each place.
    """

    def __init__(self):
        tree = a_unit_tree()
        self.city, self.county, self.other = tree.city, tree.lucheng, tree.yueqing
        self.school, self.other_school = tree.lucheng_school, tree.yueqing_school
        self.direct, self.direct_school = tree.direct, tree.direct_school
        chairs = {
            f"{place}.{role}": (getattr(self, place), role) for place in PLACES for role in Role
        }
        chairs["county.investigator2"] = (self.county, Role.INVESTIGATOR)
        chairs["city.intake2"] = (self.city, Role.INTAKE)
        self.people = seated(chairs)
        self.teacher = a_teacher(self.school, name="试验教师甲")
        self.teacher2 = a_teacher(self.school, name="试验教师乙")

    def __getitem__(self, login):
        return self.people[login]

    @property
    def team(self):
        return [self["county.investigator"], self["county.investigator2"]]


def seated(chairs):
    """Somebody in each chair, by the chair's name: what ``a_person`` does, for many at once."""
    users = User.objects.bulk_create(
        User(username=name, full_name=f"试验{name}", password=UNUSABLE_PASSWORD_PREFIX)
        for name in chairs
    )
    Group.objects.bulk_create(
        [Group(name=f"{unit.pk}:{role}") for unit, role in set(chairs.values())],
        ignore_conflicts=True,
    )
    groups = appointments.groups_for(chairs.values())
    Appointment.objects.bulk_create(
        Appointment(
            user=user, unit=unit, role=role, starts_on=NEW_YEAR, group_id=groups[unit.pk, str(role)]
        )
        for user, (unit, role) in zip(users, chairs.values(), strict=True)
    )  # fmt: skip
    appointments.refresh()
    return dict(zip(chairs, users, strict=True))


def a_slug(model):
    """The next number, as a transaction of its own where the test has none."""
    with transaction.atomic():
        return model.next_slug()


def a_person(unit, role, *, name="", starts_on=NEW_YEAR, ends_on=None):
    """Somebody appointed to a role at a unit."""
    username = name or f"person{next(_numbers)}"
    user = User.objects.create_user(username=username, full_name=f"试验{username}")
    appointments.appoint(user, unit, role, starts_on=starts_on, ends_on=ends_on, by=SYSTEM)
    return user


@transaction.atomic
def a_complaint(world, state="registered", **fields):
    """What somebody told us, with a case where its state has one."""
    if state in ("accepted", "merged") and "case" not in fields:
        fields["case"] = a_case(world)
    number = next(_numbers)
    fields = {
        "channel": "WEB", "kind": "tutoring", "received_on": TODAY, "city": world.city,
        "reporting_unit": world.county, "school": world.school, "school_name": world.school.name,
        "narrative": "老师周末收费补课。", "receipt_hash": f"r{number}",
        "submission_hash": f"s{number}", **fields,
    }  # fmt: skip
    complaint = Complaint.objects.create(slug=a_slug(Complaint), state=state, **fields)
    grants.renew(complaint)
    search.index_complaint(complaint)
    return complaint


@transaction.atomic
def a_file(complaint, *, content=b"photo", has_copy=True, **fields):
    """A file of a report, checked: original, and unless told otherwise copy and preview."""
    copies = {"copy": files.keep([b"bare " + content]), "preview": files.keep([b"small"])}
    made = copies if has_copy else {}
    verdict = Verdict.COPY if has_copy else Verdict.REFUSED
    number = complaint.evidence.count() + 1
    fields = {"state": "ready", "kind": "image", "media_type": "image/jpeg", **made, **fields}
    return Evidence.objects.create(
        complaint=complaint, number=number, verdict=verdict, original=files.keep([content]),
        sealed_name=sealing.lock("name", "王小明家长.jpg".encode()), **fields,
    )  # fmt: skip


@transaction.atomic
def a_case(world, state="pending", *, teachers=None, team=None, **fields):
    """An inquiry into the school's first teacher, in the hands of the county once dispatched."""
    fields = {
        "kind": "tutoring", "title": "有偿补课", "city": world.city, "reporting_unit": world.county,
        "school": world.school, "opened_on": date(2026, 9, 1),
        "handling_unit": None if state == "pending" else world.county, **fields,
    }  # fmt: skip
    case = Case.objects.create(slug=a_slug(Case), state=state, **fields)
    people = [world.teacher] if teachers is None else teachers
    Respondent.objects.bulk_create(Respondent(case=case, teacher=one) for one in people)
    members = world.team if team is None and state not in ALONE else team or []
    for one in members:
        an_investigator(case, one)
    grants.renew(case)
    search.index_case(case)
    return case


def an_investigator(case, user, *, no_conflict_on=TODAY, **fields):
    return Investigator.objects.create(
        case=case, user=user, appointed_on=TODAY, no_conflict_on=no_conflict_on, **fields
    )


def an_order(world, case, *, unit=None, by="city.intake", **fields):
    """A proposed dispatch; issued where ``issued_on`` and ``number`` are given."""
    fields = {"proposed_on": TODAY, "due_on": date(2026, 12, 1), "lead_summary": "线索", **fields}
    return DispatchOrder.objects.create(
        case=case, unit=unit or world.county, proposed_by=world[by], **fields
    )


def a_report(world, case, *, signed_by=None, opinions=True):
    """A report of this round, signed by the team, that finds everybody at fault."""
    report = InvestigationReport.objects.create(
        case=case, round=case.round, version=1, facts="事实", evidence="证据", opinion="意见",
        written_by=world.team[0], written_on=TODAY,
    )  # fmt: skip
    for one in case.respondents.all() if opinions else ():
        ReportOpinion.objects.create(report=report, respondent=one, finding="substantiated")
    for user in world.team if signed_by is None else signed_by:
        ReportSignature.objects.create(report=report, user=user, on=TODAY)
    return report


def fix_finding(case, finding="substantiated", **fields):
    """Fix one finding for everybody in the case."""
    case.respondents.update(finding=finding, **fields)


PAST_NOTICE = (
    "notified",
    "hearing",
    "heard",
    "decided",
    "served",
    "under_review",
    "lifted",
    "expired",
    "revoked",
)
PAST_DEFENCE = PAST_NOTICE[2:]
DECIDED = PAST_NOTICE[3:]


@transaction.atomic
def a_proceeding(
    world, state="opened", *, kind="sanction", case_state="proceeding", case=None, **fields
):
    """The handling of the first respondent of a case, with the decision that its state implies."""
    if case is None:
        case = a_case(world, case_state)
        fix_finding(case)
    days = {
        "notified_on": TODAY if state in PAST_NOTICE else None,
        "heard_on": TODAY if state in PAST_DEFENCE else None,
    }
    proceeding = Proceeding.objects.create(
        slug=a_slug(Proceeding), case=case, respondent=case.respondents.first(), state=state,
        kind=kind, opened_on=TODAY, **days | fields,
    )  # fmt: skip
    if state in DECIDED:
        a_decision(world, proceeding, served_on=None if state == "decided" else TODAY)
    return proceeding


def a_draft(world, proceeding, *, sanction="W", catalogue="A", ready=True, **fields):
    """A draft by the county's officer; ready for the approver unless said otherwise."""
    checked = {"legality_by": world["county.legal"], "legality_on": TODAY, "met_on": TODAY}
    fields = {
        "facts": "事实", "basis": "依据", "drafted_by": world["county.officer"],
        "drafted_on": TODAY, **(checked if ready else {}), **fields,
    }  # fmt: skip
    return Decision.objects.create(
        proceeding=proceeding, sanction=sanction, catalogue=catalogue if sanction else "", **fields
    )


def a_decision(world, proceeding, **fields):
    """A decision made today: a warning of six months unless said otherwise."""
    fields = {
        "decided_on": TODAY, "starts_on": TODAY, "decided_by": world["county.approver"],
        "ends_on": date(2027, 4, 11), **fields,
    }  # fmt: skip
    return a_draft(world, proceeding, **fields)


def refusal(record, name, *, by, **arguments):
    """Do one verb. The sentence with which it was refused; None where it was done."""
    try:
        perform(verbs.get(record.SERIES, name), record, by=by, **arguments)
    except CaseError as reason:
        return str(reason)
    return None
