"""What is to be approved, signed or checked: shown above the button that does it, so that nobody signs unread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.models import DispatchMode, Material
from cases.models.rights import rights_of
from cases.sheets import errands
from cases.sheets.people import outcome, violation_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.models import Case, InvestigationReport, Proceeding, ReportOpinion
    from people.models import User

    Facts = list[tuple[Any, Any]]


def to_decide(key: str, record: Any, reader: User) -> Facts:
    """Term and text of what this verb is about. Nothing for a verb that brings its own; a few queries else."""
    facts = SHOWN.get(key)
    return facts(record, reader) if facts else []


def _order(case: Case, _reader: User) -> Facts:
    order = case.order
    if order is None:
        return []
    return [
        (_("Handling unit"), order.unit.name),
        (_("Way of dispatch"), DispatchMode(order.mode).label),
        (_("Lead summary"), order.lead_summary),
        (_("Requirements"), order.requirements),
        (_("To be concluded by"), date_format(order.due_on, "DATE_FORMAT")),
        (_("Why not the unit proposed"), order.overridden_because),
    ]


def _objection(case: Case, _reader: User) -> Facts:
    order = case.order
    return [(order.unit.name, order.objection)] if order else []


def _report(case: Case, reader: User) -> Facts:
    checks = errands.only_checks(rights_of(case, reader))
    report = errands.report_open_to(case, reader, checks=checks)
    if report is None:
        return []
    return [
        (_("Course of the inquiry and facts found"), report.facts),
        (_("Evidence"), report.evidence),
        *_opinions(report),
        (_("Opinion on handling"), report.opinion),
    ]


def _opinions(report: InvestigationReport) -> Facts:
    rows = report.opinions.select_related("respondent__teacher")
    return [(one.respondent.shown_name, _said_of(one)) for one in rows]


def _said_of(opinion: ReportOpinion) -> str:
    parts = [opinion.get_finding_display(), *violation_names(opinion.violations), opinion.facts]
    return "\n".join(str(part) for part in parts if part)


def _wording(case: Case, _reader: User) -> Facts:
    opinion = getattr(case, "opinion", None)
    return [(_("Wording for answers"), opinion.wording)] if opinion else []


def _draft(proceeding: Proceeding, _reader: User) -> Facts:
    draft = proceeding.draft
    if draft is None:
        return []
    return [
        (_("Decision"), "、".join(outcome(draft))),
        (_("Facts and evidence"), draft.facts),
        (_("Basis"), draft.basis),
        (_("Legality opinion"), draft.legality_opinion),
        (_("Extract of the minutes"), draft.minutes),
    ]


def _completion(case: Case, _reader: User) -> Facts:
    said = case.dossier.filter(kind=Material.COMPLETION).order_by("-pk").first()
    return [(_("Completion report"), said.text)] if said else []


SHOWN: dict[str, Callable[[Any, User], Facts]] = {
    "case.dispatch": _order,
    "case.sign": _order,
    "case.object": _objection,
    "case.overrule_objection": _objection,
    "case.sign_report": _report,
    "case.submit_report": _report,
    "case.return_report": _report,
    "case.approve_wording": _wording,
    "case.close": _completion,
    "proceeding.check_legality": _draft,
    "proceeding.record_meeting": _draft,
    "proceeding.decide": _draft,
}
