"""Records with the dates that a month is counted by, and nothing else about them."""

from datetime import date, timedelta
from itertools import count

from cases.models import (
    Case,
    Clock,
    Complaint,
    Decision,
    DispatchOrder,
    DossierItem,
    Effect,
    FileRecord,
    Proceeding,
    Refund,
    Respondent,
)
from ledger.models import Event
from people.models import User
from tests.people.factories import a_teacher

_numbers = count(1)
MIDDLE = date(2026, 10, 15)
BEFORE = date(2026, 9, 20)
AFTER = date(2026, 11, 3)


def a_complaint(units, received_on=MIDDLE, *, unit="lucheng", **fields):
    number = next(_numbers)
    fields = {
        "channel": "WEB", "kind": "tutoring", "city": units.city, "narrative": "老师收费补课。",
        "reporting_unit": getattr(units, unit) if unit else None, "received_on": received_on,
        "slug": f"2026-{number:05d}", "receipt_hash": f"r{number}", "submission_hash": f"s{number}",
        **fields,
    }  # fmt: skip
    return Complaint.objects.create(**fields)


def a_case(units, opened_on=MIDDLE, *, unit="lucheng", findings=(), **fields):
    """With one respondent, at fault to the amount of 100 yuan, for each finding."""
    fields = {
        "kind": "tutoring", "title": "有偿补课", "city": units.city, "opened_on": opened_on,
        "reporting_unit": getattr(units, unit), "handling_unit": getattr(units, unit),
        "state": "investigating", "slug": f"2026-{next(_numbers):05d}", **fields,
    }  # fmt: skip
    case = Case.objects.create(**fields)
    for finding in findings:
        a_respondent(units, case, finding)
    return case


def a_respondent(units, case, finding="substantiated", *, teacher=None, amount=100):
    teacher = teacher or a_teacher(units.lucheng_school)
    return Respondent.objects.create(
        case=case, teacher=teacher, finding=finding, amount_taken=amount
    )


def a_decision(
    units, decided_on=MIDDLE, *, respondent=None, sanction="W", unit="lucheng", **fields
):
    """On a new person, unless one is given."""
    respondent = respondent or a_respondent(units, a_case(units, unit=unit))
    proceeding = Proceeding.objects.create(
        case=respondent.case, respondent=respondent, kind="sanction", opened_on=decided_on,
        state="served", notified_on=decided_on, heard_on=decided_on,
        slug=f"2026-{next(_numbers):05d}",
    )  # fmt: skip
    return Decision.objects.create(
        proceeding=proceeding, sanction=sanction, facts="事实", basis="依据",
        drafted_by=somebody("drafter"), drafted_on=decided_on, decided_by=somebody("decider"),
        legality_on=decided_on, met_on=decided_on, decided_on=decided_on, starts_on=decided_on,
        **fields,
    )  # fmt: skip


def somebody(name):
    return User.objects.get_or_create(username=name, defaults={"full_name": name})[0]


def an_effect(decision, **fields):
    fields = {
        "code": f"X{next(_numbers) % 1000}",
        "name": "结果",
        "executor": "personnel",
        **fields,
    }
    return Effect.objects.create(case=decision.proceeding.case, decision=decision, **fields)


def a_filing(decision, filed_on=MIDDLE):
    case = decision.proceeding.case
    return FileRecord.objects.create(case=case, decision=decision, place="档案", filed_on=filed_on)


def a_refund(respondent, amount, paid_on=MIDDLE):
    return Refund.objects.create(
        respondent=respondent, amount=amount, paid_on=paid_on, proof="签收"
    )


def a_clock(record, due_on, *, limit="K4", stopped_on=None, **fields):
    """A limit of ten days on a case or a complaint."""
    owner = "complaint" if isinstance(record, Complaint) else "case"
    fields = {"started_on": due_on - timedelta(days=10), **fields}
    return Clock.objects.create(
        **{owner: record}, limit=limit, name=f"期限{limit}", due_on=due_on, stopped_on=stopped_on,
        **fields,
    )  # fmt: skip


def an_event(record, kind, on=MIDDLE):
    position = Event.objects.filter(subject=record.subject).count() + 1
    return Event.objects.create(
        subject=record.subject, position=position, kind=kind, on=on, actor_key="x", actor_name="x",
        hash="0",
    )  # fmt: skip


def an_order(units, case, *, ended_on, issued_on=MIDDLE, objection=""):
    return DispatchOrder.objects.create(
        case=case, unit=units.lucheng, number="温师交〔2026〕1号", lead_summary="线索",
        due_on=AFTER, proposed_by=somebody("intake"), proposed_on=issued_on, issued_on=issued_on,
        ended_on=ended_on, objection=objection,
    )  # fmt: skip


def a_return(case, on=MIDDLE):
    """The report goes back once."""
    return DossierItem.objects.create(
        case=case, kind="supplement", on=on, text="补充", round=case.round,
        entered_by=somebody("approver"),
    )  # fmt: skip
