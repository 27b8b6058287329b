"""《工作移交清单》: what is handed over, line by line, three places to sign, an annex for each case."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils import timezone

from cases.models import Clock, HandoverPart, Investigator, ItemKind, LeavingReason
from cases.paper_sheets import parts
from cases.states import CaseState, ComplaintState
from notifications.models import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.utils.functional import _StrPromise

    from cases.models import Case, Handover, HandoverItem, HandoverSignature
    from cases.paper_sheets import Sheet
    from people.models import User

MARK = "内部资料"
REASONS: dict[str, str] = {
    LeavingReason.MOVED: "调离", LeavingReason.RETIRED: "退休、辞职",
    LeavingReason.PARENTAL: "产假、长假", LeavingReason.DUTIES: "岗位调整",
    LeavingReason.OTHER: "其他原因",
}  # fmt: skip
KINDS: dict[str, str] = {
    ItemKind.CASE: "承办的核查件", ItemKind.TEAM: "参加核查组的核查件",
    ItemKind.VIEW: "保存的视图", ItemKind.COMPLAINT: "正在受理审查的举报件",
    ItemKind.SLIP: "待反馈的提示单、督办单", ItemKind.INSTRUCTION: "未反馈的批示、上级督办件",
    ItemKind.OPINION: "未结束的舆情", ItemKind.PAPER: "正本未归卷的文书",
}  # fmt: skip
PARTS: dict[str, str] = {
    HandoverPart.GIVER: "移交人", HandoverPart.TAKER: "接交人", HandoverPart.MONITOR: "监交人",
}  # fmt: skip


def sheet(
    handover: Handover,
    items: Sequence[HandoverItem],
    persons: Mapping[HandoverPart, Iterable[User]],
    signed: Iterable[HandoverSignature],
) -> Sheet:
    """Numbers, states and days; no reporter, no narrative, no person of a case."""
    return {
        "bureau": handover.unit.name,
        "mark": MARK,
        "body": {
            "giver": handover.giver.full_name,
            "takers": [one.full_name for one in persons[HandoverPart.TAKER]],
            "monitor": handover.monitor.full_name,
            "reason": REASONS[handover.reason],
            "note": handover.note,
            "from_on": handover.from_on,
            "version": handover.version,
            "is_done": not handover.is_open,
            "count": len(items),
            "late": sum(_is_late(one.due_on) for one in items),
            "kinds": _kinds(items),
            "signatures": _signatures(persons, signed),
            "annexes": _annexes(items),
        },
    }


def _kinds(items: Sequence[HandoverItem]) -> list[Sheet]:
    of_kind: defaultdict[str, list[HandoverItem]] = defaultdict(list)
    for one in items:
        of_kind[one.kind].append(one)
    return [
        {"name": KINDS[kind], "rows": [_row(one) for one in of_kind[kind]]}
        for kind in KINDS
        if of_kind[kind]
    ]


def _row(item: HandoverItem) -> Sheet:
    return {
        "label": item.label, "state": _state(item), "due_on": item.due_on,
        "is_late": _is_late(item.due_on), "to": item.successor.full_name,
    }  # fmt: skip


def _state(item: HandoverItem) -> str | _StrPromise:
    if item.complaint:
        return ComplaintState(item.complaint.state).label
    return CaseState(item.case.state).label if item.case else ""


def _is_late(day: date | None) -> bool:
    return day is not None and day < timezone.localdate()


def _signatures(
    persons: Mapping[HandoverPart, Iterable[User]], signed: Iterable[HandoverSignature]
) -> list[Sheet]:
    names = {(one.part, one.person_id): one for one in signed}
    return [
        {"part": PARTS[part], "name": one.full_name, **_name(names.get((part, one.pk)))}
        for part, people in persons.items()
        for one in people
    ]


def _name(one: HandoverSignature | None) -> Sheet:
    if one is None:
        return {"on": None, "by": "", "reason": ""}
    by = "" if one.signed_by_id == one.person_id else one.signed_by.full_name
    return {"on": one.on, "by": by, "reason": one.reason}


def _annexes(items: Sequence[HandoverItem]) -> list[Sheet]:
    """One a case that changes hands. Three queries."""
    kinds = (ItemKind.CASE, ItemKind.TEAM)
    rows = {one.case_id: one for one in items if one.kind in kinds and one.case}
    cases = [one.case for one in rows.values() if one.case]
    clocks, teams, papers = _clocks(cases), _teams(cases), _papers(cases)
    return [
        {
            "number": one.case.number, "matter": parts.matter(one.case),
            "state": CaseState(one.case.state).label, "opened_on": one.case.opened_on,
            "to": one.successor.full_name, "clocks": clocks[one.case.pk],
            "team": teams[one.case.pk], "papers": papers[one.case.subject],
            "also": [f"{KINDS[more.kind]}：{more.label}" for more in items
                     if more.case_id == one.case_id and more.kind in (ItemKind.SLIP, ItemKind.INSTRUCTION, ItemKind.OPINION)],
        }
        for one in rows.values()
        if one.case
    ]  # fmt: skip


def _clocks(cases: Iterable[Case]) -> defaultdict[int, list[Sheet]]:
    found: defaultdict[int, list[Sheet]] = defaultdict(list)
    rows = Clock.objects.running().filter(case__in=[one.pk for one in cases], is_ours=True)
    for one in rows:
        row: Sheet = {"name": one.name, "due_on": one.due_on, "is_late": _is_late(one.due_on)}
        found[one.case_id or 0].append(row)
    return found


def _teams(cases: Iterable[Case]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Investigator.objects.filter(case__in=[one.pk for one in cases], left_on=None)
    for one in rows.select_related("user"):
        found[one.case_id].append(one.user.full_name)
    return found


def _papers(cases: Iterable[Case]) -> defaultdict[str, list[Sheet]]:
    """Every paper of a case, and whether its signed original is on file."""
    found: defaultdict[str, list[Sheet]] = defaultdict(list)
    rows = Paper.objects.filter(subject__in=[one.subject for one in cases])
    for one in rows.exclude(kind="dossier").select_related("signed").order_by("pk"):
        found[one.subject].append(
            {"title": one.title, "on": one.issued_on, "is_filed": hasattr(one, "signed")}
        )
    return found
