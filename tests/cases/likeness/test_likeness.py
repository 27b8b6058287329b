"""Narratives of one matter are found among others of their genre; the long proof is ``script/prove likeness``."""

import pytest

from cases import likeness
from tests.cases.likeness.corpus import corpus
from tests.cases.likeness.measure import measured


@pytest.fixture(scope="module")
def common():
    return frozenset(likeness.commonest(corpus(99, pairs=0, alone=300)[1]))


def test_duplicates_are_found_and_little_else(common):
    found = measured(*corpus(1, pairs=20, alone=100), common)

    assert found.recall >= 0.9
    assert found.precision >= 0.8


def test_marks_blanks_width_and_figures_make_no_difference():
    one = likeness.runs("周六上午，在会昌花园３号楼收费 2000 块。")

    assert one == likeness.runs("周六上午在会昌花园三号楼收费2000元")


def test_what_every_report_says_is_common():
    held = likeness.commonest(["请保护我的隐私甲乙丙", "请保护我的隐私丁戊己"] * 50)

    assert likeness.runs("请保护我的隐私") <= set(held)


def test_what_one_in_fifty_says_is_telling():
    held = likeness.commonest(["会昌花园三号楼", *["请保护我的隐私"] * 49])

    assert not likeness.runs("会昌花园三号楼") & set(held)


@pytest.mark.parametrize("text", ["", "。。", "补课"])
def test_nothing_to_compare_has_no_bands(text):
    assert likeness.bands(likeness.runs(text)) == []


def test_bands_are_the_same_for_ever():
    assert likeness.bands(likeness.runs("会昌花园三号楼"))[0] == -8206500712972330499
