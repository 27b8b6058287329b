"""Filters of official papers: days and sums as they are written, gaps to be filled in by hand."""

from datetime import date, datetime
from decimal import Decimal
from math import ceil

from django import template
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

GAP = 4 * "\N{FULLWIDTH LOW LINE}"  # a line for the pen
BLANK_DAY = "{0}年{0}月{0}日".format(2 * "\N{FULLWIDTH LOW LINE}")
TYPE_AREA = 442  # points: the 156 mm of the type area
LARGEST_HEAD = 52  # points: the name of a bureau in the red head
TITLE_EM = 20  # characters of the title's size on one line


@register.filter
def day(value: date | str | None) -> str:
    """ "2026-01-05" as 2026年1月5日; a gap for the pen where no day is known."""
    if not value:
        return BLANK_DAY
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def blank(value: object) -> object:
    """The value, or a gap for the pen where there is none; nought is a value."""
    return GAP if value is None or value in ("", [], {}) else value


@register.filter
def yuan(value: Decimal | float | str | None) -> str:
    """12800 as 12,800元, with fen only where there are any."""
    if value is None or value == "":
        return f"{GAP}元"
    amount = Decimal(str(value))
    return f"{amount:,.0f}元" if amount == amount.to_integral_value() else f"{amount:,.2f}元"


@register.filter
def paragraphs(text: str | None) -> SafeString:
    """Every line of a text a paragraph of its own, blank lines dropped; a gap where there is none."""
    lines = [line.strip() for line in str(text or "").splitlines()]
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line)) or format_html(
        "<p>{}</p>", GAP
    )


@register.filter
def head_size(name: str) -> int:
    """The size in points at which the name of a bureau fills the red head on one line."""
    return min(LARGEST_HEAD, TYPE_AREA // max(len(name), 1))


@register.filter
def title_width(title: str) -> int:
    """The width in characters that breaks a long title into lines of about one length."""
    longest = max((len(line) for line in str(title).splitlines()), default=0)
    return ceil(longest / max(ceil(longest / TITLE_EM), 1)) + (longest > TITLE_EM)
