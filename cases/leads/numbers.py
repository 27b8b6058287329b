"""Numbers that lead to somebody: telephones, identity numbers, cards, accounts, plates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cases.leads.kinds import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
CHINESE_DIGITS = str.maketrans(
    "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789"
)

GAP = r"[\s\-–—.·_/]{0,3}"
FREE = r"(?<![0-9A-Za-z])"
END = r"(?![0-9A-Za-z])"
MOBILE = re.compile(rf"(?<!\d)(?:\+?\s?86{GAP})?1{GAP}[3-9](?:{GAP}\d){{9}}(?!\d)")
LANDLINE = re.compile(
    rf"(?<!\d)[(（]?0\d{{2,3}}[)）]?{GAP}[2-9]\d{{2,3}}{GAP}\d{{4}}(?:{GAP}(?:转|分机)?\d{{1,4}})?(?!\d)"
)
LOCAL = re.compile(
    rf"(?:电话|座机|固话|手机|号码|短号|拨打|致电|打)(?:号码|号)?[是为:：\s]*(?P<it>[2-9]\d{{2,3}}{GAP}\d{{2,4}})(?!\d)"
)
SPOKEN = re.compile(rf"(?<!\d)1{GAP}[3-9](?:{GAP}\d){{9}}(?!\d)")

BIRTH = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
IDENTITY = re.compile(rf"{FREE}(?:[1-9]{GAP}(?:\d{GAP}){{16}}[\dXx]){END}")
OLD_IDENTITY = re.compile(
    rf"{FREE}[1-8]\d{{5}}\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{END}"
)
ABOUT_IDENTITY = re.compile(
    r"(?:身份证|证件|护照|通行证|户口)(?:号码|号)?[是为:：\s]*(?P<it>[A-Za-z]?\d[\d\s]{5,22}[\dXx])"
)
CARD = re.compile(rf"{FREE}\d(?:[\s\-]?\d){{14,18}}{END}")
ABOUT_CARD = re.compile(
    r"(?:卡号|银行卡|账号|帐号|账户|帐户|对公户|尾号|储蓄卡|信用卡)(?:号码|号)?(?:后四位)?[是为:：\s]*"
    r"(?P<it>\d(?:[\s\-*]?\d){3,20})"
)
CARD_BY_WORD = re.compile(r"[卡折][是为:：\s]*(?P<it>\d(?:[\s\-]?\d){14,18})(?!\d)")
ACCOUNT = re.compile(
    r"(?:微信|薇信|威信|[Vv]信|[Ww]e[Cc]hat|WX|wx|VX|vx|加[Vv]|QQ|qq|扣扣|钉钉|抖音|支付宝|小红书)"
    r"(?:号码|账号|帐号|号|群号|群)?(?:名)?[是为:：\s]*(?P<it>[A-Za-z0-9][A-Za-z0-9_\-.]{4,29})"
)
MAIL = re.compile(r"[A-Za-z0-9][\w.+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+", re.ASCII)
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Za-hj-np-z][·•\s.\-]{0,2}"
    r"(?=[A-Za-z0-9]*\d)[A-HJ-NP-Za-hj-np-z0-9]{4,6}[学警挂港澳]?(?![A-Za-z0-9])"
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def find(text: str) -> Iterator[Mark]:
    """Every number in a text already folded to half width."""
    yield from _all(MOBILE, text, Kind.PHONE)
    yield from _all(LANDLINE, text, Kind.PHONE)
    yield from _all(LOCAL, text, Kind.PHONE)
    yield from _all(SPOKEN, text.translate(CHINESE_DIGITS), Kind.PHONE)
    yield from _all(ABOUT_IDENTITY, text, Kind.IDENTITY)
    yield from _all(OLD_IDENTITY, text, Kind.IDENTITY)
    yield from _identities(text)
    yield from _all(ABOUT_CARD, text, Kind.CARD)
    yield from _all(CARD_BY_WORD, text, Kind.CARD)
    yield from _cards(text)
    yield from _all(ACCOUNT, text, Kind.ACCOUNT)
    yield from _all(MAIL, text, Kind.ACCOUNT)
    yield from _all(PLATE, text, Kind.PLATE)


def _all(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Mark]:
    group = "it" if "it" in pattern.groupindex else 0
    for found in pattern.finditer(text):
        yield Mark(found.start(group), found.end(group), kind)


def _identities(text: str) -> Iterator[Mark]:
    for found in IDENTITY.finditer(text):
        bare = re.sub(r"[^\dXx]", "", found[0])
        if has_check_digit(bare) or re.fullmatch(rf"\d{{6}}{BIRTH}\d{{3}}[\dXx]", bare):
            yield Mark(found.start(), found.end(), Kind.IDENTITY)


def _cards(text: str) -> Iterator[Mark]:
    for found in CARD.finditer(text):
        if is_luhn(re.sub(r"\D", "", found[0])):
            yield Mark(found.start(), found.end(), Kind.CARD)


def has_check_digit(number: str) -> bool:
    """Whether the last sign of an 18-digit identity number fits the others (GB 11643)."""
    total = sum(int(one) * weight for one, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def is_luhn(number: str) -> bool:
    """Whether the last digit of a card number fits the others (ISO/IEC 7812)."""
    doubled = [int(one) * (1 + at % 2) for at, one in enumerate(reversed(number))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0
