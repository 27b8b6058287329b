"""How the classes of our paper templates look in Word and WPS: fonts by their names there, sizes in points (GB/T 9704)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notifications.markup import Node

FANG_SONG, HEI, KAI, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
XIAO_BIAO_SONG = "方正小标宋简体"
LATIN = "Times New Roman"
SIZE, LINE = 16.0, 28.95  # 三号, 22 lines on 225 mm
RED = "E60012"
EM = re.compile(r"font-size:\s*([\d.]+)pt")


@dataclass(frozen=True)
class Look:
    """One paragraph: font, size and line in points, place, and the space around it."""

    font: str = FANG_SONG
    size: float = SIZE
    line: float = LINE
    align: str = "both"
    indent: bool = True  # two characters
    color: str = ""
    before: float = 0
    after: float = 0
    keeps_next: bool = False


FLUSH = ("to", "flush", "mark", "number", "bureau", "center", "right")
HEADINGS = {
    "h1": Look(XIAO_BIAO_SONG, 22, 34, "center", False, "", LINE, LINE, True),  # noqa: FBT003
    "h2": Look(font=HEI, keeps_next=True),
    "h3": Look(font=KAI, keeps_next=True),
    "h4": Look(keeps_next=True),
}
TABLES = [  # the first that fits
    ("dense", Look(size=10.5, line=15.5)), ("nested", Look(size=10.5, line=16)),
    ("compact", Look(size=12, line=19)), ("list", Look(size=12, line=18)),
]  # fmt: skip
IN_TABLE = Look(size=14, line=22, align="left", indent=False)


def of_table(node: Node, *, is_nested: bool) -> Look:
    """The look of what stands in the cells of a table."""
    names = node.classes | ({"nested"} if is_nested else set())
    if "signatures" in names:
        return replace(IN_TABLE, size=SIZE, line=LINE)
    found = next((look for name, look in TABLES if name in names), IN_TABLE)
    return replace(IN_TABLE, size=found.size, line=found.line)


def of_block(node: Node, *, is_red: bool, within: Look | None) -> Look:
    """The look of one paragraph or heading; ``within`` is that of the table around it."""
    names = node.classes
    look = within or HEADINGS.get(node.tag, Look())
    if not within and names.intersection(FLUSH):
        look = replace(look, indent=False)
    if "mark" in names:
        look = replace(look, font=HEI, align="left")
    if "question" in names:
        look = replace(look, font=KAI)
    if "small" in names:
        look = replace(look, size=12.0, line=20.0)
    if "bureau" in names:
        look = replace(look, font=XIAO_BIAO_SONG, color=RED, size=_size(node), line=_size(node) + 8)
    return replace(look, align=_align(names, look, is_red=is_red))


def _align(names: frozenset[str], look: Look, *, is_red: bool) -> str:
    if "center" in names or "bureau" in names or ("number" in names and is_red):
        return "center"
    return "right" if names & {"right", "number"} else look.align


def _size(node: Node) -> float:
    found = EM.search(node.attributes.get("style", ""))
    return float(found[1]) if found else 36.0
