"""Letters that leave an inquiry: clues to another authority, and a name cleared in its circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.models import Circle, ReferralKind, Way
from cases.paper_sheets import parts

if TYPE_CHECKING:
    from cases.models import Case, Clarification, Referral
    from cases.paper_sheets import Sheet

MARK = "内部资料"
GROUNDS = {  # why it belongs to the other authority
    ReferralKind.OFF_CAMPUS: "涉嫌违法违规开展校外培训",
    ReferralKind.POLICE: "涉嫌犯罪",
    ReferralKind.DISCIPLINE: "涉嫌违纪或者职务违法",
    ReferralKind.OTHER: "属于你单位职权范围",
}
CIRCLES = {
    Circle.PERSON: "本人",
    Circle.SECTION: "本学科组（年级组）教职工",
    Circle.SCHOOL: "全校教职工",
    Circle.PARENTS: "教职工和有关学生家长",
    Circle.PUBLIC: "原信息传播范围",
}
WAYS = {
    Way.MEETING: "会议说明",
    Way.LETTER: "书面函告",
    Way.NOTICE: "张贴公告",
    Way.VISIT: "当面说明",
}


def transfer_letter(case: Case, referral: Referral) -> Sheet:
    """案件线索移送函: the facts as the inquiry found them; no report, no reporter."""
    return {
        "bureau": parts.handling_bureau(case),
        "mark": MARK,
        "to": referral.authority,
        "body": {
            "case_number": case.number,
            "matter": parts.matter(case),
            "ground": GROUNDS[ReferralKind(referral.kind)],
            "facts": referral.matter,
            "is_penalty": referral.kind == ReferralKind.OFF_CAMPUS,
            "child_may_be_in_danger": case.minor_risk,
            "watched_until": referral.watched_until,
            "contact": referral.sent_by.full_name,
        },
    }


def clarification(case: Case, done: Clarification) -> Sheet:
    """澄清正名函 to the person's unit: nothing was found, and who hears of it."""
    return {
        "bureau": parts.handling_bureau(case),
        "to": parts.unit_of(done.respondent),
        "body": parts.person(done.respondent)
        | {
            "case_number": case.number,
            "matter": parts.matter(case),
            "concluded_on": case.concluded_on,
            "circle": CIRCLES[Circle(done.circle)],
            "way": WAYS[Way(done.way)],
            "on": done.on,
            "text": done.text,
        },
    }
