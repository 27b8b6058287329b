"""What becomes of a report: its ruling, its days, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from cases.models import Channel
from cases.states import ComplaintState
from cases.synthetic.course import DAYS

if TYPE_CHECKING:
    from datetime import date

    from cases.synthetic.plan import Plan
    from cases.synthetic.work import Inquiry

MERGED, DECLINED, REFERRED, SHELVED = "merged", "declined", "referred", "shelved"
REST = (MERGED, DECLINED, REFERRED, SHELVED)  # what becomes of those that open no case
REST_SHARES = (34, 68, 81, 100)
CHANNELS = (
    (Channel.WEB, 45.0), (Channel.HOTLINE, 28.0), (Channel.PETITION, 8.0), (Channel.PHONE, 7.0),
    (Channel.EMAIL, 4.0), (Channel.GRID, 2.0), (Channel.ASSIGNED, 2.0), (Channel.DISCIPLINE, 1.5),
    (Channel.PATROL, 1.0), (Channel.DEPT, 1.0), (Channel.MEDIA, 0.5),
)  # fmt: skip
CHANNEL_NAMES = [channel.value for channel, _ in CHANNELS]
CHANNEL_SHARES = list(accumulate(weight for _, weight in CHANNELS))
STATES = {
    MERGED: ComplaintState.MERGED, DECLINED: ComplaintState.NOT_ACCEPTED,
    REFERRED: ComplaintState.REFERRED, SHELVED: ComplaintState.SHELVED,
}  # fmt: skip
REASONS = {
    DECLINED: (
        "不属于本机关职权范围内的事项。",
        "同一事项正在办理中。",
        "已经作出答复，无新的事实。",
    ),
    REFERRED: ("演示市场监督管理局：涉及校外培训机构收费。", "演示区教育局：由属地先行了解。"),
    SHELVED: ("没有可供核查的线索，暂存待查。", "未说明学校和教师，暂存待查。"),
}
ANSWERS = {
    True: "您反映的情况经核查部分属实，已按规定作出处理。",
    False: "您反映的情况经核查，未发现相关事实。",
}
UNANSWERED, PATIENCE = 0.03, 60  # so many of the last days' wait longer than they should
HALF_A_YEAR, FORGOTTEN = 180, 100  # a shelved report is looked at anew; one in so many is late


@dataclass(frozen=True)
class Fate:
    """One report from its arrival to its answer, as far as it has come today."""

    ruled: date | None
    state: ComplaintState
    kind: str
    ruling: str
    answered: date | None
    answer: str


def fate(plan: Plan, kind: str, ruled: date, inquiry: Inquiry | None) -> Fate:
    """The state today; an inquiry is answered after it was closed, a ruling at once."""
    ruling = plan.chance.choice(REASONS[kind]) if kind in REASONS else ""
    end = inquiry.course.past(inquiry.course.closed) if inquiry else ruled
    answered = _answer(plan, end) if kind != SHELVED else None
    state = STATES.get(kind, ComplaintState.ACCEPTED)
    if answered is None:
        return Fate(ruled, state, kind, ruling, None, "")
    said = ANSWERS[inquiry.is_at_fault] if inquiry else ruling
    return Fate(ruled, ComplaintState.ANSWERED, kind, ruling, answered, said)


def reviewed(plan: Plan, ruled: date) -> date:
    """The last day on which a shelved report was looked at, twice a year; the first is its ruling."""
    times = (plan.today - ruled).days // HALF_A_YEAR
    if times and ruled.toordinal() % FORGOTTEN == 0:
        times -= 1
    return ruled + timedelta(days=times * HALF_A_YEAR)


def waiting(plan: Plan, received: date) -> Fate:
    """Nobody has ruled yet."""
    is_new = (plan.today - received).days < 2 or plan.chance.random() < 0.3
    state = ComplaintState.REGISTERED if is_new else ComplaintState.SCREENING
    return Fate(None, state, "", "", None, "")


def _answer(plan: Plan, end: date | None) -> date | None:
    is_fresh = end is not None and (plan.today - end).days < PATIENCE
    if end is None or (is_fresh and plan.chance.random() < UNANSWERED):
        return None
    day = end + DAYS[plan.chance.randint(0, 18)]
    return day if day <= plan.today else None
