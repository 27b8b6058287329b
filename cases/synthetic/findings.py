"""The people of invented inquiries, the report about them, and what was found."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cases.models import (
    DossierItem,
    InvestigationReport,
    Material,
    ReportOpinion,
    ReportSignature,
    Respondent,
)
from cases.states import Finding, Kind
from cases.synthetic.outcomes import Outcomes
from cases.synthetic.waits import Summary

if TYPE_CHECKING:
    from cases.synthetic.city import Person
    from cases.synthetic.staff import Member, Staff
    from cases.synthetic.work import Inquiry, Work

GUILTY = ((Finding.SUBSTANTIATED, 0.6), (Finding.PARTLY, 0.4))
CLEAR = ((Finding.UNFOUNDED, 0.78), (Finding.UNVERIFIABLE, 0.22))
VIOLATIONS = {
    Kind.TUTORING: ("T4", "T5", "T6"),
    Kind.GIFT: ("G1", "G2", "G5"),
    Kind.OTHER: ("4-5", "4-11"),
}
PAPERS = (Material.PLAN, Material.INTERVIEW, Material.EVIDENCE_LIST)  # of a full inquiry
REPORT = ("谈话记录、现场照片、转账记录。", "建议按规定办理。")
MORE = 0.15  # so many inquiries have a second respondent
FACTS = {
    True: "经核查，收费补课属实，共{number}名学生参加。",
    False: "经走访学生、家长，未发现所反映的事实。",
}


class Found(NamedTuple):
    """One respondent and what was found about him."""

    key: int
    person: Person
    clues: str
    amount: Decimal
    is_at_fault: bool
    is_known: bool


class Findings:
    """Keeps the respondents of a case and, once they are due, report and findings."""

    def __init__(self, work: Work) -> None:
        self._work, self._outcomes = work, Outcomes(work)

    def keep(
        self, inquiry: Inquiry, staff: Staff, team: list[Member], *, is_simple: bool, people: int
    ) -> Summary:
        """All about the people of one case; what it waits for follows from that."""
        run = inquiry.course
        if people == 1 and self._work.plan.chance.random() < MORE:
            people = 2
        persons = self._persons(inquiry, people)
        found = [
            self._respondent(inquiry, one, is_first=place == 0) for place, one in enumerate(persons)
        ]
        if run.has(run.reported):
            self._report(inquiry, team, found, is_simple=is_simple)
        guilty = [one for one in found if one.is_at_fault and run.has(run.handled)]
        keep = self._outcomes.keep
        followed = [keep(inquiry, staff, one, is_simple=is_simple) for one in guilty]
        return Summary(
            is_somebody_clear=any(not one.is_at_fault for one in found), followed=followed,
            names=[one.person.name for one in found if one.is_known],
            clues=[one.clues for one in found if one.clues],
            reports=[_facts(inquiry), *REPORT] if run.has(run.reported) else [],
        )  # fmt: skip

    def _persons(self, inquiry: Inquiry, people: int) -> list[Person]:
        about = inquiry.matter
        others = [one for one in about.school.teachers if one is not about.teacher]
        return [about.teacher, *others[: people - 1]]

    def _respondent(self, inquiry: Inquiry, person: Person, *, is_first: bool) -> Found:
        """Whom the reporter named is the first; where he did not, he is found by the report at the latest."""
        run, chance, about = inquiry.course, self._work.plan.chance, inquiry.matter
        is_known = not is_first or about.is_named or run.has(run.reported)
        is_at_fault = inquiry.is_at_fault and (is_first or chance.random() < 0.3)
        finding = _finding(inquiry, chance.random(), is_at_fault=is_at_fault)
        amount = Decimal(chance.randrange(500, 20_000, 100)) if is_at_fault else Decimal(0)
        is_fixed = run.has(run.concluded)
        is_told = is_fixed and not is_at_fault and run.has(run.handled or run.recorded)
        clues = "" if is_known and (about.is_named or not is_first) else about.who
        key = self._work.tables[Respondent].add(
            case_id=inquiry.key, teacher_id=person.pk if is_known else None,
            clues=clues, is_named=is_first,
            finding=finding if is_fixed else "",
            violations=_violations(about.kind, chance.random()) if is_fixed and is_at_fault else [],
            facts=FACTS[is_at_fault].format(number=chance.randint(2, 30)) if is_fixed else "",
            amount_taken=amount if is_fixed else Decimal(0),
            told_on=(run.handled or run.recorded) if is_told else None,
        )  # fmt: skip
        return Found(key, person, clues, amount, is_at_fault=is_at_fault, is_known=is_known)

    def _report(
        self, inquiry: Inquiry, team: list[Member], found: list[Found], *, is_simple: bool
    ) -> None:
        run, tables = inquiry.course, self._work.tables
        report = tables[InvestigationReport].add(
            case_id=inquiry.key, round=1, version=1, facts=_facts(inquiry), evidence=REPORT[0],
            opinion=REPORT[1],
            written_by_id=team[0].pk, written_on=run.reported,
        )  # fmt: skip
        for member in team[:2]:
            tables[ReportSignature].add(report_id=report, user_id=member.pk, on=run.reported)
        for one in found:
            finding = _finding(inquiry, 0.0, is_at_fault=one.is_at_fault)
            tables[ReportOpinion].add(
                report_id=report, respondent_id=one.key, finding=finding, amount_taken=one.amount
            )
        for kind in () if is_simple else PAPERS:
            tables[DossierItem].add(
                case_id=inquiry.key, kind=kind.value, on=run.signed,
                text="见纸质材料。", entered_by_id=team[0].pk,
            )  # fmt: skip


def _facts(inquiry: Inquiry) -> str:
    return FACTS[inquiry.is_at_fault].format(number=6)


def _finding(inquiry: Inquiry, luck: float, *, is_at_fault: bool) -> str:
    table = GUILTY if is_at_fault else CLEAR
    return (table[0] if luck < table[0][1] else table[1])[0].value


def _violations(kind: str, luck: float) -> list[str]:
    codes = VIOLATIONS[Kind(kind)]
    return [codes[int(luck * len(codes))]]
