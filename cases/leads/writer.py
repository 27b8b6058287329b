"""Where a text tells who wrote it: numbers to reach him by, his own name, his child in its class.

Narrower than ``marks``: what is said of a teacher or of others alone leads to no writer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cases.leads import names, numbers, places
from cases.leads.kinds import Kind, Mark
from cases.leads.marking import apart
from cases.leads.surnames import TORN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHILD = "孩子|小孩|儿子|女儿|宝贝|娃|孙子|孙女|外孙女?|侄子|侄女|外甥女?|弟弟|妹妹|哥哥|姐姐"
MINE = rf"(?:我们?家?的?|咱们?家?的?|本人的?|俺家?的?)(?:{CHILD})"
SURE = rf"{names.NO_WORD}({names.SURE}(?:{names.GIVEN}){{1,2}}?)"
ANY = rf"{names.NO_WORD}({names.ANY}(?:{names.GIVEN}){{1,2}}?)"
OVER = r"(?=[^\u4e00-\u9fff]|$|的|在|是|今年|现|就读|读|上|从|也|被|每|和|跟|说|因|于|一|没|不|很|已|家)"
PARENT = rf"(?={names.KIN}|的(?:{names.KIN}|亲属|{CHILD}))"
TEACHERS = re.compile(r"\s*(?:老师|教师|班主任|校长|主任|书记|园长|教练)")
OWN_NAMES = (
    re.compile(rf"(?:我|本人|俺)(?:的?(?:真实)?姓?名字?)?(?:就?叫做?|姓名|名叫|[是为:])\s{{0,3}}{ANY}{OVER}"),
    re.compile(rf"本人{SURE}(?=[^\u4e00-\u9fff]|$|系|是|现|,)"),
    re.compile(rf"(?:我是|我系|这里是|我们是)[^。;!?\n]{{0,16}}?{ANY}(?:同学|小朋友)?{PARENT}"),
    re.compile(rf"(?:我是|我系|这里是)[^。;!?\n]{{0,12}}?(?:{names.KIN}|学生)[是:\s,]{{0,2}}{SURE}{OVER}"),
    re.compile(rf"{MINE}(?:的?名字)?(?:[是叫:、,(\s]|名叫|就叫){{0,3}}{SURE}{OVER}"),
    re.compile(rf"{MINE}(?:的?名字)?(?:就?叫|名叫){ANY}{OVER}"),
    re.compile(rf"(?:举报人|反映人|投诉人|联系人|署名|落款|家长签名|签名)[是为:\s]{{0,3}}{ANY}(?![\u4e00-\u9fff])"),
    names.SIGNED,
)  # fmt: skip
OWN_CLASS = re.compile(rf"(?:{MINE}|我是|我在|我读)[^。;!?\n]{{0,12}}$")
OF_A_CLASS = re.compile(r"\s*(?:的|学生|的学生|家长|的?一名|的?一个|读|就读|上学|,|。|$)")
BEFORE_CHILD = re.compile(
    rf"[的,\s]{{0,2}}(?:有个|一个)?(?:学生|同学|{CHILD})?(?:名?叫|[是:\s(])?$"
)
LED_IN = re.compile(rf"(?:学生|同学|{CHILD})(?:名?叫|[是:\s(])?$")
IS_CHILD = re.compile(rf"\s*(?:同学|小朋友|学生|的?(?:{names.KIN}))")


def marks_of_writer(text: str, *, concerned: Iterable[str] = ()) -> list[Mark]:
    """Every such place, in order; ``concerned`` is whom the report is about, who is not marked."""
    folded = text.translate(numbers.FULL_WIDTH)
    found = [one for one in numbers.find(folded) if one.kind in (Kind.PHONE, Kind.IDENTITY)]
    found += _own_name(folded, {one.strip() for one in concerned if one.strip()})
    classes = [one.span() for one in places.CLASS.finditer(folded)]
    if classes:
        found += _children(folded, classes, concerned)
    return apart(found)


def _own_name(text: str, concerned: set[str]) -> Iterator[Mark]:
    spans = [one.span(1) for pattern in OWN_NAMES for one in pattern.finditer(text)]
    spans += [one.span(1) for one in names.PET_NAME.finditer(text) if _is_mine(text, one)]
    for start, end in spans:
        is_teacher = TEACHERS.match(text, end) or text[start:end] in concerned
        if not is_teacher and text[max(0, start - 1) : start + 1] not in TORN:
            yield Mark(start, end, Kind.PERSON)


def _is_mine(text: str, found: re.Match[str]) -> bool:
    return (
        found[0].startswith("我") or text[max(0, found.start() - 2) : found.start()].count("我") > 0
    )


def _children(
    text: str, classes: list[tuple[int, int]], concerned: Iterable[str]
) -> Iterator[Mark]:
    """A class of the writer's own child; a class and, in the same sentence, a pupil's name."""
    people = [one for one in names.find(text, concerned) if one.kind == Kind.PERSON]
    for start, end in classes:
        if OWN_CLASS.search(text, max(0, start - 24), start) and OF_A_CLASS.match(text, end):
            yield Mark(start, end, Kind.CLASS)
        for one in people:
            if _is_pupil_of(text, end, one):
                yield from (Mark(start, end, Kind.CLASS), one)


def _is_pupil_of(text: str, end: int, one: Mark) -> bool:
    between = text[end : one.start]
    if one.start < end or len(between) > 24 or re.search(r"[。;!?\n]", between):
        return False
    if TEACHERS.match(text, one.end) or re.search(
        r"(?:老师|教师|班主任|校长|主任|书记|园长)[是叫:\s]?$", between
    ):
        return False
    is_next = BEFORE_CHILD.fullmatch(between)
    return bool(is_next or LED_IN.search(between) or IS_CHILD.match(text, one.end))
