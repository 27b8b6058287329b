"""Where somebody lives, in which class a child sits, and what else shows which child it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cases.leads.kinds import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = r"[\u4e00-\u9fff]"
NUMBER = r"[\dA-Za-z一二三四五六七八九十百零〇]"
_STOP = "在到住去从于的是和与了把给往至为有我他她你们家里来租开设办教上搬迁位处跟这那个该每一叫等也就都时说"
_NAME = rf"(?:(?![{_STOP}]){HAN}){{1,6}}?"
_UNITS = rf"(?:[\s\-]*{NUMBER}{{1,5}}(?:号楼|号院|单元|室|幢|栋|座|楼|层|弄|号|户))"
_ROOM = rf"(?:{_UNITS}+(?:[\s\-]*\d{{2,4}}(?!\d))?|[\s]*\d{{1,3}}[\-—]\d{{1,3}}(?:[\-—]\d{{2,4}})?|[\s]*\d{{3,4}}(?!\d))"
_ESTATE = "小区|花园|花苑|公寓|新村|家园|嘉园|佳园|名苑|华庭|华府|大厦|大楼|佳苑|景园|景苑|山庄|锦园|锦苑|广场|名邸|商住楼|宿舍|府邸|豪庭|名城|新城"
_ROAD = "路|街|大道|大街|巷|弄|胡同|支路"
ADDRESS = re.compile(
    rf"(?P<at>(?:(?:{HAN}{{2,3}}(?:市|区|县))?(?:(?![{_STOP}]){HAN}{{1,5}}?(?:镇|乡|街道))?"
    rf"(?:(?![{_STOP}]){HAN}{{1,5}}?(?:社区|村))?{_NAME}(?:{_ROAD}){_ROOM}(?:{_NAME}(?:{_ESTATE}){_ROOM}?)?))"
    rf"|(?P<estate>{_NAME}(?:{_ESTATE})(?:[一二三四五六七八九\d]{{1,2}}期|[东南西北]区|[A-Z]区)?{_ROOM}?)"
    rf"|(?P<block>\d{{1,3}}(?:号楼|幢|栋|座){_ROOM}?|{NUMBER}{{1,3}}单元\s*\d{{2,4}}室?|[A-Za-z]座\s*\d{{2,4}}室?|(?<!\d)\d{{3,4}}室)"
    rf"|(?P<village>(?:(?![{_STOP}]){HAN}){{1,4}}(?:村|社区){_ROOM}|(?:(?![{_STOP}]){HAN}){{1,3}}(?:镇|乡|街道)(?:(?![{_STOP}]){HAN}){{1,4}}(?:村|社区){_ROOM}?)"
)
LIVES = re.compile(
    r"(?:家住|住址[是为:：]?|地址[是为:：]?|住在|我家在|我们家在|租住在?|居住在|现住)\s*(?P<it>[^，。；、！？\s,;]{2,30}?)(?=的|[，。；、！？\s,;]|$)"
)
NOT_HOME = re.compile(r"^(?:学校|老师|教师|校内|哪|附近|外面|一起|同一|农村|城里|隔壁|这里|那里)")

_GRADE = (
    r"(?:小学|初中|高中)?(?:[初高小][一二三四五六]|[一二三四五六七八九1-9]年级?|20\d{2}\s*[级届])"
)
_ROUND = r"[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[)）]\s*班"
CLASS = re.compile(
    rf"{_GRADE}\s*(?:{_ROUND}|[（(]?[\d一二三四五六七八九十]{{1,3}}[)）]?\s*班)"
    rf"|[一二三四五六七八九初高\d]?{_ROUND}"
    r"|(?<![\d一二三四五六七八九十个每])[1-9]\d{2}班|(?<![\d第])(?:1\d|2\d|[1-9])班(?!级|长|车|次|人)"
    r"|(?:(?<=[在读是们子儿])|(?<=[，。；：、,;:\s]))[一二三四五六七八九十]{1,2}班(?!级|人)"
)

_DAY = (
    r"(?:(?:19|20)?\d{2}\s*[年.\-/]\s*)?\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*[日号]?"
    r"|[一二〇零九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]"
)
CHILD = re.compile(
    r"(?:学籍号|学号|考号|准考证号|座位号|座号|学生证号|学籍)(?:码)?[是为:：\s]*[A-Za-z]?\d[\dA-Za-z]{0,20}"
    rf"|(?:生日|出生日期|出生于|出生在|出生年月|出生)[是为在:：\s]*(?:{_DAY})"
    rf"|(?:{_DAY})\s*(?:出生|生的|的生日|生日|过生日)"
    r"|(?:年级|全校|全班|全段|班级|班里|段里|全区|全市|期中|期末|月考)?(?:排名?|考了?)?(?:第|倒数第)\s*[\d一二三四五六七八九十百]{1,4}\s*名"
    r"|(?:副?班长|学习委员|体育委员|生活委员|文艺委员|课代表|大队长|中队长|家委会|三道杠|双胞胎|龙凤胎|单亲|离异|离婚|"
    r"转学|休学|留级|残疾|自闭症|多动症|抑郁症|哮喘|低保户?|贫困户|外来务工|独生子女)"
)


def find(text: str) -> Iterator[Mark]:
    """Every address, class and telling detail in a text already folded to half width."""
    for found in ADDRESS.finditer(text):
        yield Mark(found.start(), found.end(), Kind.ADDRESS)
    for found in LIVES.finditer(text):
        if not NOT_HOME.match(found["it"]):
            yield Mark(found.start("it"), found.end("it"), Kind.ADDRESS)
    for found in CLASS.finditer(text):
        yield Mark(found.start(), found.end(), Kind.CLASS)
    for found in CHILD.finditer(text):
        yield Mark(found.start(), found.end(), Kind.CHILD)
