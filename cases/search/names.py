"""A name and everything by which somebody may look for it: whole, in part, by its sound."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from pypinyin import Style, pinyin

from cases.search.bigrams import IS_HAN, RUN, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

EXACT = "="  # before a whole name, so that 王芳 is told from a part of 王芳芳
SCHOOL = "#"  # before the whole name of a school
SEPARATORS = re.compile(r"[\s、,，;；/|]+")
TITLE = re.compile(r"(?:老师|教师|校长|副校长|主任|班主任|园长|教练|书记)$")
LONGEST_NAME = 8  # signs; what is longer is a description, and found by its pairs
LONGEST_PART = 4
MOST_READINGS = 8  # of a given name
# What else a sign is called as a surname than where it stands first in the dictionary of sounds.
SURNAMES = dict(
    one.split("=")
    for one in ["单=shan", "曾=zeng", "解=xie", "仇=qiu", "区=ou", "查=zha", "任=ren", "朴=piao", "尉=yu wei", "万=wan mo", "盖=ge gai", "乐=yue le", "么=yao", "员=yun", "缪=miao mou", "翟=zhai di", "覃=qin tan", "长=zhang", "洗=xian", "谌=chen shen", "澹=tan", "宓=mi fu", "繁=po", "召=shao", "种=chong", "秘=bi", "折=she", "黑=he", "车=che", "能=nai", "柏=bai bo", "重=chong", "祭=zhai", "都=du", "隗=wei kui", "郇=xun huan", "钭=tou dou", "郗=xi chi", "乜=nie", "牟=mou mu", "眭=sui", "卜=bu bo", "晟=cheng", "厍=she", "佴=nai", "郄=qie xi", "褚=chu zhu", "炅=gui", "逄=pang", "冼=xian", "俞=yu shu", "宁=ning", "纪=ji", "葛=ge", "应=ying", "贾=jia", "燕=yan", "那=na", "石=shi", "强=qiang", "曲=qu", "沈=shen", "谷=gu", "过=guo", "行=xing", "会=gui", "句=gou", "不=fou", "舍=she", "适=kuo", "莘=shen xin", "仝=tong", "粘=nian", "哈=ha", "阚=kan", "相=xiang", "冯=feng ping", "干=gan", "占=zhan"]
)  # fmt: skip
OF_LV = ("lv", "lu", "lyu")  # 吕, as keyboards, plain letters and passports write it


def name_keys(texts: Iterable[str]) -> set[str]:
    """The keys of all names in some texts, each of which may hold several: "王芳、李红老师"."""
    found: set[str] = set()
    for text in texts:
        for part in SEPARATORS.split(folded(text)):
            found |= keys_of(part)
    return found


def school_keys(texts: Iterable[str]) -> set[str]:
    """A school is among the names as a whole; its parts are words."""
    return {SCHOOL + folded(text) for text in texts if text}


@lru_cache(maxsize=20_000)
def keys_of(name: str) -> frozenset[str]:
    """Whole, every part of two signs and more, the surname, the sounds; folded already."""
    bare = TITLE.sub("", name)
    wholes = {EXACT + one for one in (name, bare) if one}
    runs = [run for run in RUN.findall(bare) if IS_HAN.match(run)]
    if not runs or sum(map(len, runs)) > LONGEST_NAME:
        return frozenset({*wholes, *RUN.findall(bare)})
    signs = "".join(runs)
    return frozenset({*wholes, signs[0], *_parts(signs), *sounds(signs)})


def _parts(signs: str) -> Iterable[str]:
    for start in range(len(signs) - 1):
        for end in range(start + 2, min(start + LONGEST_PART, len(signs)) + 1):
            yield signs[start:end]


@lru_cache(maxsize=20_000)
def sounds(signs: str) -> frozenset[str]:
    """Pinyin without tones: the surname, the given name, both, the initials; in every reading.

    单 is Shan as a surname and Dan elsewhere, 仇 Qiu and Chou: whoever types either finds it.
    """
    first, *others = pinyin(signs, style=Style.NORMAL, heteronym=True, errors="ignore")
    surname = [first[0], *SURNAMES.get(signs[0], "").split()]
    given = islice(product(*(_written(one[:2]) for one in others)), MOST_READINGS)
    return frozenset().union(
        *(_sounds([sound, *rest]) for rest in given for sound in _written(surname))
    )


def _sounds(reading: list[str]) -> set[str]:
    ends = range(1, len(reading) + 1)
    given, initials = "".join(reading[1:]), "".join(one[0] for one in reading)
    return {"".join(reading[:end]) for end in ends} | {given, initials} - {""}


def _written(readings: Iterable[str]) -> list[str]:
    ways = [OF_LV if one == "lv" else (one,) for one in readings]
    return list(dict.fromkeys(way for group in ways for way in group))
