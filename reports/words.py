"""汇报口径: the month in sentences, from the frozen figures. Words of an official paper: Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.templatetags.paper import yuan
from reports.columns import OTHERS, PENALTIES
from reports.offices import LIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reports.columns import Column
    from reports.frozen import Figure, Frozen, Office

KINDS = {"kind_tutoring": "有偿补课", "kind_gift": "收受礼品礼金", "kind_other": "其他师德问题"}
COLOURS = {"red": "红", "yellow": "黄", "green": "绿", "none": "无到期事项"}
SHAPES = {"red": "■", "yellow": "▲", "green": "●", "none": "○"}


def sentences(frozen: Frozen) -> list[str]:
    """What came in, what was done with it, and what it led to."""
    counts, before = frozen["total"]["counts"], frozen["before"]
    return [
        _received(counts, before),
        _dealt_with(counts, before),
        _found(counts),
        _followed(counts),
    ]


def _received(counts: Mapping[str, Figure], before: Mapping[str, int]) -> str:
    if not counts["new"]:
        return f"本月新收举报0件（零报告），{_change(0, before['new_before'])}。"
    kinds = _listed((f"{name}{counts[key]}件" for key, name in KINDS.items() if counts[key]))
    merged = f"；并案{counts['merged']}件" if counts["merged"] else ""
    return (
        f"本月新收举报{counts['new']}件，{_change(int(counts['new']), before['new_before'])}：{kinds}；"
        f"实名{counts['named']}件，匿名{counts['anonymous']}件{merged}。"
        f"本年累计新收{before['new_in_year']}件。"
    )


def _dealt_with(counts: Mapping[str, Figure], before: Mapping[str, int]) -> str:
    results = {
        "substantiated": "查实（含部分查实）", "unfounded": "不实", "unverifiable": "无法查实",
        "referred": "转办移送", "declined": "不予受理",
    }  # fmt: skip
    parts = _listed((f"{name}{counts[key]}件" for key, name in results.items() if counts[key]))
    of_them = f"（{parts}）" if parts else ""
    return (
        f"期初在办{counts['opening']}件，本月办结{counts['closed']}件{of_them}，"
        f"{_change(int(counts['closed']), before['closed_before'])}，答复举报人{counts['answered']}件；"
        f"期末在办{counts['open']}件，其中超期{counts['overdue']}件、暂存待查{counts['shelved']}件。"
    )


def _found(counts: Mapping[str, Figure]) -> str:
    return (
        f"新立核查件{counts['cases_new']}案，作出认定{counts['cases_concluded']}案："
        f"查实{counts['cases_substantiated']}案，部分查实{counts['cases_partly']}案，"
        f"不实{counts['cases_unfounded']}案，无法查实{counts['cases_unverifiable']}案。"
        f"查实教师{counts['at_fault']}人（党员{counts['members']}人），澄清{counts['cleared']}人。"
    )


def _followed(counts: Mapping[str, Figure]) -> str:
    penalties = _people(PENALTIES.columns, counts)
    others = _people(OTHERS.columns, counts)
    handled = "；".join(part for part in (penalties, others) if part)
    decided = f"{counts['decisions']}份" + (f"（{handled}）" if handled else "")
    return (
        f"作出处理决定{decided}，问责学校负责人{counts['leaders']}人。"
        f"违规所得应退{yuan(counts['refund_due'])}，已退{yuan(counts['refund_paid'])}；"
        f"决定应入档{counts['to_file']}份，已入档{counts['filed']}份；"
        f"结果应用已落实{counts['effects_applied']}项，待落实{counts['effects_waiting']}项。"
    )


def _people(columns: Iterable[Column], counts: Mapping[str, Figure]) -> str:
    return _listed(f"{one.head}{counts[one.key]}人" for one in columns if counts[one.key])


def _listed(words: Iterable[str]) -> str:
    return "、".join(words)


def _change(now: int, before: int) -> str:
    if now == before:
        return f"与上月持平（{before}件）"
    return f"比上月（{before}件）{'增加' if now > before else '减少'}{abs(now - before)}件"


def lights(offices: Iterable[Office]) -> list[tuple[str, str, list[str]]]:
    """Shape, word and offices of each colour; a colour without offices is left out.

    Where no limit ended, the offices are counted and not named.
    """
    by_light: dict[str, list[Office]] = {}
    for one in offices:
        by_light.setdefault(one["light"], []).append(one)
    return [
        (SHAPES[light], COLOURS[light], _named(light, by_light[light]))
        for light in LIGHTS
        if light in by_light
    ]


def _named(light: str, offices: Sequence[Office]) -> list[str]:
    if light == "none":
        return [f"其余{len(offices)}个单位"]
    return [_kept(one) for one in offices]


def _kept(office: Office) -> str:
    ended = office["met"] + office["late"]
    return f"{office['name']}{office['rate']}%（{office['in_time']}/{ended}）"
