"""Invented inquiries: case, order, team, respondents, report, and what follows from the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import (
    Case,
    DispatchMode,
    DispatchOrder,
    DossierItem,
    FileRecord,
    Investigator,
    Material,
    Recusal,
)
from cases.states import CaseState, Kind
from cases.synthetic.course import DAYS, course
from cases.synthetic.deadlines import Deadlines
from cases.synthetic.findings import Findings
from cases.synthetic.indexing import index_case
from cases.synthetic.staff import INVESTIGATOR, RECUSED, Member, member
from cases.synthetic.stories import Stories
from cases.synthetic.waits import waits
from cases.synthetic.work import Inquiry

if TYPE_CHECKING:
    from datetime import date

    from cases.synthetic.course import Course
    from cases.synthetic.staff import Staff
    from cases.synthetic.work import Matter, Work
    from people.models import Unit

AT_FAULT = 0.2  # of the inquiries
SIMPLE = 0.8
RAISED = 0.03  # so many the city handles itself
BIG = 331  # of so many inquiries one has ten respondents, and fifty things happened
RECUSED_FROM = 0.02
WITH_SCHOOL = 37  # of so many inquiries that run, one has the school's investigator on the team
MATTERS = {Kind.TUTORING: "有偿补课", Kind.GIFT: "收受礼品礼金", Kind.OTHER: "违反师德"}
PREFIX = Case.PREFIX


class Inquiries:
    """Opens one case after the other."""

    def __init__(self, work: Work) -> None:
        self._work, self._made, self._running = work, 0, 0
        self._findings, self._stories = Findings(work), Stories(work)
        self._recused, self._of_school = member(RECUSED), member(INVESTIGATOR)

    def open(self, about: Matter, opened: date, *, danger: bool, recent: bool) -> Inquiry:
        """The case of a report that was accepted on a day, with everything that happened since."""
        work, chance = self._work, self._work.plan.chance
        self._made += 1
        is_big = self._made % BIG == 0
        is_at_fault = chance.random() < AT_FAULT
        run = course(opened, work.plan.today, chance, is_at_fault=is_at_fault)
        slug, key = work.registers.slug("case", opened), work.tables[Case].reserve()
        year, serial = slug.split("-")
        inquiry = Inquiry(key, f"{PREFIX}〔{year}〕{int(serial)}号", run, about, is_at_fault)
        self._fill(inquiry, slug, danger=danger, recent=recent, is_big=is_big)
        return inquiry

    def _fill(
        self, inquiry: Inquiry, slug: str, *, danger: bool, recent: bool, is_big: bool
    ) -> None:
        work, run, about = self._work, inquiry.course, inquiry.matter
        is_raised = work.plan.chance.random() < RAISED
        handler = work.city.bureau if is_raised else about.row.handler
        staff = work.city.staff if is_raised else about.staff
        unit = handler if run.has(run.dispatched) else None
        is_simple = not is_big and work.plan.chance.random() < SIMPLE
        clocks = self._clocks(inquiry)
        self._order(inquiry, handler, is_raised=is_raised)
        team = self._team(inquiry, staff)
        people = 10 if is_big else 1
        found = self._findings.keep(inquiry, staff, team, is_simple=is_simple, people=people)
        title, lead = _title(about), _lead(about) if unit else ""
        work.tables[Case].add(
            id=inquiry.key, slug=slug, state=run.state.value, kind=about.kind, version=1,
            title=title,
            city_id=work.city.bureau.pk, reporting_unit_id=about.row.pk,
            school_id=about.school.pk if about.is_registered else None,
            handling_unit_id=unit.pk if unit else None, lead_summary=lead,
            is_simple=is_simple, minor_risk=danger, **_days(run), **clocks.due_of_case,
            waits_for=waits(run, found),
        )  # fmt: skip
        readers = work.rights.give_case(inquiry.key, run.state, unit, [one.pk for one in team])
        school = about.school.name if about.is_registered else ""
        index_case(work.tables, inquiry.key, (title, school, lead), found, readers)
        self._papers(inquiry, staff)
        self._recuse_at_times(inquiry)
        if recent:
            self._stories.tell(inquiry, slug, staff, team, is_big=is_big)

    def _recuse_at_times(self, inquiry: Inquiry) -> None:
        if self._work.plan.chance.random() < RECUSED_FROM:
            self._work.tables[Recusal].add(
                case_id=inquiry.key, user_id=self._recused.pk, reason="亲属关系",
                on=inquiry.course.opened,
            )  # fmt: skip

    def _clocks(self, inquiry: Inquiry) -> Deadlines:
        run = inquiry.course
        clocks = Deadlines(self._work.tables, case_id=inquiry.key)
        stopped = run.past(run.recorded)
        resting = {"paused_on": self._work.plan.today} if run.state == CaseState.SUSPENDED else {}
        if run.has(run.dispatched):
            order_due = run.opened + DAYS[50]
            new = clocks.until("K4", run.opened, order_due, stopped, **resting)
            clocks.run("K4", run.opened, superseded_by_id=new)
            clocks.run("SIGN", run.dispatched, run.past(run.signed))
        else:
            clocks.run("K4", run.opened, stopped)
        clocks.run("DISPATCH", run.opened, run.past(run.dispatched))
        if resting:
            clocks.run("SUSPENSION_REVIEW", run.signed)
        if run.has(run.reported):
            clocks.run("REPORT_REVIEW", run.reported, run.past(run.concluded))
        return clocks

    def _order(self, inquiry: Inquiry, unit: Unit, *, is_raised: bool) -> None:
        run, work = inquiry.course, self._work
        if not run.has(run.proposed):
            return
        issued = run.past(run.dispatched)
        number = work.registers.next("dispatch-order", issued) if issued else 0
        mode = DispatchMode.RAISED if is_raised else DispatchMode.ORDINARY
        work.tables[DispatchOrder].add(
            case_id=inquiry.key, unit_id=unit.pk, lead_summary=_lead(inquiry.matter),
            requirements="请按规定核查，按期报告。", due_on=run.opened + DAYS[50], mode=mode.value,
            number=f"温师交〔{issued.year}〕{number}号" if issued else "",
            proposed_by_id=work.city.staff.officer.pk, proposed_on=run.proposed,
            issued_on=issued, signed_on=run.past(run.signed),
        )  # fmt: skip

    def _team(self, inquiry: Inquiry, staff: Staff) -> list[Member]:
        """Two of the unit's; here and there the school's own investigator beside them."""
        run, chance = inquiry.course, self._work.plan.chance
        if not run.has(run.signed):
            return []
        team = chance.sample(staff.investigators, 2)
        if not run.has(run.recorded):
            if self._running % WITH_SCHOOL == 0:
                team.append(self._of_school)
            self._running += 1
        for one in team:
            self._work.tables[Investigator].add(
                case_id=inquiry.key, user_id=one.pk, appointed_on=run.signed,
                no_conflict_on=run.signed,
            )  # fmt: skip
        return team

    def _papers(self, inquiry: Inquiry, staff: Staff) -> None:
        run, rows = inquiry.course, self._work.tables[DossierItem]
        if run.has(run.completed):
            rows.add(
                case_id=inquiry.key, kind=Material.COMPLETION.value, on=run.completed,
                text="核查及处理已完成，报请办结。", entered_by_id=staff.officer.pk,
            )  # fmt: skip
        if run.has(run.archived):
            self._work.tables[FileRecord].add(
                case_id=inquiry.key, place="演示市教育局档案室", filed_on=run.archived
            )


def _title(about: Matter) -> str:
    return f"反映{about.school.name}{about.who}{MATTERS[Kind(about.kind)]}"


def _lead(about: Matter) -> str:
    return f"反映{about.school.name}{about.who}涉嫌{MATTERS[Kind(about.kind)]}，请核查时间、地点、人数、收费情况。"


def _days(run: Course) -> dict[str, object]:
    """What is known of the course today."""
    concluded = run.past(run.concluded)
    return {
        "opened_on": run.opened,
        "concluded_on": concluded,
        "accountability": "学校已履行管理责任，不予问责。" if concluded else "",
        "recorded_on": run.past(run.recorded),
        "completion_reported_on": run.past(run.completed),
        "closed_on": run.past(run.closed),
        "archived_on": run.past(run.archived),
    }
