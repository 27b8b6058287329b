"""The chart of a month, for paper and screen alike: SVG in greys and one blue, the same bytes each time."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from reports.frozen import Frozen, Line

BLUE, GREY, INK = "#1d4e7a", "#b8c0c7", "#1a2733"
FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "AR PL UKai CN",
)  # of Debian; the first that is there
ON_SCREEN = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
STYLE = re.compile(r'style="([^"]*)"')
STYLESHEET = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
WIDTH, LINE_HEIGHT, EDGES = 6.14, 0.25, 0.5  # inches; 156 mm is the type area of a paper
BAR = 0.38
NOTHING_ABOUT_IT = dict.fromkeys(("Date", "Creator", "Format", "Type"))


def flow(frozen: Frozen) -> str:
    """New and closed complaints of each unit, in the order of the return (never ranked)."""
    font = _font()
    with rc_context(
        {
            "font.family": font, "font.size": 9.5, "text.color": INK, "ytick.color": INK,
            "axes.edgecolor": GREY, "svg.fonttype": "none", "svg.hashsalt": "monthly report",
        }
    ):  # fmt: skip
        lines = frozen["lines"]
        figure = Figure(figsize=(WIDTH, EDGES + LINE_HEIGHT * len(lines)))
        _draw(figure.add_axes((0.17, 0.02, 0.76, 0.9)), lines)
        page = StringIO()
        figure.savefig(page, format="svg", transparent=True, metadata=NOTHING_ABOUT_IT)
    return _without_styles(page.getvalue().replace(f"'{font}'", ON_SCREEN))


def _without_styles(svg: str) -> str:
    """Styles made attributes: our pages allow no styles but those of our own files."""
    svg = svg[svg.index("<svg") :].replace("<svg ", '<svg stroke-linejoin="round" ', 1)
    return STYLE.sub(_attributes, STYLESHEET.sub("", svg))


def _attributes(style: re.Match[str]) -> str:
    pairs = [part.split(": ", 1) for part in style[1].split("; ")]
    named = {name: value.replace('"', "'") for name, value in pairs}
    if font := named.pop("font", None):
        named["font-size"], named["font-family"] = font.split(" ", 1)
    return " ".join(f'{name}="{value}"' for name, value in named.items())


def _font() -> str:
    known = set(font_manager.get_font_names())
    return next((name for name in FONTS if name in known), "sans-serif")


def _draw(axes: Axes, lines: Sequence[Line]) -> None:
    """Two bars a unit with their numbers at their ends; nought has neither."""
    new, closed = ([int(line["counts"][key]) for line in lines] for key in ("new", "closed"))
    _bars(axes, new, -BAR / 2, BLUE, "新收")
    _bars(axes, closed, BAR / 2, GREY, "办结")
    most = max(*new, *closed, 1)
    axes.set(xlim=(0, most * 1.08), ylim=(len(lines) - 0.45, -0.55), xticks=[])
    axes.set_yticks(range(len(lines)), [line["name"] for line in lines])
    axes.tick_params(length=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, borderpad=0,
        handlelength=1, handleheight=0.9,
    )  # fmt: skip


def _bars(axes: Axes, numbers: Sequence[int], shift: float, colour: str, word: str) -> None:
    axes.barh(
        [place + shift for place in range(len(numbers))], numbers, BAR, color=colour, label=word
    )
    for place, number in enumerate(numbers):
        if number:
            axes.annotate(
                str(number), (number, place + shift), (3, 0), textcoords="offset points",
                va="center_baseline", fontsize=8,
            )  # fmt: skip
