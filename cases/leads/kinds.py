"""The kinds of what could show who reported, in words, and what stands in their place."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

_BLANKS = {
    "exposing": "隐去", "identity": "证件号", "card": "卡号", "phone": "电话", "account": "账号",
    "plate": "车牌", "class": "班级", "child": "孩子情况", "address": "地址", "person": "姓名",
}  # fmt: skip


class Kind(TextChoices):
    """What a mark is about. Where two overlap the one listed first wins."""

    EXPOSING = "exposing", pgettext_lazy("mark", "The reporter asked to keep this out")
    IDENTITY = "identity", pgettext_lazy("mark", "Identity number")
    CARD = "card", pgettext_lazy("mark", "Bank card or account number")
    PHONE = "phone", pgettext_lazy("mark", "Telephone number")
    ACCOUNT = "account", pgettext_lazy("mark", "WeChat, QQ or e-mail address")
    PLATE = "plate", pgettext_lazy("mark", "Number plate")
    CLASS = "class", pgettext_lazy("mark", "Class of a pupil")
    CHILD = "child", pgettext_lazy("mark", "Detail of a child or family")
    ADDRESS = "address", pgettext_lazy("mark", "Address")
    CONCERNED = "concerned", pgettext_lazy("mark", "The person concerned, named by the reporter")
    PERSON = "person", pgettext_lazy("mark", "Name of a person")

    @property
    def blank(self) -> str:
        """What stands in its place in a draft, ［姓名］; empty for the person concerned, who stays."""
        word = _BLANKS.get(self.value, "")
        return f"［{word}］" if word else ""

    @property
    def is_to_go(self) -> bool:
        """Whether it has no place in a lead summary."""
        return self.value in _BLANKS


@dataclass(frozen=True, order=True)
class Mark:
    """One place in a text, from ``start`` up to ``end``, in characters."""

    start: int
    end: int
    kind: Kind
