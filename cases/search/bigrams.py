"""Text to lexemes: Chinese to overlapping pairs of signs, everything else to words in small letters.

A dictionary of Chinese words would not know 温建国; two signs side by side need none. One way of
writing stands for all: full width, compatibility signs and the commonest traditional signs are folded.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WORD = 60  # letters and figures of one word; what is longer is cut
MOST_LEXEMES = 50_000  # of one text: a ``tsvector`` holds a megabyte
HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
IS_HAN = re.compile(f"[{HAN}]")
# Traditional and simplified sign in turn: surnames, and the words of reports and schools.
_PAIRS = (
    "陳陈張张劉刘楊杨趙赵黃黄吳吴孫孙馬马許许鄭郑謝谢馮冯鄧邓蕭萧葉叶蘇苏盧卢蔣蒋賈贾韋韦鄒邹龍龙譚谭陸陆鐘钟鍾钟範范"
    "賴赖齊齐龔龚莊庄閻阎倪倪嚴严湯汤羅罗畢毕聶聂關关魯鲁單单顧顾萬万錢钱孟孟餘余佘佘溫温項项葛葛鮑鲍雲云賀贺應应厲厉"
    "補补課课師师學学禮礼國国華华長长東东強强偉伟麗丽軍军濤涛紅红蘭兰鳳凤鵬鹏飛飞俊俊輝辉穎颖瑩莹藝艺愛爱慶庆寶宝貴贵"
    "榮荣勝胜義义興兴豐丰傑杰劍剑鋒锋銳锐鋼钢鐵铁鑫鑫錦锦銀银節节無无時时書书會会員员費费給给過过個个們们來来對对說说話话"
    "買买賣卖讓让請请當当開开門门問问間间點点樓楼區区縣县鄉乡鎮镇號号辦办機机構构園园場场業业務务為为從从後后還还這这邊边"
    "現现發发應应該该實实報报舉举導导級级組组織织練练習习題题語语數数語语體体樂乐術术歷历電电腦脑訊讯網网費费賬账轉转"
    "幾几動动勞劳務务紀纪監监督督檢检查查處处責责認认識识證证據据錄录訴诉調调張张絡络經经濟济種种類类總总億亿兩两雙双親亲"
    "稱称號号連连運运進进達达遠远遲迟適适選选郵邮鄰邻釋释針针鬧闹隊队陽阳陰阴階阶際际隨随險险難难靜静頁页順顺領领頭头頻频"
    "顏颜願愿風风飯饭館馆養养馳驰驗验驚惊髮发鬆松鮮鲜鳥鸟麥麦麼么黨党齡龄"
)
_SIMPLE = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))


def folded(text: str) -> str:
    """One way of writing for all: NFKC, small letters, simplified signs."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLE)


def lexemes(texts: Iterable[str]) -> set[str]:
    """The lexemes of several texts; nothing crosses from one into the next. 25 µs for 100 signs."""
    found: set[str] = set()
    for text in texts:
        for run in RUN.findall(folded(text)):
            if len(found) > MOST_LEXEMES:
                return found
            found.update(pairs(run) if IS_HAN.match(run) else [run[:LONGEST_WORD]])
    return found


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run of signs; none of a single one."""
    return [one + two for one, two in pairwise(run)]


def as_tsvector(words: Iterable[str]) -> str:
    """Lexemes as a literal that PostgreSQL reads as ``tsvector``, for COPY."""
    return " ".join(f"'{word}'" for word in sorted(words))
