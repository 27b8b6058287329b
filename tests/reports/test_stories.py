"""The month of the three stories, counted and read back from the paper."""

import re

import pytest

from reports.columns import BY_KEY, SHEETS
from tests.reports.conftest import pages_of

TOTALS = {
    "opening": 0, "new": 3, "kind_tutoring": 3, "kind_gift": 0, "kind_other": 0, "named": 1,
    "anonymous": 2, "merged": 0, "closed": 3, "substantiated": 3, "unfounded": 0, "open": 0,
    "shelved": 0, "overdue": 0, "answered": 3, "channel_WEB": 3, "cases_new": 3,
    "cases_concluded": 3, "cases_substantiated": 2, "cases_partly": 1, "cases_closed": 3,
    "cases_open": 0, "at_fault": 10, "cleared": 2, "members": 0, "leaders": 1, "sanction_W": 4,
    "sanction_D": 2, "sanction_MD": 0, "measure_TALK": 2, "measure_NOTICE": 1, "measure_CRIT": 2,
    "measure_DISQ": 3, "decisions": 10, "to_file": 10, "filed": 10, "effects_waiting": 0,
    "refund_due": "55000.00", "refund_paid": "55000.00",
}  # fmt: skip


@pytest.mark.parametrize("key", TOTALS)
def test_the_month_counts(played, key):
    assert played.counts[key] == TOTALS[key]


@pytest.mark.parametrize(
    "said",
    [
        "本月新收举报3件，比上月（0件）增加3件：有偿补课3件；实名1件，匿名2件。",
        "期初在办0件，本月办结3件（查实（含部分查实）3件），比上月（0件）增加3件，答复举报人3件；期末在办0件，其中超期0件、暂存待查0件。",
        "新立核查件3案，作出认定3案：查实2案，部分查实1案，不实0案，无法查实0案。",
        "查实教师10人（党员0人），澄清2人。",
        "作出处理决定10份（警告4人、记过2人；批评教育2人、诫勉谈话2人、通报批评1人、取消资格3人），问责学校负责人1人。",
        "违规所得应退55,000元，已退55,000元；决定应入档10份，已入档10份；",
        "本月无需您决定的事项。",
    ],
)
def test_the_paper_says(played, said):
    assert said in played.text


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet.title for sheet in SHEETS])
def test_the_last_line_of_each_table_is_the_month(played, sheet):
    """The figures of the line 合计, as they are read from the PDF."""
    keys = [column.key for group in sheet.groups for column in group.columns]
    wanted = [played.counts[key] for key in keys]
    page = next(text for text in pages_of(played.pdf) if sheet.title in text)
    line = page.split("合计")[1].split("填报人")[0].split("—")[0]

    assert numbers(line) == [str(figure) for figure in wanted]


def numbers(line):
    return [one.replace(",", "") for one in re.findall(r"[\d,]+(?:\.\d\d)?", line)]


def test_the_counties_of_the_stories_have_their_own_lines(played):
    lines = {line["name"]: line["counts"] for line in played.frozen["lines"]}

    assert len(lines) == 14
    assert [lines[name]["refund_due"] for name in ("鹿城区", "平阳县", "乐清市")] == [
        "12800.00", "7200.00", "35000.00",
    ]  # fmt: skip
    assert [lines[name]["at_fault"] for name in ("鹿城区", "平阳县", "乐清市")] == [1, 3, 6]


def test_no_name_of_a_person_is_in_the_paper(played):
    names = "陈演甲 林演乙 黄演丙 郑演丁 叶演戊 周演己 吴演庚 徐演辛 金演壬 朱演癸 潘演子 项演丑"

    assert [name for name in names.split() if name in played.text] == []
    assert "演示" not in played.text


def test_every_column_stands_on_one_sheet():
    keys = [column.key for sheet in SHEETS for group in sheet.groups for column in group.columns]

    assert sorted(keys) == sorted(BY_KEY)
