"""Invented reports: what was told, what became of it, and the inquiries that they opened."""

from __future__ import annotations

from collections import deque
from hashlib import sha256
from typing import TYPE_CHECKING

from cases.models import Channel, Complaint, DossierItem, Material
from cases.states import ComplaintState
from cases.synthetic import fates
from cases.synthetic.chains import Said
from cases.synthetic.course import DAYS
from cases.synthetic.deadlines import Deadlines
from cases.synthetic.indexing import index_complaint
from cases.synthetic.narratives import PLACES, WEEKDAYS, Words, narrative
from cases.synthetic.plan import CASES_IN_TEN, RECENT
from cases.synthetic.reporters import NAMED, Reporters
from cases.synthetic.work import matter
from ledger.actors import REPORTER

if TYPE_CHECKING:
    from datetime import date

    from cases.synthetic.fates import Fate
    from cases.synthetic.inquiries import Inquiries
    from cases.synthetic.work import Inquiry, Matter, Work

IN_REACH = 600  # so many newest cases a report may be joined to
HOT = 0.02  # so many cases are the talk of the city: others are joined to them
IN_DANGER = 0.003
LEDGER = "温师举"


class Complaints:
    """Makes one report after the other, in the order in which they arrive."""

    def __init__(self, work: Work, inquiries: Inquiries) -> None:
        self._work, self._inquiries, self._made = work, inquiries, 0
        self._reporters = Reporters(work.plan, work.tables)
        self._open: deque[Inquiry] = deque(maxlen=IN_REACH)
        self._hot: deque[Inquiry] = deque(maxlen=20)
        self._openers: frozenset[int] = frozenset()

    def make(self, received: date) -> None:
        """The next report, and the case that it opens."""
        work, chance = self._work, self._work.plan.chance
        about, danger = matter(work), chance.random() < IN_DANGER
        is_recent = self._made >= work.plan.complaints - RECENT
        ruled = received + DAYS[min(14, int(chance.expovariate(0.35)))]
        opens, self._made = self._opens(), self._made + 1
        inquiry, kind = None, ""
        if ruled <= work.plan.today:
            inquiry, kind = self._ruling(about, ruled, opens=opens, danger=danger, recent=is_recent)
        end = (
            fates.fate(work.plan, kind, ruled, inquiry)
            if kind
            else fates.waiting(work.plan, received)
        )
        self._keep(
            inquiry.matter if inquiry else about,
            received,
            end,
            inquiry,
            danger=danger,
            recent=is_recent,
        )

    def _opens(self) -> bool:
        """Three of each ten reports open a case."""
        place = self._made % 10
        if place == 0:
            self._openers = frozenset(self._work.plan.chance.sample(range(10), CASES_IN_TEN))
        return place in self._openers

    def _ruling(
        self, about: Matter, ruled: date, *, opens: bool, danger: bool, recent: bool
    ) -> tuple[Inquiry | None, str]:
        if opens:
            inquiry = self._inquiries.open(about, ruled, danger=danger, recent=recent)
            self._open.append(inquiry)
            if self._work.plan.chance.random() < HOT:
                self._hot.append(inquiry)
            return inquiry, "accepted"
        kind = self._work.plan.chance.choices(fates.REST, cum_weights=fates.REST_SHARES)[0]
        if kind != fates.MERGED:
            return None, kind
        neighbour = self._neighbour(ruled)
        return (neighbour, kind) if neighbour else (None, fates.DECLINED)

    def _neighbour(self, ruled: date) -> Inquiry | None:
        """A case that was open on that day."""
        chance = self._work.plan.chance
        for _ in range(5):
            among = self._hot if self._hot and chance.random() < 0.4 else self._open
            one = chance.choice(among) if among else None
            if one and one.course.opened <= ruled < one.course.closed:
                return one
        return None

    def _keep(
        self, about: Matter, received: date, end: Fate, inquiry: Inquiry | None, *, danger: bool, recent: bool
    ) -> None:  # fmt: skip
        work, serial = self._work, self._made
        channel = work.plan.chance.choices(fates.CHANNEL_NAMES, cum_weights=fates.CHANNEL_SHARES)[0]
        is_named = work.plan.chance.random() < NAMED
        slug = work.registers.slug("complaint", received)
        rows, told = work.tables[Complaint], self._told(about, received, channel)
        key = rows.reserve()
        clocks = self._clocks(key, received, channel, end, inquiry)
        rows.add(
            id=key, slug=slug, state=end.state.value, city_id=work.city.bureau.pk, version=1,
            **told, **self._hashes(serial), **clocks.due,
            is_named=is_named, minor_risk=danger, case_id=inquiry.key if inquiry else None,
            accepted_on=end.ruled if inquiry else None,
            ended_on=end.ruled if end.kind in (fates.DECLINED, fates.REFERRED) else None,
            ruling=end.ruling, answer_text=end.answer, answered_on=end.answered,
            announced_on=received,
        )  # fmt: skip
        readers = work.rights.give_complaint(key)
        school = about.school.name if about.is_registered else ""
        index_complaint(work.tables, key, told, school, readers)
        if is_named:
            self._reporters.give_name(key)
        self._keep_papers(key, received, end, danger=danger)
        if recent or end.kind in (fates.REFERRED, fates.MERGED):
            self._keep_history(slug, received, channel, end)

    def _told(self, about: Matter, received: date, channel: str) -> dict[str, object]:
        """The reporter's own words, and where they came from."""
        chance, school = self._work.plan.chance, about.school
        is_order = channel == Channel.HOTLINE
        return {
            "channel": channel, "kind": about.kind, "received_on": received,
            "reporting_unit_id": about.row.pk, "school_name": school.name,
            "school_id": school.pk if about.is_registered else None,
            "teacher_name": about.who, "subject_taught": about.teacher.subject,
            "place": chance.choice(PLACES), "happened": chance.choice(WEEKDAYS),
            "amount": chance.randrange(100, 9000, 50) if chance.random() < 0.4 else None,
            "narrative": narrative(Words(about.kind, about.who, about.teacher.subject), chance),
            "foreign_number": f"WZ{received:%Y%m%d}{self._work.plan.batch + self._made:07d}" if is_order else "",
            "foreign_due_on": received + DAYS[20] if is_order else None,
        }  # fmt: skip

    def _hashes(self, serial: int) -> dict[str, object]:
        """Of codes that nobody holds."""
        seed = f"{self._work.plan.seed}:{self._work.plan.batch}:{serial}"
        return {
            "receipt_hash": sha256(f"receipt:{seed}".encode()).hexdigest(),
            "submission_hash": sha256(f"submission:{seed}".encode()).hexdigest(),
        }

    def _clocks(
        self, key: int, received: date, channel: str, end: Fate, inquiry: Inquiry | None
    ) -> Deadlines:
        clocks = Deadlines(self._work.tables, complaint_id=key)
        clocks.run("K2", received, end.ruled)
        if channel == Channel.HOTLINE:
            returned = end.ruled if end.kind == fates.SHELVED else end.answered
            clocks.until("K16", received, received + DAYS[20], returned)
        if end.kind == fates.SHELVED and end.ruled:
            clocks.run("SHELVED_REVIEW", fates.reviewed(self._work.plan, end.ruled))
        closed = inquiry.course.past(inquiry.course.closed) if inquiry else None
        if closed:
            clocks.run("K11", closed, end.answered)
        return clocks

    def _keep_papers(self, key: int, received: date, end: Fate, *, danger: bool) -> None:
        rows, officer = self._work.tables[DossierItem], self._work.city.staff.officer.pk
        if end.ruling and end.ruled:
            rows.add(
                complaint_id=key, kind=Material.RULING.value, on=end.ruled, text=end.ruling,
                entered_by_id=officer,
            )  # fmt: skip
        if danger and end.state != ComplaintState.REGISTERED:
            rows.add(
                complaint_id=key, kind=Material.DANGER_REPORT.value, on=received,
                text="已于当日报告公安机关。", entered_by_id=officer,
            )  # fmt: skip

    def _keep_history(self, slug: str, received: date, channel: str, end: Fate) -> None:
        officer = self._work.city.staff.officer.actor
        said = [
            Said("complaint.registered", received, REPORTER if channel == Channel.WEB else officer)
        ]
        if end.state != ComplaintState.REGISTERED:
            said.append(Said("complaint.screening_begun", end.ruled or received, officer))
        if end.ruled:
            said.append(Said(f"complaint.{end.kind}", end.ruled, officer, end.ruling))
        if end.answered:
            said.append(Said("complaint.answered", end.answered, officer))
        year, serial = slug.split("-")
        self._work.chains.write(f"complaint:{slug}", f"{LEDGER}〔{year}〕{int(serial)}号", said)
