"""An invented corpus: reports of one genre, unrelated ones and the same matter told again; the same for each seed.

A matter is who, where, when, how much. A report tells it in sentences drawn from the same few
moulds as every other report. A second report of the matter is the first one edited (words
exchanged, sentences dropped, added and moved, figures written otherwise) or told by somebody else,
in other moulds. It is not taken from real reports: the figures say how the rules do on this
kind of wording only.
"""

import random
import re
from dataclasses import dataclass


def _words(text):
    return text.split()


SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟"
FIRST = _words(
    "江 南 绿 锦 新 黄 阳 东 水 学 府 上 下 划 飞 鹿 望 梅 双 会 百 蒲 横 牛 瓯 三 丽 仙 郭 龙 雁 云 石 虹 桐"
)
SECOND = _words(
    "滨 浦 洲 绣 田 龙 光 瓯 心 院 东 陡 吕 桥 霞 鸣 江 岙 屿 昌 里 鞋 渎 山 海 垟 岩 溪 湾 城 塘 港 桥头 前 后"
)
GIVEN = _words(
    "敏 丽 伟 强 静 洁 磊 军 勇 芳 娟 涛 建国 秀英 海燕 晓东 文博 美玲 志刚 小红 国平 玉兰 振华 春梅 少华 彩霞 红梅 雪 峰 杰"
)
STAGES = ("小学", "中学", "实验小学", "第二小学", "外国语学校", "实验中学", "第三中学", "学校")
SITES = ("小区{n}幢", "花园{n}号楼", "商务楼{n}楼", "路{n}号", "大厦{n}室", "街{n}弄")
TIMES = _words(
    "周六上午 周六下午 周日上午 周日下午 周五晚上 每天晚上 暑假里 寒假期间 放学以后 周末两天"
)
GIFTS = _words("购物卡 现金红包 烟酒 土特产 微信红包 超市卡 香水 手表 茶叶 化妆品")

# {s} school {t} teacher {c} class {p} place {w} when {a} yuan {n} pupils {m} months {g} gift; [x|y] one of these
TUTORING = {
    "opening": (
        "[我要反映|我想说说|现在向你们反映|请你们查一查]{s}{t}老师[有偿补课|收费补课|私下办班|在外面带学生]的[问题|情况|事情]。",
        "[举报|实名反映|投诉]{s}[教师|老师|一名教师]{t}[在外面办补习班|校外开班收费|搞有偿家教|利用课余时间赚学生的钱]。",
        "{s}{c}的{t}老师[一直在|从去年起就在|这学期又在][给学生收费补课|招学生补习|家里开小班]。",
        "{t}老师是{s}{c}的，[长期在校外收钱补课|补课的事全校都知道|公开劝学生到他那里补课]。",
    ),
    "place": (
        "[地点在|上课的地方是|补课点设在|人都去]{p}，[一进去就是教室的样子|没有招牌|门口没有任何标志|窗帘总是拉着|楼下停满电动车]。",
        "他在{p}[租了一套房子|借了亲戚的房子|有一间毛坯房|用培训机构的教室][上课|讲课|摆了十几张桌子]。",
        "[每次都叫学生到|让我们把孩子送到|自己开车把学生接到]{p}[去|，下课再接走]。",
    ),
    "when": (
        "[时间是|一般安排在|课排在]{w}，[一次两个多小时|雷打不动|中间休息十分钟|碰上考试还要加课]。",
        "{w}[都有课|去看就能碰到|孩子们陆续进出]，[我亲眼看见|保安也知道|拍到过照片|持续了{m}个月]。",
        "从{m}个月前[开始|起]，[只要到了|每逢]{w}[就上课|就去|家门口全是自行车]。",
    ),
    "money": (
        "[每个学生每次收|一节课收|按次算是]{a}元，[只收现金|当场交|写在小本子上]。",
        "[一个学期要交|一期一交，共|开课前先付]{a}元，[微信转给他爱人|不开发票|没有收据|打到他母亲的卡上]。",
        "[我们家交了|邻居家付了|同事的孩子交过]{a}元，[至今没有退|连张纸都没有|有转账截图]。",
    ),
    "pupils": (
        "[参加的有|一共|算下来有|我数过，]{n}个[学生|孩子]，[都是本班的|大部分是他教的|还有外校的|从高到低分两拨]。",
        "[人数大概|挤了|坐着]{n}人，[空气很差|桌子挨着桌子|最小的才八岁|隔壁投诉过]。",
    ),
    "pressure": (
        "[不去的孩子|没有报名的|中途退出的][上课就被冷落|作业总被挑毛病|坐最后一排|很少被叫到回答问题|期末评语难听]。",
        "[重要的内容|考试的题型|难一点的例题][课堂上不讲，留到补课时讲|只在补课时发卷子|说去了就知道]。",
        "老师在[家长群里|家长会上|电话里][暗示大家报名|说成绩差就该补一补|点名几个孩子跟不上]。",
        "[家长敢怒不敢言|大家怕孩子吃亏|谁也不愿得罪他|有人劝过他，没有用]。",
    ),
}  # fmt: skip
GIFT = {
    "opening": (
        "[我要反映|想举报|请查一查]{s}{t}老师[收受家长礼品|收红包|过节收东西]的[问题|事|情况]。",
        "[举报|投诉]{s}{c}班主任{t}[收礼|向家长要东西|变相收钱]。",
        "{t}老师在{s}任教，[逢年过节要家长表示|收礼成了习惯|对送礼的另眼相看]。",
    ),
    "gift": (
        "[教师节|中秋节|春节前|开学第一周][收了|收下|接过]{g}，[价值|折合|大约]{a}元。",
        "家长送了{g}，[他没有推辞|当面就放进包里|第二天还发消息致谢]，[值|花了]{a}元。",
        "[我知道的就有|有人给过|班长妈妈凑钱买过]{g}，{a}元[左右|上下|还不止]。",
    ),
    "when": (
        "[那天是|时间在]{w}，[在|约在|送到]{p}[门口|附近|里面]。",
        "东西是{w}[在|拿到]{p}[交给他的|放下的|由他爱人收的]。",
    ),
    "pupils": (
        "[班里有|据说|至少]{n}[个|名|位]家长[送过|都给了|凑过份子]，[有名单|互相问过|群里说漏过嘴]。",
    ),
    "pressure": (
        "[座位和班干部|评优和演出|进奥赛班][都看送没送|也要打点|他一个人说了算]。",
        "[没有送的孩子|不肯表示的|退了群的][被换到后排|作业总是重做|被当众批评|评语最差]。",
        "他在群里[说谢谢大家的心意|晒过收到的花|提醒快到节日了]。",
        "[家长私下都在抱怨|我们很为难|攀比得厉害|老人也跟着操心]。",
    ),
}  # fmt: skip
CLOSING = (
    "希望教育局认真调查。", "请严肃处理，还孩子一个公平。", "请为我保密。", "盼回复。", "我愿意配合调查。",
    "希望尽快处理，谢谢。", "请有关部门管一管。", "我们普通家长实在没有办法。",
)  # fmt: skip
ADDED = (
    "我手里有照片。", "这件事很多家长都知道。", "以前也有人反映过，没有结果。", "孩子压力很大，晚上睡不好。",
    "听说学校领导也清楚。", "邻居也可以作证。", "希望不要让老师知道是我说的。", "我有聊天记录截图。",
)  # fmt: skip
OTHERWISE = (
    ("老师", "教师"), ("学生", "孩子"), ("家长", "父母"), ("补课", "补习"), ("反映", "举报"), ("收费", "收钱"),
    ("元", "块"), ("上课", "授课"), ("现金", "现钱"), ("微信", "支付宝"), ("希望", "恳请"), ("一共", "总共"),
    ("地点", "地方"), ("每次", "一次"), ("参加", "报名"), ("任教", "教书"), ("租了", "借了"), ("大概", "差不多"),
)  # fmt: skip
HAN = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Pair:
    """Two reports of one matter."""

    first: str
    second: str


class Mint:
    """Draws matters and tells them."""

    def __init__(self, seed):
        self.r = random.Random(seed)

    def place(self):
        """One of some thousand: a city has as many."""
        return self.r.choice(FIRST) + self.r.choice(SECOND)

    def matter(self):
        pick, number = self.r.choice, self.r.randint
        site = pick(SITES).format(n=number(1, 40))
        return {
            "s": self.place() + pick(STAGES),
            "t": pick(SURNAMES) + (pick(GIVEN) if self.r.random() < 0.8 else ""),
            "c": f"{pick('一二三四五六七八九')}年级{number(1, 12)}班", "p": self.place() + site,
            "w": pick(TIMES), "a": number(4, 200) * pick([10, 20, 50]),
            "n": number(3, 40), "m": number(2, 10), "g": pick(GIFTS),
        }  # fmt: skip

    def moulds(self):
        return TUTORING if self.r.random() < 0.7 else GIFT

    def order(self, moulds):
        """Its parts in an order of the teller's own, the opening first."""
        parts = [name for name in moulds if name != "opening"]
        self.r.shuffle(parts)
        return ["opening", *parts]

    def tell(self, matter, moulds, order=None):
        """All of it, sentence by sentence."""
        told = [self.r.choice(moulds[part]) for part in order or self.order(moulds)]
        told += self.r.sample(CLOSING, self.r.randint(1, 2))
        return [self._spoken(one).format(**matter) for one in told]

    def _spoken(self, mould):
        """Each choice of words made."""
        return re.sub(r"\[([^\]]*)\]", lambda found: self.r.choice(found[1].split("|")), mould)

    def report(self):
        return "".join(self.tell(self.matter(), self.moulds()))

    def edited(self, told):
        """The same sentences: some gone, some moved, some added, words exchanged."""
        kept = [one for one in told if self.r.random() > 0.18]
        kept += self.r.sample(ADDED, self.r.randint(1, 2))
        if self.r.random() < 0.6:
            self.r.shuffle(kept)
        return "".join(self._reworded(one) for one in kept)

    def _reworded(self, sentence):
        for old, new in OTHERWISE:
            if self.r.random() < 0.35:
                sentence = sentence.replace(old, new)
        if self.r.random() < 0.3:
            sentence = sentence.replace("，", ",").replace("。", ".")
        if self.r.random() < 0.25 and len(sentence) > 8:  # a sign lost in typing
            at = self.r.randrange(2, len(sentence) - 2)
            sentence = sentence[:at] + sentence[at + 1 :]
        for number in range(10, 0, -1):
            if self.r.random() < 0.2:
                sentence = sentence.replace(f"{number}个", f"{HAN[number]}个")
        return sentence

    def paraphrased(self, told, again):
        """Every other sentence in other words, one thing unknown, one thing added."""
        mixed = [self.r.choice(pair) for pair in zip(told, again, strict=False)]
        mixed.pop(self.r.randrange(1, len(mixed)))
        return "".join(self._reworded(one) for one in [*mixed, self.r.choice(ADDED)])

    def told_anew(self):
        """The same matter by somebody else, who has nothing from the first one's words."""
        matter, moulds = self.matter(), self.moulds()
        return Pair("".join(self.tell(matter, moulds)), "".join(self.tell(matter, moulds)))

    def pair(self):
        matter, moulds = self.matter(), self.moulds()
        order = self.order(moulds)
        told = self.tell(matter, moulds, order)
        if self.r.random() < 0.5:
            return Pair("".join(told), self.edited(told))
        return Pair("".join(told), self.paraphrased(told, self.tell(matter, moulds, order)))


def corpus(seed, *, pairs=200, alone=2000):
    """Pairs of the same matter, and reports that have nothing to do with any other."""
    mint = Mint(seed)
    return [mint.pair() for _n in range(pairs)], [mint.report() for _n in range(alone)]
