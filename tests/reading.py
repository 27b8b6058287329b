"""What a reader sees of a page, and the foreign words in it."""

import re
from html.parser import HTMLParser

SPOKEN = {"title", "alt", "placeholder", "aria-label"}
VOID = {
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "area",
    "base",
    "col",
    "wbr",
    "path",
    "rect",
    "circle",
}
FOREIGN = re.compile(r"[A-Za-z]{3,}")
NAMES = {"PDF", "Cookie", "xlsx", "docx", "WPS", "OFD", "SHA"}


class Page(HTMLParser):
    """The words of a page, without scripts, styles, codes, and what is marked as another language."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.silent = []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        is_hidden = (
            tag in {"script", "style"} or said.get("translate") == "no" or said.get("lang") == "en"
        )
        if tag not in VOID and (is_hidden or self.silent):
            self.silent.append(tag)
        is_button = tag == "input" and said.get("type") in {"submit", "button"}
        spoken = SPOKEN | ({"value"} if is_button else set())
        self.words += [
            value for name, value in attrs if name in spoken and value and not self.silent
        ]

    def handle_endtag(self, tag):
        if self.silent and tag not in VOID:
            self.silent.pop()

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


def foreign_words(html):
    """Latin words that a Chinese reader would stumble over."""
    page = Page()
    page.feed(html)
    page.close()
    return sorted({word for text in page.words for word in FOREIGN.findall(text)} - NAMES)
