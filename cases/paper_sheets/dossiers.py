"""The dossier 卷宗: every paper and every entry of a case in order, and what came of it.

The complaint is no part of it: its papers and entries hang on the complaint, which stays where the
reporter is protected.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from cases.models import DossierItem, Material
from cases.paper_sheets import parts, words
from notifications import papers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cases.models import Case, CaseFile, FileRecord, Proceeding, Respondent
    from cases.paper_sheets import Sheet
    from notifications.models import Paper

INQUIRY, CLEARANCE = "交办与核查", "核查结论告知"
ORDER = [  # of papers that bear the same day
    "designation_notice", "dispatch_order", "entrustment_order", "assistance_letter", "inquiry_plan",
    Material.PLAN, "recusal_statement", Material.RECUSAL, "interview", Material.INTERVIEW,
    "site_record", Material.SITE, Material.PAYMENT, "money_ledger", Material.MONEY,
    "evidence_list", Material.EVIDENCE_LIST, Material.EXTENSION, Material.SUSPENSION, "check_sheet",
    "investigation_report", Material.SUPPLEMENT, Material.FORMAL_OPENING, "proposed_notice",
    Material.HEARING, Material.DEFENCE, Material.OPINIONS, Material.LEGALITY, Material.MINUTES,
    "decision", Material.SERVICE, Material.REVIEW, Material.REVIEW_RESULT, Material.LIFTING,
    "transfer_letter", Material.TRANSFER, "conclusion_notice", "clarification", Material.COMPLETION, Material.OTHER,
]  # fmt: skip


class _Place(NamedTuple):
    """Where something stands in the dossier: its part, its day, its rank, its age."""

    part: int
    on: date
    rank: int
    pk: int


def dossier(case: Case) -> Sheet:
    """Cover, list, the case in short, then every item."""
    people = list(case.respondents.select_related("teacher__teaching_unit"))
    items = _items(case)
    return {
        "bureau": parts.handling_bureau(case),
        "mark": "内部资料",
        "body": {
            "case_number": case.number,
            "unit": parts.handling_bureau(case),
            "matter": parts.matter(case),
            "names": [parts.name_of(one) for one in people],
            "opened_on": case.opened_on,
            "concluded_on": case.concluded_on,
            "recorded_on": case.recorded_on,
            "accountability": case.accountability,
            "course": _course(case),
            "people": [_outcome(one) for one in people],
            "records": [_record(one) for one in _file_records(case)],
            "parts": _parts(items),
            "count": len(items),
        },
    }


def _items(case: Case) -> list[tuple[_Place, str, Sheet]]:
    """Papers and entries with their places; the part of a proceeding bears its person's name."""
    parts_of = {one.slug: (at, one) for at, one in enumerate(_proceedings(case), 1)}
    every = papers.of(case.subject).exclude(kind="dossier")
    signed = every.select_related("signed__evidence__original", "signed__evidence__given_by")
    found = [_of_paper(one, parts_of) for one in signed]
    entries = DossierItem.objects.filter(case=case, paper=None)  # the others are papers
    entries = entries.select_related("entered_by", "proceeding")
    found += [_of_entry(one, parts_of) for one in entries]
    return sorted(found, key=itemgetter(0))


def _proceedings(case: Case) -> Iterable[Proceeding]:
    return case.proceedings.select_related("respondent__teacher").order_by("pk")


_Parts = dict[str, tuple[int, "Proceeding"]]


def _of_paper(paper: Paper, parts_of: _Parts) -> tuple[_Place, str, Sheet]:
    slug = paper.sheet.get("proceeding", "")
    part, title = _part(slug, parts_of)
    about = paper.sheet.get("about", "")
    if paper.kind in ("conclusion_notice", "clarification"):
        part, title = len(parts_of) + 1, CLEARANCE
    sheet = {
        "template": f"paper/_{paper.kind}.html",
        "title": f"{paper.title}（{about}）" if about else paper.title,
        "number": paper.number,
        "on": paper.issued_on,
        "signed": _signed(paper),
        "to": paper.sheet.get("to", ""),
        "by": paper.sheet.get("bureau", ""),
        "is_served": paper.audience == "respondent",
        "body": paper.sheet.get("body", {}),
    }
    return _Place(part, paper.issued_on, ORDER.index(paper.kind), paper.pk), title, sheet


def _signed(paper: Paper) -> Sheet:
    """The signed original that came back: who entered it, and its fingerprint."""
    file: CaseFile | None = getattr(paper, "signed", None)
    if file is None:
        return {}
    row = file.evidence
    given_by = row.given_by.full_name if row.given_by else ""
    return {"on": row.on, "by": given_by, "sha256": row.original.sha256}


def _of_entry(item: DossierItem, parts_of: _Parts) -> tuple[_Place, str, Sheet]:
    slug = item.proceeding.slug if item.proceeding else ""
    part, title = _part(slug, parts_of)
    kind = Material(item.kind)
    rank = ORDER.index(kind) if kind in ORDER else len(ORDER)
    sheet = {
        "template": "",
        "title": words.MATERIALS[kind],
        "number": "",
        "on": item.on,
        "to": "",
        "by": item.entered_by.full_name,
        "body": {"text": item.text},
    }
    return _Place(part, item.on, rank, item.pk), title, sheet


def _part(slug: str, parts_of: _Parts) -> tuple[int, str]:
    if slug not in parts_of:
        return 0, INQUIRY
    at, proceeding = parts_of[slug]
    return at, f"对{parts.name_of(proceeding.respondent)}的处理 {proceeding.number}"


def _parts(items: Iterable[tuple[_Place, str, Sheet]]) -> list[Sheet]:
    numbered = [
        (title, sheet | {"place": place}) for place, (_, title, sheet) in enumerate(items, 1)
    ]
    return [
        {"title": title, "items": [sheet for _, sheet in rows]}
        for title, rows in groupby(numbered, key=itemgetter(0))
    ]


def _course(case: Case) -> list[Sheet]:
    """The days on which the case went a step further."""
    order, report = case.order, case.report
    days = [
        ("登记核查件", case.opened_on),
        ("交办", order.issued_on if order else None),
        ("承办单位签收", order.signed_on if order else None),
        ("提交核查报告", report.written_on if report else None),
        ("作出初核结论", case.concluded_on),
        ("入档", case.recorded_on),
    ]
    return [{"what": what, "on": on} for what, on in days if on]


def _outcome(respondent: Respondent) -> Sheet:
    """What was found about one person, and what followed."""
    newest = respondent.proceedings.order_by("-pk").first()
    decided = newest.decision if newest else None
    day = decided.decided_on if decided else None
    done = []
    if decided and day:
        done = parts.handling(
            decided.sanction, decided.catalogue, decided.measures, decided.months, day
        )
    return parts.person(respondent) | {
        "finding": words.FINDINGS.get(respondent.finding, ""),  # type: ignore[call-overload]
        "broken": parts.broken(respondent.violations, respondent.case.opened_on),
        "amount": respondent.amount_taken or None,
        "handling": [str(one["name"]) for one in done],
        "decided_on": day,
        "ends_on": decided.ends_on if decided else None,
        "disqualified_until": decided.disqualified_until if decided else None,
        "served_on": decided.served_on if decided else None,
        "service": words.SERVICES.get(decided.service, "") if decided else "",  # type: ignore[call-overload]
        "told_on": respondent.told_on,
    }


def _file_records(case: Case) -> Iterable[FileRecord]:
    return case.file_records.select_related("decision__proceeding__respondent__teacher").order_by(
        "pk"
    )


def _record(record: FileRecord) -> Sheet:
    decided = record.decision
    return {
        "name": parts.name_of(decided.proceeding.respondent) if decided else "",
        "number": decided.office_number or decided.proceeding.number if decided else "",
        "place": record.place,
        "receipt": record.receipt,
        "filed_on": record.filed_on,
    }
