"""Text to lexemes and names to keys: pure functions, without a database."""

import pytest

from cases.search.bigrams import as_tsvector, folded, lexemes
from cases.search.names import keys_of, name_keys
from cases.search.words import BLOCK, block_of, complaint_words, readers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("温建国", {"温建", "建国"}),
        ("周末补课，每次２００元", {"周末", "末补", "补课", "每次", "200"}),
        ("ＷｅＣｈａｔ群 ABC", {"wechat", "abc"}),
        ("陳老師補課", {"陈老", "老师", "师补", "补课"}),
        ("补，课", set()),
        ("😀%'\\\0!", set()),
    ],
)
def test_chinese_becomes_pairs_and_everything_else_words(text, found):
    assert lexemes([text]) == found


def test_nothing_crosses_from_one_text_into_the_next():
    assert lexemes(["张三", "李四"]) == {"张三", "李四"}


def test_a_word_without_end_is_cut():
    assert max(map(len, lexemes(["a" * 5000]))) == 60


def test_lexemes_for_copy_are_a_literal():
    assert as_tsvector({"补课", "abc"}) == "'abc' '补课'"


def test_folding_makes_one_way_of_writing_out_of_many():
    assert folded("ＡＢ１２ 陳師") == "ab12 陈师"  # noqa: RUF001 - meant


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("温建国", ["温建国", "建国", "温建", "温", "wenjianguo", "wen", "jianguo", "wjg"]),
        ("单曾", ["shanzeng", "danceng", "sz"]),
        ("解明", ["xieming", "xm", "jieming"]),
        ("仇小雨", ["qiuxiaoyu", "qxy", "chouxiaoyu"]),
        ("吕方", ["lvfang", "lufang", "lyufang", "lf"]),
        ("欧阳明", ["ouyang", "ouyangming", "oym", "欧阳"]),
        ("万俟行", ["moqixing", "wanqihang"]),
    ],
)
def test_a_name_is_met_in_part_and_by_its_sounds(name, typed):
    assert set(typed) <= keys_of(name)


def test_a_name_is_not_met_by_what_it_is_not():
    assert keys_of("温建国").isdisjoint({"国", "温国", "guo", "jg"})


def test_several_names_and_titles_in_one_field_are_told_apart():
    keys = name_keys(["王芳老师、李红", None or ""])

    assert {"=王芳", "=李红", "wangfang", "lihong"} <= keys
    assert keys.isdisjoint({"芳李", "=王芳、李红"})


def test_a_description_instead_of_a_name_has_no_sounds():
    assert keys_of("三年级二班的数学老师兼班主任") == {
        "=三年级二班的数学老师兼班主任",
        "=三年级二班的数学老师兼",
        "三年级二班的数学老师兼",
    }


def test_the_reporters_words_are_kept_apart_and_beside_the_names():
    words = complaint_words(teacher_name="温建国", schools=["第一小学"], narrative="收了礼金")

    assert "礼金" not in words.words
    assert {"礼金", "建国", "小学"} <= set(words.original)


def test_a_telephone_or_identity_number_in_a_report_is_no_word_to_search_for():
    words = complaint_words(
        narrative="我的电话13866668888，身份证33030219900101123X，收费2000元",
        facts=["联系13866668888"], number="WZ202611240001",
    )  # fmt: skip

    assert {"13866668888", "33030219900101123x"}.isdisjoint(words.original)
    assert {"2000", "wz202611240001"} <= set(words.original)


def test_readers_are_groups_and_people_below_zero():
    assert (readers([7, 3], [5]), block_of(BLOCK * 2 + 1)) == ([-5, 3, 7], [2])
