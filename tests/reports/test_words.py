"""The month in sentences."""

import pytest

from reports import words
from reports.columns import BY_KEY

NOUGHT = {**dict.fromkeys(BY_KEY, 0), "refund_due": "0.00", "refund_paid": "0.00"}
BEFORE = {"new_before": 0, "closed_before": 0, "new_in_year": 9, "closed_in_year": 0}


def sentences(before=BEFORE, **counts):
    return words.sentences({"total": {"counts": {**NOUGHT, **counts}}, "before": before})


def test_sentences_say_that_nothing_came():
    assert sentences()[0] == "本月新收举报0件（零报告），与上月持平（0件）。"


@pytest.mark.parametrize(
    ("before", "change"),
    [(5, "比上月（5件）减少3件"), (2, "与上月持平（2件）"), (0, "比上月（0件）增加2件")],
)
def test_sentences_explain_the_change(before, change):
    said = sentences({**BEFORE, "new_before": before}, new=2, kind_gift=2, named=2, merged=1)[0]

    assert said == (
        f"本月新收举报2件，{change}：收受礼品礼金2件；实名2件，匿名0件；并案1件。本年累计新收9件。"
    )


def test_sentences_leave_out_results_that_did_not_occur():
    said = sentences(closed=2, unfounded=1, referred=1, open=1)[1]

    assert said.startswith("期初在办0件，本月办结2件（不实1件、转办移送1件），比上月（0件）增加2件")


def test_sentences_write_money_as_papers_do():
    assert (
        "违规所得应退1,200.50元，已退1,000元；"
        in sentences(refund_due="1200.50", refund_paid="1000.00")[3]
    )


def office(name, light, rate="50", **counts):
    return {"name": name, "light": light, "rate": rate, "met": 1, "in_time": 1, "late": 1, **counts}


def test_lights_carry_shape_and_word_for_a_copy_without_colour():
    offices = [office("甲", "red"), office("乙", "green", "100", late=0), office("丙", "none", "")]

    assert words.lights(offices) == [
        ("■", "红", ["甲50%（1/2）"]),
        ("●", "绿", ["乙100%（1/1）"]),
        ("○", "无到期事项", ["其余1个单位"]),
    ]
