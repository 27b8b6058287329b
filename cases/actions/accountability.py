"""一案双查: the opinion on the school's leaders, kept as rows and in the words of the papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.catalogues import accountability
from cases.exceptions import NotAllowed
from cases.models import AccountableLeader, LeaderOpinion, LeaderPost

if TYPE_CHECKING:
    from datetime import date

    from cases.models import Case
    from people.models import Teacher, User

POSTS = {  # as papers name them
    LeaderPost.PRINCIPAL: "校长",
    LeaderPost.SECRETARY: "党组织书记",
    LeaderPost.DEPUTY: "分管副校长",
    LeaderPost.HEAD: "中层负责人",
    LeaderPost.BUREAU: "教育行政部门负责人",
}


@dataclass(frozen=True)
class Leader:
    """One leader held to account. ``situations`` are codes of 处理办法 art. 12."""

    name: str
    post: str
    situations: tuple[str, ...]
    measure: str
    teacher: Teacher | None = None


@dataclass(frozen=True)
class Verdict:
    """问责 where leaders are named, else 不予问责; the reason in either case."""

    reason: str
    leaders: tuple[Leader, ...] = ()


def in_words(verdict: Verdict, on: date) -> str:
    """The opinion as papers print it: 予以问责：校长某某（第十二条第（三）项，建议诫勉谈话）。理由……"""
    if not verdict.leaders:
        return f"不予问责：{verdict.reason}"
    named = "；".join(_leader_in_words(one, on) for one in verdict.leaders)
    return f"予以问责：{named}。理由：{verdict.reason}"


def _leader_in_words(leader: Leader, on: date) -> str:
    articles = {one.code: one.article for one in accountability.situations(on)}
    cited = "、".join(articles[code] for code in leader.situations)
    measure = accountability.get(leader.measure, on).name
    return f"{POSTS[LeaderPost(leader.post)]}{leader.name}（{cited}，建议{measure}）"


def keep(case: Case, verdict: Verdict, *, on: date, by: User) -> None:
    """The opinion of this round; raises where it has no reason or a leader no ground."""
    if not verdict.reason:
        raise NotAllowed(_("The opinion on the school's leaders is missing."))
    if any(not one.situations for one in verdict.leaders):
        raise NotAllowed(_("Say for each leader in which situation he answers."))
    opinion = LeaderOpinion.objects.create(
        case=case, round=case.round, is_accountable=bool(verdict.leaders), reason=verdict.reason,
        given_by=by, given_on=on,
    )  # fmt: skip
    AccountableLeader.objects.bulk_create(
        AccountableLeader(
            opinion=opinion, name=one.name, post=one.post, teacher=one.teacher,
            situations=list(one.situations), measure=one.measure,
        )
        for one in verdict.leaders
    )  # fmt: skip
