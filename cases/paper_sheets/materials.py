"""Papers that the inquiry itself makes: plan, talks, visits, lists. No complaint, no reporter, no witness by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from cases.catalogues import interviews
from cases.models import DossierItem, Evidence, Part, Payment
from cases.paper_sheets import parts, units, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cases.models import Case, CaseFile, Investigator
    from cases.paper_sheets import Sheet

UNREAD = "（纸质原件待扫描）"


def _frame(case: Case, body: Sheet, *, about: str = "") -> Sheet:
    """What stands around every one of them; ``about`` tells it from others of its kind."""
    common = {
        "case_number": case.number,
        "matter": parts.matter(case),
        "unit": parts.handling_bureau(case),
    }
    return {
        "bureau": parts.handling_bureau(case), "mark": units.MARK, "about": about,
        "body": common | body,
    }  # fmt: skip


def team_of(case: Case) -> list[str]:
    """The investigators of today."""
    team = case.investigators.filter(left_on=None).select_related("user")
    return [one.user.full_name for one in team]


def plan(case: Case, said: Mapping[str, object]) -> Sheet:
    """核查方案; its occasion may be an ordinary inspection, so that nobody is exposed."""
    people = case.respondents.select_related("teacher__teaching_unit")
    return _frame(case, {**said, "people": parts.by_unit(people), "team": team_of(case)})


def interview(case: Case, said: Mapping[str, object], *, part: Part, about: str) -> Sheet:
    """谈话笔录 with what was read out, by the template of the day."""
    template = interviews.get(part, timezone.localdate())
    body = {**said, "person": about, "part": template.name, "rights": list(template.rights)}
    return _frame(case, body, about=about)


def site(case: Case, said: Mapping[str, object]) -> Sheet:
    """现场检查记录."""
    return _frame(case, dict(said), about=str(said.get("place", "")))


def statement(case: Case, one: Investigator, *, on: date) -> Sheet:
    """回避声明书 of one investigator."""
    return _frame(case, {"name": one.user.full_name, "on": on}, about=one.user.full_name)


def money(case: Case) -> Sheet:
    """收退款台账: every standing row, and the sums of each person."""
    rows = list(Payment.objects.of(case).standing().select_related("respondent__teacher", "file"))
    people = {one.respondent_id: one.respondent for one in rows}
    sums = [
        {
            "name": parts.name_of(person),
            "amount": sum(one.amount for one in rows if one.respondent_id == pk),
            "returned": sum(one.returned for one in rows if one.respondent_id == pk),
        }
        for pk, person in people.items()
    ]
    return _frame(case, {"rows": [_row(one) for one in rows], "sums": sums})


def _row(one: Payment) -> Sheet:
    return {
        "name": parts.name_of(one.respondent), "payer": one.payer, "paid": one.paid, "way": one.way,
        "amount": one.amount, "returned": one.returned, "returned_on": one.returned_on,
        "proof": one.proof, "file": f"材料{one.file.number}" if one.file else "",
    }  # fmt: skip


def evidence_list(case: Case, shows: Mapping[str, str]) -> Sheet:
    """证据清单 with the fingerprint of every file; ``shows`` says by key what a piece proves."""
    pieces = [one | {"shows": shows.get(str(one["key"]), "")} for one in evidence_of(case)]
    numbered = [{**one, "place": place} for place, one in enumerate(pieces, 1)]
    return _frame(case, {"pieces": numbered, "count": len(numbered)})


def evidence_of(case: Case) -> list[Sheet]:
    """What the inquiry holds, in order: copies passed to it, its own papers, its own files."""
    passed = Evidence.objects.passed_to(case).select_related("original")
    found = [
        _piece(f"passed-{one.pk}", f"举报线索材料{at}", str(one.passed_on), "受理单位转来", one.original.sha256)
        for at, one in enumerate(passed, 1)
    ]  # fmt: skip
    items = DossierItem.objects.filter(case=case, round=case.round, proceeding=None)
    kept = items.filter(kind__in=words.AS_EVIDENCE).select_related("paper")
    found += [_of_entry(one) for one in kept]
    files = case.case_files.filter(paper=None).select_related("evidence__original")
    return found + [_of_file(one) for one in files]


def _of_entry(item: DossierItem) -> Sheet:
    paper = item.paper
    about = str(paper.sheet.get("about", "")) if paper else ""
    name = words.MATERIALS[item.kind] + (f"（{about}）" if about else "")  # type: ignore[index]
    signed = getattr(paper, "signed", None) if paper else None
    sha256 = signed.evidence.original.sha256 if signed else ""
    return _piece(f"entry-{item.pk}", name, str(item.on), "核查组制作", sha256 or UNREAD)


def _of_file(one: CaseFile) -> Sheet:
    name = f"材料{one.number} {one.said}".strip()
    row = one.evidence
    return _piece(f"file-{one.pk}", name, str(row.on), "核查组取得", row.original.sha256)


def _piece(key: str, name: str, on: str, source: str, sha256: str) -> Sheet:
    return {"key": key, "name": name, "on": on, "source": source, "sha256": sha256}


def summaries(rows: Iterable[tuple[str, object]]) -> str:
    """Lines "name：value" of what is not empty, for the page of the case."""
    return "\n".join(f"{name}：{value}" for name, value in rows if value)
