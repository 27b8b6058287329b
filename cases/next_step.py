"""The one next thing to do: what a record waits for, by the name of the verb."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases import handling_step
from cases.models import (
    Assistance,
    Case,
    Channel,
    Designation,
    DispatchOrder,
    Effect,
    Entrustment,
    InvestigationReport,
    Investigator,
    NameOpening,
    OpeningState,
    Proceeding,
    RecusalRequest,
    Refund,
    ReportSignature,
    Respondent,
    RetaliationWatch,
    Witness,
)
from cases.models.proceeding import SETTLED
from cases.states import CaseState, ComplaintState

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from cases.models import Complaint
    from cases.models.case import CaseQuerySet
    from people.models import User

TEAM = 2
REVIEW_AHEAD = timedelta(days=14)  # before the review of a shelved report is due
REFUND = "E11"


def of(kind: str, record: Any) -> str:
    """The verb that a record waits for; empty where nothing is left, or others come first."""
    ask: dict[str, Callable[[Any], str]] = {
        "complaint": of_complaint,
        "case": of_case,
        "proceeding": handling_step.of,
    }
    return ask[kind](record)


def persons(record: Any, name: str) -> list[User] | None:
    """Whose turn it is, where it is not that of a whole seat: who has not declared, not signed."""
    if name not in ("declare_no_conflict", "sign_report"):
        return None
    team = [one for one in record.investigators.select_related("user") if one.left_on is None]
    if name == "declare_no_conflict":
        return [one.user for one in team if one.no_conflict_on is None]
    signed = {one.user_id for one in record.report.signatures.all()} if record.report else set()
    return [one.user for one in team if one.user_id not in signed]


def of_complaint(complaint: Complaint) -> str:
    """What screening waits for, a child in danger first; "answer" once the inquiry is over."""
    match complaint.state:
        case ComplaintState.REGISTERED:
            first = "trust" if complaint.is_doubtful else "screen"
            return "report_danger" if complaint.needs_danger_report else first
        case ComplaintState.SCREENING:
            return "report_danger" if complaint.needs_danger_report else "accept"
        case ComplaintState.ACCEPTED | ComplaintState.MERGED:
            case_ = complaint.case
            over = case_ is not None and case_.state in (CaseState.CLOSED, CaseState.ARCHIVED)
            return "answer" if over else ""
        case ComplaintState.NOT_ACCEPTED:
            return "answer"
        case ComplaintState.REFERRED:
            return "record_receipt" if _is_referred(complaint, received_on=None) else "answer"
        case ComplaintState.SHELVED:
            return "review_shelved" if _is_review_due(complaint) else "wake"
    return ""


def _is_referred(complaint: Complaint, **facts: object) -> bool:
    """Whether a letter to another authority stands, of which this is true."""
    return complaint.transmittals.standing().filter(**facts).exists()


def _is_review_due(complaint: Complaint) -> bool:
    """Whether the six-monthly review is near, and no new report asks to wake it instead."""
    if complaint.next_due is None or complaint.next_due > timezone.localdate() + REVIEW_AHEAD:
        return False
    return not complaint.wake_calls.open().exists()


OF_REFERRALS: dict[str, dict[str, object]] = {
    "record_receipt": {"received_on": None},
    "record_return": {},
    "settle_referral": {"is_watched": True, "settled_on": None},
}


OF_HOTLINE = {"answer_interim", "extend_order", "return_order"}


OPEN = {
    "designate": "is_disputed", "take_back": "is_entrusted", "enter_for": "is_entrusted",
    "close_assistance": "is_asking", "decide_recusal": "is_doubted",
    "ask_witness_name": "is_coded", "rule_witness_name": "is_name_asked",
}  # fmt: skip


def is_beside_the_point(record: Any, name: str) -> bool:
    """Whether nothing in this record asks for the verb, so that nobody is offered it."""
    if name == "trust":
        return not record.is_doubtful
    if name == "settle_retaliation":
        return not RetaliationWatch.objects.filter(complaint=record, settled_on=None).exists()
    if name == "end_recusal":
        return not record.recusals.in_force().exists()
    if name in OPEN:
        return not getattr(_open_matters(record), OPEN[name])
    if name in OF_REFERRALS:
        return not _is_referred(record, **OF_REFERRALS[name])
    return name in OF_HOTLINE and record.channel != Channel.HOTLINE


def _open_matters(case: Case) -> Any:
    """What hangs on a case and waits elsewhere. One query, once a record."""
    if "_open_matters" not in case.__dict__:
        row = OuterRef("pk")
        asked = NameOpening.objects.filter(state=OpeningState.REQUESTED)
        case.__dict__["_open_matters"] = (
            Case.objects.filter(pk=case.pk)
            .annotate(
                is_disputed=_is_disputed(),
                is_entrusted=Exists(Entrustment.objects.in_force().filter(case=row)),
                is_asking=Exists(Assistance.objects.open().filter(case=row)),
                is_doubted=Exists(RecusalRequest.objects.waiting().filter(case=row)),
                is_coded=Exists(Witness.objects.filter(case=row)),
                is_name_asked=Exists(asked.filter(witness__case=row)),
            )
            .get()
        )
    return case.__dict__["_open_matters"]


def _is_disputed() -> Any:
    """Two units have declined with the city's agreement, and it has not designated one yet."""
    rows = DispatchOrder.objects.filter(
        case=OuterRef("pk"), ended_on__isnull=False, issued_on__isnull=False, recalled_as=""
    ).exclude(objection="")
    units = rows.values("case").annotate(n=Count("unit", distinct=True)).filter(n__gt=1)
    return Exists(units) & ~Exists(Designation.objects.filter(case=OuterRef("pk")))


def kept(case: Case) -> str:
    """What the inquiry waits for, as ``actions.waiting`` has kept it beside the case: no query."""
    mine = (name for name in case.waits_for if name.startswith("case."))
    return next(mine, "").removeprefix("case.")


def with_turns(cases: CaseQuerySet, reader: User) -> CaseQuerySet:
    """With the facts of ``with_facts``, and whether this person has to declare or to sign."""
    return with_own_turns(with_facts(cases), reader)


def with_own_turns(cases: CaseQuerySet, reader: User) -> CaseQuerySet:
    """Whether this person has to declare or to sign; for a list, that shows what is ``kept``."""
    mine = Investigator.objects.filter(case=OuterRef("pk"), user=reader, left_on=None)
    newest = _newest_report().values("pk")[:1]
    signature = ReportSignature.objects.filter(user=reader, report=OuterRef("newest_report"))
    return cases.annotate(
        newest_report=Subquery(newest),
        is_mine_to_declare=Exists(mine.filter(no_conflict_on=None)),
        is_mine_to_sign=Exists(mine) & ~Exists(signature),
    )


def is_turn_of_reader(case: Any, name: str) -> bool:
    """Whether a verb that waits for single people waits for this one; ``with_turns`` knows."""
    turns = {"declare_no_conflict": "is_mine_to_declare", "sign_report": "is_mine_to_sign"}
    return name not in turns or bool(getattr(case, turns[name]))


def with_facts(cases: CaseQuerySet) -> CaseQuerySet:
    """The same cases, each with the facts that ``of_case`` asks for: then it needs no query."""
    respondents = Respondent.objects.filter(case=OuterRef("pk"))
    effects = Effect.objects.filter(case=OuterRef("pk")).waiting()
    facts = {
        "is_untold": Exists(respondents.cleared_untold()),
        "is_to_be_handled": Exists(respondents.to_be_handled()),
        "is_unsettled": Exists(
            Proceeding.objects.filter(case=OuterRef("pk")).exclude(state__in=SETTLED)
        ),
        "is_to_apply": Exists(effects),
        "is_to_carry_out": Exists(effects.exclude(code=REFUND)),
        "is_money_missing": Exists(respondents.at_fault().filter(amount_taken__gt=_paid())),
    }
    return cases.annotate(**_facts_of_dispatch(), **_facts_of_inquiry(), **facts)


def _facts_of_dispatch() -> dict[str, Any]:
    orders = DispatchOrder.objects.filter(case=OuterRef("pk"), ended_on=None)
    return {
        "is_disputed": _is_disputed(),
        "is_proposed": Exists(orders.filter(issued_on=None)),
        "is_objected": Exists(orders.exclude(objection="")),
    }


def _facts_of_inquiry() -> dict[str, Any]:
    team = Investigator.objects.filter(case=OuterRef("pk"), left_on=None)
    newest = _newest_report()
    signed = newest.annotate(signed=Count("signatures")).values("signed")[:1]
    return {
        "team_size": Coalesce(Subquery(team.values("case").annotate(n=Count("pk")).values("n")), 0),
        "is_undeclared": Exists(team.filter(no_conflict_on=None)),
        "report_version": Subquery(newest.values("version")[:1]),
        "report_returned_on": Subquery(newest.values("returned_on")[:1]),
        "signed_by": Coalesce(Subquery(signed), 0),
    }


def _newest_report() -> QuerySet[InvestigationReport]:
    rows = InvestigationReport.objects.filter(case=OuterRef("pk"), round=OuterRef("round"))
    return rows.order_by("-version")


def _paid() -> Coalesce:
    refunds = Refund.objects.filter(respondent=OuterRef("pk")).values("respondent")
    return Coalesce(Subquery(refunds.annotate(paid=Sum("amount")).values("paid")), Decimal(0))


def of_case(case: Case) -> str:
    """What the inquiry waits for; empty while it waits for one of its proceedings. One query."""
    ask = _BY_STATE.get(CaseState(case.state))
    if ask is None:
        return ""
    known = hasattr(case, "team_size")
    return ask(case if known else with_facts(Case.objects.filter(pk=case.pk)).get())


def _pending(case: Any) -> str:
    if case.is_disputed:
        return "designate"
    return "dispatch" if case.is_proposed else "propose_dispatch"


def _dispatched(case: Any) -> str:
    return "object" if case.is_objected else "sign"


def _investigating(case: Any) -> str:
    if case.team_size < TEAM:
        return "appoint"
    if case.is_undeclared:
        return "declare_no_conflict"
    if case.report_version is None or case.report_returned_on:
        return "write_report"
    return "submit_report" if case.signed_by >= TEAM else "sign_report"


def _concluded(case: Any) -> str:
    if case.is_untold:
        return "tell_respondent"
    return "open_proceedings" if case.is_to_be_handled else "record"


def _proceeding(case: Any) -> str:
    if case.is_untold:
        return "tell_respondent"
    return "" if case.is_unsettled else "record"


def _recorded(case: Any) -> str:
    if case.is_to_apply:
        return "apply"
    return "record_refund" if case.is_money_missing else _end(case)


def _applying(case: Any) -> str:
    if case.is_to_carry_out:
        return "carry_out_effects"
    return "record_refund" if case.is_money_missing else _end(case)


def _end(case: Any) -> str:
    return "close" if case.completion_reported_on else "report_completion"


_BY_STATE: dict[CaseState, Callable[[Any], str]] = {
    CaseState.PENDING: _pending,
    CaseState.DISPATCHED: _dispatched,
    CaseState.INVESTIGATING: _investigating,
    CaseState.SUSPENDED: lambda _case: "resume",
    CaseState.REPORTED: lambda _case: "conclude",
    CaseState.CONCLUDED: _concluded,
    CaseState.PROCEEDING: _proceeding,
    CaseState.RECORDED: _recorded,
    CaseState.APPLYING: _applying,
    CaseState.CLOSED: lambda _case: "archive",
}
