"""What in a text tells who wrote it, and what of others does not."""

import pytest

from cases import leads

TELLS = {
    "我叫王小明，孩子在他班上。": {"王小明"},
    "我是王小明的妈妈": {"王小明"},
    "我是学生家长李建国。": {"李建国"},
    "我是八年级（3）班王小明同学的家长": {"八年级（3）班", "王小明"},
    "我家孩子李子涵也去了": {"李子涵"},
    "我家朵朵每周都去": {"朵朵"},
    "我儿子叫王博文，在六年级": {"王博文"},
    "我家孩子在八（3）班": {"八（3）班"},
    "我是三年级2班的家长": {"三年级2班"},
    "八年级3班学生张梓萱也在那里补课": {"八年级3班", "张梓萱"},
    "三（2）班的王浩宇同学每周都去": {"三（2）班", "王浩宇"},
    "他收了我们的钱。\n王小明": {"王小明"},
    "举报人：王小明": {"王小明"},
    "有事请打138 0000-0000": {"138 0000-0000"},
    "身份证330302198001011234": {"330302198001011234"},
}
TELLS_NOT = (
    "老师每周六在家里给八个学生补课，每人150元。",
    "八年级3班的数学老师王明补课",
    "八（3）班班主任李红要求全班补课",
    "我是一名学生家长，孩子在他班上",
    "我家孩子每周六去他家补课，我儿子不去就被罚站",
    "我孩子的班主任陈华强收礼",
    "他叫王明，是数学老师",
    "我叫他不要收",
    "我是家长，我们班家长都知道，八3班家委会组织送红包",
    "九（1）班张老师的爱人收款",
    "我家小区里有人，我家长辈也知道",
    "我的孩子全年都在补",
)


@pytest.mark.parametrize("text", TELLS)
def test_i6_marks_of_writer_finds_who_writes(text):
    found = leads.marks_of_writer(text)

    assert {text[one.start : one.end] for one in found} == TELLS[text]


@pytest.mark.parametrize("text", TELLS_NOT)
def test_i6_marks_of_writer_leaves_words_about_others(text):
    assert leads.marks_of_writer(text) == []


def test_i6_marks_of_writer_leaves_whom_the_report_is_about():
    assert leads.marks_of_writer("我是王明班上的，我叫王明退钱。", concerned=["王明"]) == []
