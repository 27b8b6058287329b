"""The columns of the monthly return: one key each, its Chinese head on paper, its words on screen.

件 (complaints), 案 (cases), 人 (people), 份 (decisions), 项 (consequences) and 元 are never mixed in
one group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.catalogues import measures, sanctions
from cases.models import Channel
from cases.states import Kind
from reports.counts.decisions import MEASURES, SANCTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise


@dataclass(frozen=True)
class Column:
    """One figure. ``counts_people``: a person counts once in a line, and once in the whole city.

    ``is_main``: one of the few that stand beside the chart.
    """

    key: str
    head: str
    label: str | Promise
    counts_people: bool = False
    is_main: bool = False


@dataclass(frozen=True)
class Group:
    """Columns of one unit of count."""

    head: str
    unit: str
    label: str | Promise
    columns: Sequence[Column]


@dataclass(frozen=True)
class Sheet:
    """Groups that stand beside each other on one page."""

    title: str
    groups: Sequence[Group]


def _kind(kind: Kind, head: str) -> Column:
    return Column(f"kind_{kind.value}", head, kind.label)


def _channel(channel: Channel, head: str) -> Column:
    return Column(f"channel_{channel.value}", head, channel.label)


FLOW = Group("举报件", "件", _("Complaints"), (
    Column("opening", "期初在办", _("Open at start")),
    Column("new", "本月新收", pgettext_lazy("complaints", "New"), is_main=True),
    _kind(Kind.TUTORING, "有偿补课"),
    _kind(Kind.GIFT, "礼品礼金"),
    _kind(Kind.OTHER, "其他师德"),
    Column("named", "实名", _("Named")),
    Column("anonymous", "匿名", _("Anonymous")),
    Column("merged", "并案", _("Merged")),
    Column("closed", "本月办结", pgettext_lazy("complaints", "Closed"), is_main=True),
    Column("substantiated", "查实", _("Substantiated")),
    Column("unfounded", "不实", _("Unfounded")),
    Column("unverifiable", "无法查实", _("Unverifiable")),
    Column("referred", "转办移送", _("Referred")),
    Column("declined", "不予受理", _("Not accepted")),
    Column("open", "期末在办", _("Open at end"), is_main=True),
    Column("shelved", "暂存待查", _("Shelved")),
    Column("overdue", "超期", _("Overdue"), is_main=True),
    Column("answered", "已答复", _("Answered")),
))  # fmt: skip
CHANNELS = Group("来源", "件", _("Complaints by channel"), (
    _channel(Channel.HOTLINE, "热线"),
    _channel(Channel.PETITION, "信访"),
    _channel(Channel.PHONE, "电话"),
    _channel(Channel.VISIT, "来访"),
    _channel(Channel.EMAIL, "邮箱"),
    _channel(Channel.WEB, "网上举报"),
    _channel(Channel.GRID, "网格上报"),
    _channel(Channel.ASSIGNED, "上级交办"),
    _channel(Channel.DISCIPLINE, "纪检移送"),
    _channel(Channel.PATROL, "自查发现"),
    _channel(Channel.MEDIA, "媒体舆情"),
    _channel(Channel.DEPT, "部门移送"),
))  # fmt: skip
CASES = Group("核查件", "案", _("Cases"), (
    Column("cases_new", "新立", pgettext_lazy("cases", "New")),
    Column("cases_concluded", "认定", _("Concluded")),
    Column("cases_substantiated", "查实", _("Substantiated")),
    Column("cases_partly", "部分查实", _("Partly substantiated")),
    Column("cases_unfounded", "不实", _("Unfounded")),
    Column("cases_unverifiable", "无法查实", _("Unverifiable")),
    Column("cases_closed", "办结", pgettext_lazy("cases", "Closed")),
    Column("cases_open", "在办", _("Open at end")),
))  # fmt: skip
PEOPLE = Group("人员", "人", _("People"), (
    Column("at_fault", "查实教师", _("At fault"), counts_people=True),
    Column("members", "其中党员", _("Party members"), counts_people=True),
    Column("cleared", "澄清", _("Cleared"), counts_people=True),
    Column("leaders", "问责领导", _("School leaders held to account"), counts_people=True),
))  # fmt: skip


def _names_of_sanctions() -> dict[str, str]:
    return {one.code: one.name for one in sanctions.CATALOGUE}


def _sanction(code: str) -> Column:
    name = _names_of_sanctions()[code]
    return Column(f"sanction_{code}", name, name, counts_people=True)


def _measure(code: str) -> Column:
    name = next(one.name for one in measures.CATALOGUE if one.code == code).partition("（")[0]
    return Column(f"measure_{code}", name, name, counts_people=True)


PENALTIES = Group("处分", "人", _("People by sanction"), tuple(map(_sanction, SANCTIONS)))
OTHERS = Group("其他处理", "人", _("People by other measure"), tuple(map(_measure, MEASURES)))
FILING = Group("处理决定", "份", _("Decisions"), (
    Column("decisions", "作出决定", _("Decided")),
    Column("to_file", "应入档", _("To be filed")),
    Column("filed", "已入档", _("Filed")),
))  # fmt: skip
EFFECTS = Group("结果应用", "项", _("Consequences"), (
    Column("effects_applied", "已落实", _("Carried out")),
    Column("effects_waiting", "待落实", _("Waiting")),
))  # fmt: skip
MONEY = Group("违规所得", "元", _("Money, in yuan"), (
    Column("refund_due", "应退", _("To be refunded")),
    Column("refund_paid", "已退", _("Refunded")),
))  # fmt: skip

GROUPS = (FLOW, CHANNELS, CASES, PEOPLE, PENALTIES, OTHERS, FILING, EFFECTS, MONEY)
SHEETS = (  # the pages of the return
    Sheet("举报件办理情况", (FLOW,)),
    Sheet("核查、人员和处理情况", (CASES, PEOPLE, PENALTIES, OTHERS)),
    Sheet("来源、入档、结果应用和退款情况", (CHANNELS, FILING, EFFECTS, MONEY)),
)
BY_KEY = {column.key: column for group in GROUPS for column in group.columns}
MONEY_KEYS = frozenset(column.key for column in MONEY.columns)
