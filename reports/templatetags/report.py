"""What the templates of a report need."""

from collections.abc import Mapping
from decimal import Decimal

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from reports.columns import Group
from reports.frozen import Figure

register = template.Library()


@register.filter
def at(counts: Mapping[str, Figure], key: str) -> str:
    """The figure of a column; yuan with separators and two decimals. A month kept before the column was made has none."""
    figure = counts.get(key, 0)
    return f"{Decimal(figure):,.2f}" if isinstance(figure, str) else str(figure)


@register.filter
def has(counts: Mapping[str, Figure], key: str) -> bool:
    """Whether the figure of a column is more than nought."""
    return bool(Decimal(counts.get(key, 0)))


@register.filter(name="any")
def has_any(counts: Mapping[str, Figure], group: Group) -> bool:
    """Whether any figure of a group is more than nought."""
    return any(has(counts, column.key) for column in group.columns)


@register.filter
def two_by_two(head: str) -> SafeString:
    """A head of four characters or more, two to a line."""
    width = len(head) if len(head) < 4 else 2
    lines = [head[at : at + width] for at in range(0, len(head), width)]
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))
