"""The history of an invented case, from its opening to its archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import DossierItem, Material
from cases.synthetic.chains import Said

if TYPE_CHECKING:
    from cases.synthetic.staff import Member, Staff
    from cases.synthetic.work import Inquiry, Work

TALKS = 40  # interview records of a big case


class Stories:
    """Tells what happened to one case."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def tell(
        self, inquiry: Inquiry, slug: str, staff: Staff, team: list[Member], *, is_big: bool
    ) -> None:
        """Its whole chain up to today."""
        said = self._official(inquiry, staff)
        if team:
            said += self._of_team(inquiry, team, talks=TALKS if is_big else 1)
        self._work.chains.write(f"case:{slug}", inquiry.number, said)

    def _official(self, inquiry: Inquiry, staff: Staff) -> list[Said]:
        run, city = inquiry.course, self._work.city.staff
        officer, approver = staff.officer.actor, staff.approver.actor
        said = [
            Said("case.opened", run.opened, city.officer.actor),
            Said("case.dispatch_proposed", run.proposed, city.officer.actor),
            Said("case.dispatched", run.dispatched, city.approver.actor),
            Said("case.signed", run.signed, officer),
            Said("case.investigators_appointed", run.signed, officer),
            Said("case.concluded", run.concluded, approver),
            Said("case.recorded", run.recorded, staff.personnel.actor),
            Said("case.completion_reported", run.completed, officer),
            Said("case.closed", run.closed, city.approver.actor),
            Said("case.archived", run.archived, staff.personnel.actor),
        ]
        if run.handled and run.applied:
            said.append(Said("case.proceedings_opened", run.handled, approver))
            said.append(Said("case.applying", run.applied, staff.personnel.actor))
        return said

    def _of_team(self, inquiry: Inquiry, team: list[Member], *, talks: int) -> list[Said]:
        run = inquiry.course
        first, second = team[0].actor, team[1].actor
        said = [Said("case.no_conflict_declared", run.signed, one) for one in (first, second)]
        said.append(Said("case.report_written", run.reported, first))
        said.append(Said("case.report_signed", run.reported, second))
        said.append(Said("case.report_submitted", run.reported, second))
        for number in range(talks):
            said.append(Said("case.material_added", run.signed, first, f"谈话记录{number + 1}"))
            self._work.tables[DossierItem].add(
                case_id=inquiry.key, kind=Material.INTERVIEW.value, on=run.signed,
                text=f"谈话记录{number + 1}：见纸质材料。", entered_by_id=team[0].pk,
            )  # fmt: skip
        return said
