"""A set of figures that contradicts itself is refused with a sentence."""

from copy import deepcopy

import pytest
from django.utils import translation

from reports import balance
from reports.columns import BY_KEY
from reports.frozen import Line


def a_line(name, unit=1, **counts):
    return Line(unit=unit, name=name, counts={**dict.fromkeys(BY_KEY, 0), **counts})


COUNTS = {
    "opening": 1, "new": 2, "kind_tutoring": 2, "channel_WEB": 2, "named": 1, "anonymous": 1,
    "closed": 1, "substantiated": 1, "open": 2, "cases_concluded": 1, "cases_partly": 1,
}  # fmt: skip


def refusal(line, total, anew=None):
    with translation.override("en"), pytest.raises(balance.NotBalanced) as refused:
        balance.check([line], total, anew or {})
    return str(refused.value)


def test_check_is_content_with_what_balances():
    line = a_line("鹿城区", **COUNTS)

    balance.check([line], {**deepcopy(line), "name": "合计"}, {"new": 2, "new_in_year": 9})


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("opening", "鹿城区: 期初在办 + 本月新收 is 4, but 本月办结 + 期末在办 is 3."),
        ("kind_gift", "鹿城区: 有偿补课 + 礼品礼金 + 其他师德 is 3, but 本月新收 is 2."),
        ("anonymous", "鹿城区: 实名 + 匿名 is 3, but 本月新收 is 2."),
        (
            "unfounded",
            "鹿城区: 查实 + 不实 + 无法查实 + 转办移送 + 不予受理 is 2, but 本月办结 is 1.",
        ),
        ("cases_unfounded", "鹿城区: 查实 + 部分查实 + 不实 + 无法查实 is 2, but 认定 is 1."),
    ],
)
def test_check_names_line_and_figures(key, sentence):
    line = a_line("鹿城区", **{**COUNTS, key: COUNTS.get(key, 0) + 1})

    assert refusal(line, deepcopy(line)) == sentence


def test_check_compares_the_channels_too():
    line = a_line("鹿城区", **{**COUNTS, "channel_PHONE": 1})

    assert refusal(line, deepcopy(line)).endswith(" is 3, but 本月新收 is 2.")


@pytest.mark.parametrize(("key", "whole"), [("decisions", 1), ("decisions", 3), ("at_fault", 3)])
def test_check_adds_the_lines_up(key, whole):
    line, total = a_line("鹿城区", **{key: 2}), a_line("合计", **{key: whole})
    head = BY_KEY[key].head

    assert refusal(line, total) == (f"{head} is 2 when counted in one way, and {whole} in another.")


def test_check_compares_with_what_was_counted_in_another_way():
    line = a_line("鹿城区", **COUNTS)

    assert refusal(line, deepcopy(line), {"closed": 3}) == (
        "本月办结 is 1 when counted in one way, and 3 in another."
    )


def test_check_lets_a_person_of_two_counties_count_once_in_the_city():
    lines = [a_line("鹿城区", at_fault=1), a_line("平阳县", at_fault=1)]

    balance.check(lines, a_line("合计", at_fault=1), {})
