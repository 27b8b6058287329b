"""Sealed data in a text: met by blind index however it is spaced, in time, and nothing else is."""

import random
from time import process_time

import pytest

from cases.leads import Kind
from cases.leads.sealed import sealed_places
from ledger.sealing import blind_index
from tests.cases.leads.corpus import full_width

NAME, PHONE, IDENTITY = "王小明", "13866668888", "33030219900101123X"
INDEXES = {
    "names": [blind_index("name", NAME), blind_index("name", "阿依古丽·买买提")],
    "phones": [blind_index("phone", PHONE), ""],
    "identities": [blind_index("identity", IDENTITY), ""],
}


def found(text):
    return [(one.line, one.kind) for one in sealed_places(text, **INDEXES)]


@pytest.mark.parametrize(
    "text",
    [
        "王小明",
        "家长王小明说",
        "王 小 明",
        "王·小·明",
        "王，小\n明",
        "找王小明妈妈",
        "阿依古丽买买提来过",
    ],
)
def test_i6_a_sealed_name_is_met_however_it_is_set(text):
    assert found(text) == [(1, Kind.PERSON)]


@pytest.mark.parametrize(
    "text",
    [
        "13866668888", "138 6666 8888", "138-6666-8888", full_width("13866668888"), "一三八六六六六八八八八",
        "+86 138 6666 8888", "幺三八六六六六八八八八", "电话1386666 8888转", "138.6666.8888", "9913866668888",
    ],
)  # fmt: skip
def test_i6_a_sealed_phone_is_met_however_it_is_written(text):
    assert (1, Kind.PHONE) in found(text)


@pytest.mark.parametrize(
    "text",
    ["33030219900101123X", "33030219900101123x", "330302 19900101 123X", full_width(IDENTITY)],
)  # fmt: skip
def test_i6_a_sealed_identity_number_is_met(text):
    assert (1, Kind.IDENTITY) in found(text)


def test_i6_the_line_is_told():
    assert found("线索如下：\n其中\n有王小明，\n电话13866668888") == [
        (3, Kind.PERSON),
        (4, Kind.PHONE),
    ]


@pytest.mark.parametrize(
    "text", ["", "王小朋", "小明", "13866668887", "老师周末收费补课，每人三千元。"]
)
def test_what_is_not_sealed_is_not_met(text):
    assert found(text) == []


@pytest.mark.parametrize("word", ["家长", "老师", "匿名"])
def test_a_word_given_as_a_name_blocks_no_text(word):
    indexes = INDEXES | {"names": [blind_index("name", word)]}

    assert sealed_places(f"有{word}反映，王小明。", **indexes) == []


@pytest.mark.parametrize(
    "signs", ["王小明在二〇二六年春天收费补课", "0123456789", "a b c d ", "张三13"]
)
def test_five_thousand_signs_are_looked_at_in_time(signs):
    draw = random.Random(1)
    text = "".join(draw.choice(signs) for _n in range(5000))
    seconds = []
    for _n in range(3):
        start = process_time()
        sealed_places(text, **INDEXES)
        seconds.append(process_time() - start)

    assert min(seconds) < 0.3, seconds
