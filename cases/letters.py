"""One function for each letter and paper. A paper's sheet is frozen here; the worker prints it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.urls import reverse

from cases.catalogues import titles
from cases.models import Rung
from cases.paper_sheets import (
    coded,
    dossiers,
    errands,
    handovers,
    reporters,
    respondents,
    rulings,
    signed,
    slips,
    tracks,
    units,
    upward,
)
from cases.permissions import Seat, people_in
from notifications import outbox, papers
from people.appointments import holders
from people.models import UnitKind
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cases.catalogues.refusals import Ground
    from cases.models import (
        Assistance,
        Case,
        Clarification,
        Clock,
        Complaint,
        Decision,
        Designation,
        DispatchOrder,
        Entrustment,
        Handover,
        HandoverItem,
        HandoverPart,
        HandoverSignature,
        Instruction,
        InvestigationReport,
        PaperApproval,
        Proceeding,
        Referral,
        Respondent,
        Slip,
        Transmittal,
    )
    from cases.paper_sheets import Sheet
    from notifications.models import Paper
    from people.models import Unit, User


def oversee(complaint: Complaint) -> None:
    """Discipline supervision watches that retaliation is acted on; it does not read the report."""
    tell(complaint, "complaint.retaliation_overseen", Seat.DISCIPLINE, link="")


def tell(record: Case | Complaint, event: str, *seats: Seat, link: str | None = None) -> None:
    """One inbox letter to everybody in these seats: that something waits, and where.

    ``link`` is the record's page unless given; empty for those who may not open it.
    """
    people = {one.pk: one for seat in seats for one in people_in(record, seat)}
    outbox.queue(
        event, to=people.values(), title=titles.LETTERS.get(event, titles.SOMETHING),
        body=record.number, link=record.get_absolute_url() if link is None else link,
        is_mailed=event not in titles.NOT_MAILED, is_urgent=_is_urgent(record, event),
    )  # fmt: skip


def _is_urgent(record: Case | Complaint, event: str) -> bool:
    return event in titles.URGENT or (event == "complaint.registered" and record.minor_risk)


def _issue(kind: str, subject: str, audience: str, number: str, sheet: Sheet) -> Paper:
    """Every paper passes here: whatever was typed, a witness stands in it under the code."""
    return papers.issue(
        kind, subject=subject, title=titles.TITLES[kind], audience=audience, number=number,
        sheet=coded.hidden(subject, sheet | signed.on_sheet(audience)),
    )  # fmt: skip


def acceptance_notice(complaint: Complaint) -> None:
    """举报受理告知书, for a named reporter."""
    sheet = reporters.acceptance_notice(complaint)
    _issue("acceptance_notice", complaint.subject, "reporter", complaint.number, sheet)


def result_notice(complaint: Complaint) -> None:
    """办理结果告知书, for a named reporter."""
    sheet = reporters.result_notice(complaint)
    _issue("result_notice", complaint.subject, "reporter", complaint.number, sheet)


def refusal_notice(complaint: Complaint, ground: Ground) -> None:
    """不予受理告知书, for a named reporter."""
    sheet = rulings.refusal_notice(complaint, ground)
    _issue("refusal_notice", complaint.subject, "reporter", complaint.number, sheet)


def referral_notice(complaint: Complaint, sent: Transmittal) -> None:
    """举报转办告知书, for a named reporter: where his report went."""
    sheet = rulings.referral_notice(complaint, sent)
    _issue("referral_notice", complaint.subject, "reporter", complaint.number, sheet)


def referral_letter(complaint: Complaint, sent: Transmittal, receipt: Clock) -> None:
    """转办函, in the letter format, to the authority that may act; no reporter."""
    sheet = rulings.referral_letter(complaint, sent, receipt)
    _issue("referral_letter", complaint.subject, "unit", "", sheet)


def danger_register(complaint: Complaint, sheet: Sheet) -> None:
    """强制报告登记表: who was told that a child may be in danger."""
    _issue("danger_register", complaint.subject, "unit", complaint.number, sheet)


def shelving_sheet(
    complaint: Complaint, missing: Sequence[str], review: Clock, approver: User
) -> None:
    """暂存待查审批表."""
    sheet = rulings.shelving_sheet(complaint, missing, review, approver)
    _issue("shelving_sheet", complaint.subject, "unit", complaint.number, sheet)


def dispatch_order(case: Case, order: DispatchOrder) -> None:
    """交办单 with the redacted lead summary, never the complaint."""
    sheet = units.dispatch_order(case, order)
    _issue("dispatch_order", case.subject, "unit", order.number, sheet)


def designation_notice(case: Case, designation: Designation) -> None:
    """《指定办理通知书》 to the unit designated, with the views of both sides."""
    sheet = errands.designation_notice(case, designation)
    _issue("designation_notice", case.subject, "unit", designation.number, sheet)


def entrustment_order(case: Case, entrustment: Entrustment) -> None:
    """委托核查单 with the redacted lead summary."""
    sheet = errands.entrustment_order(case, entrustment)
    _issue("entrustment_order", case.subject, "unit", entrustment.number, sheet)


def assistance_letter(case: Case, request: Assistance) -> None:
    """协查函, in the letter format, to the bureau asked."""
    sheet = errands.assistance_letter(request)
    _issue("assistance_letter", case.subject, "unit", request.number, sheet)


def progress_report(case: Case, instruction: Instruction) -> None:
    """办理情况报告, to the superior who supervises the case."""
    sheet = upward.progress_report(case, instruction)
    _issue("progress_report", case.subject, "unit", case.number, sheet)


def slip(slip: Slip) -> None:
    """提示单, 提示函, 督办单 and what follows them, to the unit."""
    papers.issue(
        "slip_letter" if slip.rung == Rung.LETTER else "slip_form",
        subject=slip.subject, title=slips.TITLES[slip.rung], audience="unit",
        number=slip.number, sheet=slips.sheet(slip),
    )  # fmt: skip


def tell_of_slip(slip: Slip, event: str, unit: Unit, *roles: Role) -> None:
    """A letter to one side of a slip; its link is the slip's page alone."""
    people = {one.pk: one for role in roles for one in holders(unit, role)}
    outbox.queue(
        event, to=people.values(), title=titles.LETTERS[event], body=str(slip),
        link=slip.get_absolute_url(), is_urgent=slip.rung == Rung.ORDER and event == "slip.issued",
    )  # fmt: skip


def handover_list(
    handover: Handover,
    items: Sequence[HandoverItem],
    persons: Mapping[HandoverPart, Sequence[User]],
    signed: Sequence[HandoverSignature],
) -> None:
    """工作移交清单, with three places to sign and an annex for each case."""
    papers.issue(
        "handover_list", subject=handover.subject, title=titles.TITLES["handover_list"], audience="unit",
        number=handover.number, sheet=handovers.sheet(handover, items, persons, signed),
    )  # fmt: skip


def tell_of_handover(handover: Handover, event: str, people: Iterable[User]) -> None:
    """A letter to those who have a part in it."""
    outbox.queue(
        event, to=people, title=titles.LETTERS[event], body=handover.number,
        link=handover.get_absolute_url(),
    )  # fmt: skip


def tell_of_dispute(approval: PaperApproval) -> None:
    """The head, the city's approver and the supervisor; the list says which, the record is not opened by it."""
    record = approval.case or approval.complaint
    if record is not None:
        tell(
            record, "paper_approval.disputed", Seat.APPROVER, Seat.CITY_APPROVER, Seat.DISCIPLINE,
            link=reverse("paper-approvals"),
        )  # fmt: skip


def tell_of_drafts(drafts: Iterable[Slip]) -> None:
    """One letter a city: so many slips were drafted tonight."""
    numbers = Counter(slip.city for slip in drafts)
    for city, number in numbers.items():
        people = {
            one.pk: one for role in (Role.INTAKE, Role.APPROVER) for one in holders(city, role)
        }
        outbox.queue(
            "slip.drafted", to=people.values(), title=titles.LETTERS["slip.drafted"], body=str(number),
            link=reverse("supervision"),
        )  # fmt: skip


def tell_bureau(unit: Unit, event: str, request: Assistance) -> None:
    """A letter to those at a bureau who deal with assistance; its link is the assistance's page alone."""
    role = Role.INTAKE if unit.kind == UnitKind.CITY else Role.OFFICER
    outbox.queue(
        event, to=holders(unit, role), title=titles.LETTERS[event], body=request.number,
        link=request.get_absolute_url(),
    )  # fmt: skip


def check_sheet(case: Case, report: InvestigationReport) -> None:
    """核查情况表: one page, two signatures."""
    _issue("check_sheet", case.subject, "unit", case.number, units.check_sheet(case, report))


def investigation_report(case: Case, report: InvestigationReport) -> None:
    """核查报告."""
    sheet = units.investigation_report(case, report)
    _issue("investigation_report", case.subject, "unit", case.number, sheet)


def material(case: Case, kind: str, sheet: Sheet) -> Paper:
    """A paper that the inquiry itself makes: plan, talk, visit, list (domain reference §9.3 S3)."""
    return _issue(kind, case.subject, "unit", case.number, sheet)


def proposed_notice(proceeding: Proceeding) -> None:
    """拟处理告知书: facts, basis, intended handling, rights."""
    sheet = respondents.proposed_notice(proceeding)
    _issue("proposed_notice", proceeding.case.subject, "respondent", proceeding.number, sheet)


def decision(proceeding: Proceeding, decided: Decision) -> None:
    """处理决定书 (办法 art. 8)."""
    sheet = respondents.decision(proceeding, decided)
    number = decided.office_number or proceeding.number
    _issue("decision", proceeding.case.subject, "respondent", number, sheet)


def conclusion_notice(case: Case, respondent: Respondent) -> None:
    """核查结论告知书, for a person who was cleared."""
    sheet = respondents.conclusion_notice(case, respondent)
    _issue("conclusion_notice", case.subject, "respondent", case.number, sheet)


def dossier(case: Case) -> None:
    """卷宗: everything about the case, in order; no complaint, no reporter."""
    _issue("dossier", case.subject, "unit", case.number, dossiers.dossier(case))


def transfer_letter(case: Case, referral: Referral) -> None:
    """案件线索移送函, in the letter format, to the authority that may act."""
    sheet = tracks.transfer_letter(case, referral)
    _issue("transfer_letter", case.subject, "unit", "", sheet)


def clarification(case: Case, done: Clarification) -> None:
    """澄清正名函, in the letter format, to the unit of the person cleared."""
    _issue("clarification", case.subject, "unit", "", tracks.clarification(case, done))
