"""Chinese personal names: a surname, where a title, a word before it or the given name bears it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cases.leads.kinds import Kind, Mark
from cases.leads.surnames import (
    AFTER_NAMES,
    COMMON_GIVEN,
    DOUBLE,
    NOT_GIVEN,
    NOT_NAMES,
    SINGLE,
    TORN,
    WORDS_TOO,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

HAN = r"[\u4e00-\u9fff]"
GIVEN = rf"(?!{AFTER_NAMES})(?![{NOT_GIVEN}]){HAN}"
TWO = "|".join(sorted(DOUBLE))
ANY = f"(?:{TWO}|[{''.join(sorted(SINGLE))}])"
SURE = f"(?:{TWO}|[{''.join(sorted(SINGLE - WORDS_TOO))}])"
BEGINS = f"[{''.join(sorted(SINGLE | {one[0] for one in DOUBLE}))}]"
NO_WORD = rf"(?={BEGINS})(?!{NOT_NAMES})"
KIN = (
    "妈妈|爸爸|母亲|父亲|家长|奶奶|爷爷|外婆|外公|姥姥|姥爷|姑姑|姑妈|舅舅|叔叔|阿姨|伯伯|哥哥|姐姐|"
    "监护人|妈|爸"
)
TITLES = (
    "老师|教师|同学|小朋友|童鞋|校长|副校长|主任|副主任|书记|园长|副园长|教练|班主任|女士|先生|小姐|"
    rf"同志|医生|律师|教授|师傅|校董|会计|的?(?:{KIN})"
)
WHO = (
    "学生|同学|孩子|儿子|女儿|外甥女?|侄子|侄女|孙子|孙女|弟弟|妹妹|哥哥|姐姐|家长|班主任|老师|教师|校长|主任|"
    "妈妈|爸爸|母亲|父亲|爱人|丈夫|妻子|老公|老婆|同桌|好友|朋友|邻居|奶奶|爷爷|外婆|外公|阿姨|叔叔|舅舅|姑姑"
)
CALLED = (
    "我叫|名叫|叫做|就叫|也叫|[他她]叫|孩子叫|姓名|名字|真名|全名|户名|户主|收款人|收款方|付款人|举报人|反映人|"
    "投诉人|联系人|署名|落款|小名|大名|家长签名|签名|本人|名为|叫"
)
BY_TITLE = re.compile(rf"(?={NO_WORD}({ANY}{GIVEN}(?:{GIVEN})?)(?:{TITLES}))")
BY_SURNAME_AND_TITLE = re.compile(
    rf"({ANY})(?=(?:老师|教师|同学|女士|先生|校长|主任|书记|园长|教练|小姐|阿姨|叔叔|妈妈|爸爸|家长|某{{1,2}}))"
)
BY_CALL = re.compile(rf"(?:{CALLED})[是叫为:\s]{{0,3}}{NO_WORD}({ANY}(?:{GIVEN}){{1,2}})")
BY_WHO = re.compile(rf"(?:{WHO})[是叫:\s、(]{{0,2}}{NO_WORD}({SURE}(?:{GIVEN}){{1,2}})")
BY_I_AM = re.compile(
    rf"(?:我是|这里是|我系)(?:{HAN}{{0,8}}的)?{NO_WORD}({ANY}{GIVEN}(?:{GIVEN})?)(?=的|[^\w]|$)"
)
LED_IN = (
    "听|据|问|问过|问了|找|找到|证人|知情人|见证人|转账给|转给|付给|打给|交给|寄给|送给|汇给|还有|包括|例如|比如|譬如|"
    "连|跟|和|与|昨天|今天|前天|后来|当时有|在场的?有|其中|我家|我们家|认识|联系|打电话给|替|帮|由"
)
GOES_ON = "说|讲|又|也|都|就|在|的|反映|提到|和|与|及|等|没|不|被|回|去|来|考|转|作|拿|收|交|给|是|因|一|那|这|今|昨"
BY_LEAD = re.compile(
    rf"(?:{LED_IN})[\s:]?{NO_WORD}({SURE}(?:{GIVEN}){{1,2}}?)(?=(?:{GOES_ON})|[^\u4e00-\u9fff]|$)"
)
BY_LEAD_GIVEN = re.compile(rf"(?:{LED_IN}|{WHO})[\s:]?{NO_WORD}({ANY}{HAN}{HAN})")
STANDING = re.compile(
    rf"(?<![\u4e00-\u9fff]){NO_WORD}({SURE}(?:{GIVEN}){{1,2}})(?![\u4e00-\u9fff])"
)
BY_GIVEN = re.compile(rf"(?={NO_WORD}({SURE}{HAN}{HAN}))")
NEXT = re.compile(
    rf"(?:、|,|和|与|及|以及|还有){NO_WORD}({ANY}(?:{GIVEN}){{1,2}})(?=[、,。;\s和与及等都也]|$)"
)
NICKNAME = re.compile(
    rf"(?:小名|乳名|昵称|网名|微信名|群名片|英文名)(?:就?[叫是为:]|\s){{0,2}}[“\"']?((?:{GIVEN}|[A-Za-z\d]){{2,10}})"
)
ADVERBS = "天天|人人|常常|偷偷|慢慢|渐渐|刚刚|仅仅|往往|时时|悄悄|早早|默默|好好|多多|个个|样样|明明|白白|单单"
PET_NAME = re.compile(
    rf"(?:我家|我们家|我家孩子|我家宝贝|儿子|女儿|宝贝)(?!{ADVERBS})((?:({HAN})\2)|[小大阿](?!学|班|孩|区|型|概)(?:{GIVEN}){{1,2}}?)"
    r"(?=才|今|在|的|就|说|每|也|从|是|,|。|回|去|被|上|不|没|还|很|哭|一)"
)
DOTTED = re.compile(rf"{HAN}{{2,6}}[·•・]{HAN}{{2,8}}(?:[·•・]{HAN}{{2,8}})?")
LATIN = re.compile(
    r"(?:我叫|姓名|名叫|真名|署名)[是叫为:\s]{0,3}([A-Za-z]{2,}(?:[ .'\-]+[A-Za-z]+){0,4})"
)
BY_WORD = re.compile(rf"(?<![百同老])姓({ANY})(?!名|氏)")
SIGNED = re.compile(rf"\n[\s—\-]*({ANY}(?:{GIVEN}){{1,2}})\s*(?:\d[^\n]*)?\s*$")
LONGEST_DOUBT = 3
LINKS = frozenset("和向与全都从别那能")  # before a title these are words: 教师节和老师


def find(text: str, concerned: Iterable[str] = ()) -> Iterator[Mark]:
    """Every name in a text text to half width; one found once is found wherever it stands again.

    ``concerned`` are those whom the report is about, marked as such, as is their surname in a title.
    """
    known = {bare for one in concerned if len(bare := _bare(one)) > 1}
    found = {span for span in _in_context(text) if _may_be(text, span)}
    found = {_without_word(text, span) for span in found}
    found |= set(_in_rows(text, found))
    found |= set(_again(text, {text[start:end] for start, end in found} | known))
    for start, end in found:
        is_known = _is_known(text[start:end], known)
        yield Mark(start, end, Kind.CONCERNED if is_known else Kind.PERSON)


def _in_context(text: str) -> Iterator[Span]:
    for pattern in (
        BY_TITLE, BY_SURNAME_AND_TITLE, BY_CALL, BY_WHO, BY_I_AM, BY_LEAD, STANDING, NICKNAME, PET_NAME,
        BY_WORD, LATIN, SIGNED,
    ):  # fmt: skip
        yield from (one.span(1) for one in pattern.finditer(text))
    yield from (one.span() for one in DOTTED.finditer(text))
    for pattern in (BY_GIVEN, BY_LEAD_GIVEN):
        for one in pattern.finditer(text):
            if COMMON_GIVEN.issuperset(one[1][-2:]):
                yield one.span(1)


def _may_be(text: str, span: Span) -> bool:
    """Not the end of another word, as 语文 before 老师, nor the beginning of 班主任."""
    start, end = span
    is_torn = text[max(0, start - 1) : start + 1] in TORN
    is_word = end - start == 1 and (text[start : start + 3] in TORN or text[start] in LINKS)
    return not is_torn and not is_word


def _without_word(text: str, span: Span) -> Span:
    """和王明老师: the word before the name is no part of it."""
    start, end = span
    word, after = text[start], text[start + 1 : start + 2]
    is_word = (
        end - start == LONGEST_DOUBT
        and text[start : start + 2] not in DOUBLE
        and word in WORDS_TOO
        and after in SINGLE - WORDS_TOO
    )
    return (start + 1, end) if is_word else span


def _in_rows(text: str, found: set[Span]) -> Iterator[Span]:
    """王小明、李红和张三: whoever stands in a row with a name."""
    ends = [end for _start, end in found]
    while ends:
        one = NEXT.match(text, ends.pop())
        if one:
            yield one.span(1)
            ends.append(one.end(1))


def _again(text: str, names: set[str]) -> Iterator[Span]:
    whole = sorted((one for one in names if len(one) > 1), key=len, reverse=True)
    if whole:
        every = re.compile("|".join(map(re.escape, whole)))
        yield from (one.span() for one in every.finditer(text))


def _bare(name: str) -> str:
    return re.sub(r"(?:老师|教师|校长|主任|园长)$", "", name.strip())


def _is_known(name: str, known: set[str]) -> bool:
    """One of these names, or its surname before a title."""
    return any(name == one or (len(name) == 1 and one.startswith(name)) for one in known)
