"""What reporters write: sentences of a pattern, with facts of chance; most are short, few are long."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cases.states import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

FACTS = {
    Kind.TUTORING: (
        "{who}每{weekday}{hour}点在{place}给学生补{subject}，一次{number}个人，每人{yuan}元。",
        "{who}在{place}办{subject}班，一学期收{more}元，不参加的孩子上课不被点名。",
        "放假以来{who}每天{hour}点到{later}点在{place}上课，班里{number}个同学都去了。",
        "{who}把学生介绍到{place}的培训机构，听说每个学生提成{yuan}元。",
        "{who}课上不讲完，要求到{place}继续听，{subject}一对一每小时{yuan}元。",
        "家长群里{who}用接龙报名，地点在{place}，费用{more}元转到亲戚的账户。",
    ),
    Kind.GIFT: (
        "{month}月{who}暗示家长送礼，有家长送了{yuan}元的购物卡。",
        "{who}在教师节收了{number}个家长的红包，每个{yuan}元。",
        "{who}让家长在{place}请客吃饭，一共花了{more}元。",
        "班里排座位要看有没有表示，{who}收过烟酒，大约值{more}元。",
        "{who}推销{subject}资料，每套{yuan}元，全班{number}人都买了。",
    ),
    Kind.OTHER: (
        "{who}上课时骂学生，还罚站了{number}分钟，孩子回家不敢说话。",
        "{who}{month}月体罚学生，让孩子在{place}跑了{number}圈。",
        "{who}在评选中把名额给了熟人的孩子，我们问过{number}次都没有答复。",
        "{who}上班时间经常在{place}兼职，{subject}课由别人代上。",
        "{who}在群里公开成绩排名，说了很难听的话。",
    ),
}
OPENINGS = (
    "",
    "",
    "您好，",
    "我要反映一件事：",
    "领导好，",
    "实在没有办法才来反映。",
    "情况如下：",
)
DETAILS = (
    "已经持续{number}个月了。",
    "这件事班里{number}个家长都知道，只是不敢说。",
    "付款都是转账，有{number}张截图。",
    "孩子现在很不愿意去学校。",
    "我们跟学校说过，学校说会了解，后来没有消息。",
    "{month}月{day}日那天我也在{place}，亲眼看见的。",
    "地点在{place}{number}楼，门口没有牌子。",
    "同年级的{number}班也是这样。",
    "收钱的人说不能开收据。",
    "上学期也有人举报过，后来停了{number}天又开始了。",
    "费用从每次{yuan}元涨到了{more}元。",
)
WISHES = ("请查一查。", "希望退还费用。", "请为我保密。", "希望严肃处理。", "请给一个答复。", "")
PLACES = (
    "演示花园小区", "示例大厦", "样板新村", "仿真路咖啡店", "拟定街文印店", "演示广场写字楼",
    "例字巷出租房", "样本公寓", "老师自己家里", "学校旁边的托管班", "示范佳苑车库", "演练中心",
)  # fmt: skip
WEEKDAYS = ("周六上午", "周六下午", "周日上午", "周三晚上", "周五晚上", "天晚上")
DRAWN: dict[str, Sequence[object]] = {
    "place": PLACES, "weekday": WEEKDAYS, "hour": range(7, 11), "later": range(11, 20),
    "number": range(2, 46), "yuan": range(50, 900, 10), "more": range(1000, 9800, 100),
    "month": range(1, 13), "day": range(1, 29),
}  # fmt: skip
LONG = 0.02  # so many tell everything, in up to sixty sentences


class Words(NamedTuple):
    """Whom a report is about, as its writer knows him."""

    kind: str
    who: str
    subject: str


class Facts(dict[str, object]):
    """What stands in the places of a sentence; drawn only where it is asked for."""

    def __init__(self, words: Words, chance: Random) -> None:
        super().__init__(who=words.who, subject=words.subject)
        self._chance = chance

    def __missing__(self, name: str) -> object:
        drawn = DRAWN[name]
        luck = self._chance.random()
        return drawn[int(luck * len(drawn))]


def narrative(words: Words, chance: Random) -> str:
    """One report's words: a fact, and the more the rarer."""
    facts, known = FACTS[Kind(words.kind)], Facts(words, chance)
    length = int(chance.expovariate(0.9))
    if chance.random() < LONG:
        length = chance.randint(15, 60)
    parts = [chance.choice(OPENINGS), chance.choice(facts)]
    parts += [chance.choice(DETAILS if chance.random() < 0.8 else facts) for _ in range(length)]
    parts.append(chance.choice(WISHES))
    return "".join(parts).format_map(known)
