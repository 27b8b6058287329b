"""Names that nobody bears: of teachers, schools and reporters, invented and made to look so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

SURNAMES = (
    "陈林黄叶郑吴王张李周徐金朱潘胡谢项郭戴杨季诸夏章缪翁白温柯汤虞娄蔡方邵施南应许倪赵孙何"
    "余卢董苏贾程沈韩冯曾彭吕梁宋唐邓曹袁傅丁魏薛阎杜钟姜崔谭陆汪范石廖韦邱秦江史顾侯孟龙万"
)
TRIAL = "演例样仿拟"  # 演示, 样例, 仿真: the middle sign of every longer name
SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥乾坤坎离震艮巽兑角亢氐房心尾箕斗牛女虚危室壁"
SHORT = 0.15  # so many names have two characters
LEVELS = (("小学", 0.55), ("中学", 0.30), ("幼儿园", 0.10), ("职业学校", 0.05))
FIGURES = "零一二三四五六七八九"
SUBJECTS = ("数学", "语文", "英语", "科学", "物理", "化学", "音乐", "美术", "体育", "信息")


def person(chance: Random) -> str:
    """Two characters for the few, three for the many; no name of the city's real teachers."""
    surname, sign = chance.choice(SURNAMES), chance.choice(SIGNS)
    return surname + sign if chance.random() < SHORT else surname + chance.choice(TRIAL) + sign


def school(row: str, number: int, level: str) -> str:
    """鹿城区演示第四十二小学."""
    return f"{row}演示第{_spoken(number)}{level}"


def level(chance: Random) -> str:
    """Primary schools for the most part."""
    return chance.choices([name for name, _ in LEVELS], [share for _, share in LEVELS])[0]


def _spoken(number: int) -> str:
    """A number below a thousand in Chinese figures."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{FIGURES[hundreds]}百" if hundreds else ""
    if tens:
        said += f"{'' if tens == 1 and not hundreds else FIGURES[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (FIGURES[ones] if ones else "")
