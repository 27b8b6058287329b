"""An invented corpus: what parents write, with every personal datum known; the same for each seed.

Names, numbers and places are drawn, the sentences are modelled on how such reports are worded. It
is not taken from real reports, so the figures tell how the rules do on this kind of wording only.
"""

import random
from dataclasses import dataclass

from cases.leads import Kind
from cases.leads.numbers import has_check_digit, is_luhn

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文高于安"
)
DOUBLE = ("欧阳", "上官", "诸葛", "司徒", "令狐", "慕容", "尉迟")
GIVEN = (
    "子涵 欣怡 浩宇 梓轩 雨桐 一诺 思远 佳琪 俊杰 明 丽 静 强 建国 秀英 志强 小红 伟 芳 晓东 海燕 文博 天佑 梦洁 可欣 宇航 "
    "婷婷 国平 玉兰 振华 美玲 家豪 诗涵 语嫣 泽宇 奕辰 锦程 若曦 沐阳 敏 磊 洋 艳 勇 娟 涛 超 倩 云飞 少华 春梅 冬青 "
    "淑贞 德胜 彩霞 红梅 艺馨 承恩 嘉树 乐乐 舒窈 知行 念慈 鸿渐 弗居 漱玉 阿土 菊仙"
)
ESTATES = "南浦 绿洲 锦绣 江滨 学院 大自然 府东 水心 下吕浦 上陡门 新田 黄龙 金色 阳光 东瓯 划龙桥"
ROADS = "学院路 车站大道 人民东路 飞霞南路 锦绣路 府学巷 百里东路 环城西路 中山街 马鞍池东路"


@dataclass(frozen=True)
class Told:
    """One sentence: its text and where which datum stands."""

    text: str
    data: tuple[tuple[int, int, Kind], ...]


class Mint:
    """Draws invented data."""

    def __init__(self, seed):
        self.r = random.Random(seed)

    def digits(self, count):
        return "".join(str(self.r.randrange(10)) for _n in range(count))

    def pick(self, some):
        return self.r.choice(some)

    def name(self):
        surname = self.pick(DOUBLE) if self.r.random() < 0.04 else self.pick(SURNAMES)
        return surname + self.pick(GIVEN.split())

    def nickname(self):
        return self.pick(["糖糖", "小宝", "轩轩", "豆豆", "大毛", "妞妞", "阿强", "小石头"])

    def mobile(self):
        number = "1" + self.pick("3456789") + self.digits(9)
        return self.pick([
            number, number, f"{number[:3]} {number[3:7]} {number[7:]}", f"{number[:3]}-{number[3:7]}-{number[7:]}",
            f"+86 {number}", full_width(number), spoken(number), f"{number[:3]}.{number[3:7]}.{number[7:]}",
        ])  # fmt: skip

    def landline(self):
        local = self.pick("5678") + self.digits(7)
        return self.pick([f"0577-{local}", f"0577{local}", f"（0577）{local}", f"0577 {local}"])

    def identity(self):
        year, month, day = self.r.randint(1960, 2015), self.r.randint(1, 12), self.r.randint(1, 28)
        body = f"3303{self.pick(['02', '03', '04', '24'])}{year}{month:02}{day:02}{self.digits(3)}"
        number = next(body + end for end in "0123456789X" if has_check_digit(body + end))
        old = f"330302{year % 100:02}{month:02}{day:02}{self.digits(3)}"
        return self.pick([number, number, number, number.lower(), full_width(number), old,
                          f"{number[:6]} {number[6:14]} {number[14:]}"])  # fmt: skip

    def card(self):
        body = self.pick(["622848", "621700", "622202", "623091"]) + self.digits(12)
        number = next(body + end for end in "0123456789" if is_luhn(body + end))
        return self.pick([number, " ".join(number[at : at + 4] for at in range(0, 19, 4))])

    def plate(self):
        tail = self.pick("ABCDEFGHJK") + self.digits(4)
        return self.pick(
            [f"浙C{self.digits(5)}", f"浙C·{tail}", f"浙C {tail}", f"浙CD{self.digits(5)}"]
        )

    def account(self):
        return self.pick([f"{self.pick(['wang', 'mama', 'lucky'])}_{self.digits(4)}", self.digits(9),
                          f"zj{self.digits(6)}"])  # fmt: skip

    def address(self):
        block, stair, room = self.r.randint(1, 30), self.r.randint(1, 4), self.r.randint(101, 2904)
        estate, road = self.pick(ESTATES.split()), self.pick(ROADS.split())
        return self.pick([
            f"{estate}小区{block}幢{room}室", f"{estate}花园{block}号楼{stair}单元{room}室", f"{road}{block}号",
            f"{estate}家园{block}栋", f"{road}{block}弄{stair}号", f"{estate}锦园{block}-{stair}-{room}",
            f"{estate}公寓{stair}单元{room}", f"{estate}嘉园",
        ])  # fmt: skip

    def school_class(self):
        number, hand = self.r.randint(1, 16), self.pick("一二三四五六七八九")
        return self.pick([
            f"初二({number})班", f"初三（{number}）班", f"八年级{hand}班", f"七年级({number})班", f"高一{hand}班",
            f"高二（{number}）班", f"{hand}年级{number}班", f"小学三年级{hand}班", f"80{hand and number % 10}班", f"初一{number}班",
        ])  # fmt: skip

    def detail(self):
        day = f"{self.r.randint(2008, 2017)}年{self.r.randint(1, 12)}月{self.r.randint(1, 28)}日"
        return self.pick([
            f"生日是{day}", f"{day}出生", f"学号{self.digits(8)}", f"学号是{self.digits(2)}", "数学课代表", "学习委员",
            f"准考证号{self.digits(10)}", "双胞胎", f"期末考了第{self.r.randint(2, 40)}名", "单亲",
        ])  # fmt: skip


def full_width(text):
    return "".join(chr(ord(one) + 0xFEE0) for one in text)


def spoken(number):
    return number.translate(str.maketrans("0123456789", "零一二三四五六七八九"))


# {p} person, {n} nickname, {m} mobile, {l} landline, {i} identity, {c} card, {v} plate, {w} account, {a} address, {k} class, {d} detail
TEMPLATES = """
我是{k}{p}的妈妈，孩子的班主任周末在家里收费补课。
我叫{p}，是学生家长，电话{m}。
我是{p}的家长，请保护我的信息。
我儿子{p}今年在{k}读书，每周六下午去补数学。
女儿{p}回家哭了，说老师当着全班的面骂她。
孩子叫{p}，从上学期开始被罚站。
一起补课的还有{p}、{p}和{p}，每人收了三千元。
钱是{p}妈妈收的，再转给老师。
{p}同学没有去补课，座位就被调到最后一排。
补课地点在{a}，每次两个小时。
上课的地方是{a}，门口停着老师的车{v}。
我们家住{a}，离学校很近。
家住在{a}的好几个学生都去了。
转账给{p}，卡号{c}，共六千元。
钱打到农业银行{c}，户名{p}。
补课费转到建行卡{c}上，有截图。
老师的电话是{m}，可以查通话记录。
联系电话：{m}，请不要在上班时间打。
家里电话{l}，晚上都在。
可以打{l}或者{m}找我。
有事请打我手机{m}，谢谢。
身份证{i}，本人愿意作证。
我的身份证号码是{i}，请核实。
证人{p}，身份证号{i}，手机{m}。
老师在群里发了二维码，微信{w}。
他的QQ{w}，里面有补课通知。
加微信：{w}就能看到收费标准。
车牌{v}的车每天接送补课的学生。
他们在{k}教室里收的钱，当时有{p}在场。
{k}有二十多个学生参加，班长收的钱。
孩子{d}，全校只有一个。
我家孩子是{d}，老师还这样对他。
儿子{d}，很容易认出来。
{p}的爸爸也交了钱，他愿意作证。
邻居{p}可以作证。
听{p}说，每节课收一百五十元。
据{p}反映，暑假一共上了十二次。
昨天{p}又被老师叫到办公室。
后来{p}和{p}都转学走了。
举报人：{p}，{m}。
联系人{p}，地址{a}。
{p}（{k}）的奶奶亲眼看到。
微信转账记录显示收款人{p}。
放学后去{a}找{p}老师的爱人交钱。
我女儿在{k}，班里只有她没去，老师就不让她参加活动。
{p}妈妈、{p}爸爸都在群里，群主的微信号是{w}。
孩子的同桌{p}也去了。
落款：{p}
请回电{m}。
{k}的{p}家长送过购物卡。
我们家{n}才八岁，晚上做梦都在哭。
小名{n}，大家都认识。
{n}昨天没有去上学。
""".strip().splitlines()
# Nothing in these shows who reported; what is marked here is marked in vain.
PLAIN = """
老师每周六上午在校外租房补课，每人每次收一百五十元，一共有二十多名学生参加。
班主任在家长会上暗示大家报名，不参加的学生上课不被提问。
学校在寒假期间组织全年级集体补课，收费三千元，没有发票。
语文老师把上课不讲的内容放到补课班里讲。
历史老师和音乐老师也参与了有偿补课，时间是周末和节假日。
家长向学校反映过两次，学校没有任何答复。
高中部的老师经常在晚自习后留学生，平时作业也很多。
教师节期间收受家长的购物卡，金额约二千元。
老师上课时辱骂学生，用书本打学生的头，有视频为证。
费用通过现金支付，没有转账记录，希望有关部门查清。
该教师从去年九月开始在某培训机构兼职，每周三次课。
孩子很害怕，不敢去上学，希望能够尽快处理。
请有关部门严肃查处，还学生一个公平的学习环境。
全班四十五人，有三十人被要求订购指定的教辅资料。
任课教师利用职务之便推销保险，多次在群里发广告。
数学老师要求学生在他妻子开的书店购买练习册，每本八十五元。
方案由学校统一制定，安排在周末上课，应当退还费用。
常年在校外补课，严重影响正常教学，周围的人都知道。
""".strip().splitlines()
KINDS = {
    "p": (Mint.name, Kind.PERSON), "m": (Mint.mobile, Kind.PHONE), "l": (Mint.landline, Kind.PHONE),
    "i": (Mint.identity, Kind.IDENTITY), "c": (Mint.card, Kind.CARD), "v": (Mint.plate, Kind.PLATE),
    "w": (Mint.account, Kind.ACCOUNT), "a": (Mint.address, Kind.ADDRESS),
    "n": (Mint.nickname, Kind.PERSON), "k": (Mint.school_class, Kind.CLASS), "d": (Mint.detail, Kind.CHILD),
}  # fmt: skip


def sentences(seed=20261124, rounds=20):
    """``rounds`` times every template, each with other data, and the plain sentences once."""
    mint = Mint(seed)
    told = [filled(template, mint) for _n in range(rounds) for template in TEMPLATES]
    return told + [Told(text, ()) for text in PLAIN]


def filled(template, mint):
    text, data = "", []
    for part in template.replace("}", "{").split("{"):
        if part not in KINDS:
            text += part
            continue
        make, kind = KINDS[part]
        start, text = len(text), text + make(mint)
        data.append((start, len(text), kind))
    return Told(text, tuple(data))
