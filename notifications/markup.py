"""The few elements of our own paper templates as a tree, for whatever is made of them beside PDF."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = frozenset({"br", "hr", "img", "link", "meta", "col", "input"})
UNSAID = frozenset({"script", "style", "title", "head"})
SPACES = re.compile(r"[ \t\r\n]+")  # not the wide space of Chinese text, nor the one that holds


@dataclass
class Node:
    """One element: its name, classes, further attributes, and what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def nodes(self) -> list[Node]:
        """The elements in it."""
        return [one for one in self.children if isinstance(one, Node)]

    def each(self, *tags: str) -> Iterator[Node]:
        """Every element of these names below, none within another of them."""
        for one in self.nodes:
            if one.tag in tags:
                yield one
            else:
                yield from one.each(*tags)

    @property
    def text(self) -> str:
        """All words in it, on one line."""
        said = (one if isinstance(one, str) else one.text for one in self.children)
        return SPACES.sub(" ", "".join(said)).strip()

    def number(self, name: str) -> int:
        """A whole number among the attributes; one where there is none."""
        return int(self.attributes.get(name, "1"))


def body_of(html: str) -> Node:
    """The body of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return next(reader.root.each("body"), reader.root)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag == "html":
            return
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        names = [one.tag for one in self._open]
        if tag in names[1:]:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not UNSAID.intersection(one.tag for one in self._open):
            self._open[-1].children.append(data)
