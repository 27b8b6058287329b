"""Fields that take what is typed as it comes."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cases.forms.told import AmountField, LineField, PhoneField, StoryField, legible


def full_width(typed):
    """As a Chinese keyboard writes it."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in typed)


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("12800", "12800.00"),
        ("12,800", "12800.00"),
        ("12,800元", "12800.00"),
        ("约3000元", "3000.00"),
        ("大概 3000 块钱左右", "3000.00"),
        ("¥200", "200.00"),
        ("￥200.5", "200.50"),
        ("人民币 1 500 元整", "1500.00"),
        ("1.2万", "12000.00"),
        ("3千多", "3000.00"),
        (full_width("12800"), "12800.00"),
        ("RMB 99.999", "100.00"),
        ("0", "0.00"),
    ],
)
def test_amount_is_read_however_it_is_written(typed, yuan):
    assert str(AmountField().clean(typed)) == yuan


@pytest.mark.parametrize("typed", ["", "   ", None])
def test_amount_may_be_left_out(typed):
    assert AmountField(required=False).clean(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["一大笔", "-5", "3000-5000", "1e9", "NaN", "元", "每月3000,共两次", "9" * 4000, "1.2.3"],
)
def test_amount_that_is_no_sum_is_refused(typed):
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


@pytest.mark.parametrize("typed", ["100000000", "9999万万", "1" * 19])
def test_amount_beyond_what_can_be_kept_is_refused(typed):
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


@given(st.text(max_size=50))
def test_amount_never_breaks(typed):
    try:
        found = AmountField(required=False).clean(typed)
    except ValidationError:
        return
    assert found is None or Decimal(0) <= found < Decimal(10) ** 8


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13800000000", "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("008613800000000", "13800000000"),
        (full_width("13800000000"), "13800000000"),
        ("0577-88888888", "057788888888"),
        ("(0577)88888888", "057788888888"),
        ("+86 0577 88888888", "057788888888"),
        ("010-62345678", "01062345678"),
        ("88888888", "88888888"),
    ],
)
def test_phone_is_read_in_any_spacing(typed, number):
    assert PhoneField().clean(typed) == number


@pytest.mark.parametrize(
    "typed", ["12345", "12000000000", "1380000000", "138000000001", "abc", "我不知道", "0577"]
)
def test_phone_that_cannot_be_called_is_refused(typed):
    with pytest.raises(ValidationError):
        PhoneField().clean(typed)


def test_phone_may_be_left_out():
    assert PhoneField(required=False).clean("") == ""


def test_line_is_one_line():
    assert LineField().clean("  鹿城区\r\n试验\t小学 ") == "鹿城区 试验 小学"


def test_story_counts_a_line_end_once():
    assert StoryField(rows=3, max_length=3).clean("一\r\n二") == "一\n二"


def test_story_may_be_as_long_as_its_limit():
    assert len(StoryField(rows=3, max_length=5000).clean("字" * 5000)) == 5000


def test_story_one_character_longer_is_refused_with_both_numbers():
    with pytest.raises(ValidationError) as refusal:
        StoryField(rows=3, max_length=5000).clean("字" * 5001)

    assert refusal.value.error_list[0].params["show_value"] == 5001
    assert refusal.value.error_list[0].params["limit_value"] == 5000


def test_fields_let_the_browser_cut_nothing():
    assert "maxlength" not in LineField(max_length=5).widget.attrs
    assert "maxlength" not in StoryField(rows=3, max_length=5).widget.attrs


def test_legible_leaves_good_text_alone():
    typed = QueryDict("a=%E5%AD%97%F0%9F%98%80&a=two&b=")

    assert legible(typed) == (typed, set())


def test_legible_takes_out_what_nobody_can_read_and_says_where():
    clean, touched = legible(QueryDict("a=x%00y&a=z&b=%CE%D2%FF%01c&c=fine"))

    assert (clean.getlist("a"), clean["c"], touched) == (["xy", "z"], "fine", {"a", "b"})
    assert clean["b"].endswith("c")
    assert "\ufffd" not in clean["b"]


def test_legible_takes_no_form_as_no_form():
    assert legible(None) == (None, set())
