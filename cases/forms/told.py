"""Fields for what people tell us: they take what is typed as it comes, and say plainly what is wrong."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.actions.intake import Told
from cases.states import Kind
from people.models import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import Widget

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd-\uffff\ud800-\udfff]")
AROUND_AMOUNT = re.compile("[\\s,¥$约大概共多来几左右余元块钱人民币整rmbcny]")
AMOUNT = re.compile(r"(\d+(?:\.\d+)?)([百千万]?)")
TIMES = {"": 1, "百": 100, "千": 1000, "万": 10000}
MOST = Decimal(10) ** 8
MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"(0\d{2,3})?[2-9]\d{6,7}")
TOO_LONG = _(
    "This has %(show_value)s characters; at most %(limit_value)s can be kept. Please shorten it."
)


def legible(data: QueryDict | None) -> tuple[QueryDict | None, set[str]]:
    """The typed text without signs that no database or page can hold, and where there were some."""
    if data is None or not any(UNREADABLE.search(one) for _k, all_ in data.lists() for one in all_):
        return data, set()
    clean, touched = QueryDict(mutable=True), set()
    for name, values in data.lists():
        clean.setlist(name, [UNREADABLE.sub("", value) for value in values])
        if clean.getlist(name) != values:
            touched.add(name)
    return clean, touched


class ToldField(forms.CharField):
    """Text without a limit in the browser: it would cut what is pasted, and say nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"max_length": TOO_LONG, **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def widget_attrs(self, widget: Widget) -> dict[str, Any]:
        """Everything but ``maxlength``; nothing typed is remembered by the browser."""
        attrs = {**super().widget_attrs(widget), "autocomplete": "off"}
        attrs.pop("maxlength", None)
        return attrs


class LineField(ToldField):
    """One line; gaps and line ends become single blanks."""

    def to_python(self, value: Any) -> str:
        """On one line."""
        return " ".join((super().to_python(value) or "").split())


class StoryField(ToldField):
    """Several lines. A line end counts as one character, as it does for who typed it."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        """With plain line ends."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class AmountField(ToldField):
    """A sum in yuan, however it is written: "12,800", "约3000元", "1.2万"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """Its number, or none."""
        typed = super().clean(value)
        bare = AROUND_AMOUNT.sub("", unicodedata.normalize("NFKC", typed).casefold())
        if not typed:
            return None
        number = AMOUNT.fullmatch(bare)
        if number is None or len(bare) > 20:
            raise forms.ValidationError(_("Please write one sum in figures, for instance 3000."))
        return self._within(Decimal(number[1]) * TIMES[number[2]])

    def _within(self, amount: Decimal) -> Decimal:
        if amount >= MOST:
            raise forms.ValidationError(_("This sum is too large: please check it."))
        return amount.quantize(Decimal("0.01"))


class PhoneField(LineField):
    """A Chinese mobile or landline number, in any spacing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "tel"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """Its figures alone."""
        typed = super().clean(value)
        bare = re.sub(r"[\s()\-_.·—–]", "", unicodedata.normalize("NFKC", typed))
        number = re.sub(r"^(\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)", "", bare)
        if typed and not (MOBILE.fullmatch(number) or LANDLINE.fullmatch(number)):
            raise forms.ValidationError(
                _("Please check the number: a mobile has 11 figures, a landline starts with 0577.")
            )
        return number


def told_of(said: Mapping[str, Any], row: Unit | None) -> Told:
    """What a filled form tells, in the row that was chosen. One query, where a school is named."""
    school = Unit.objects.the_school(said["school"], row)
    return Told(
        kind=Kind(said["kind"]), narrative=said["narrative"], school=school,
        reporting_unit=row or (school.reporting_unit if school else None),
        school_name=said["school"], teacher_name=said["teacher"], place=said["place"],
        subject_taught=said["subject"], happened=said["happened"], amount=said["amount"],
        exposing=said["exposing"], minor_risk=said["minor_risk"], name=said["name"],
        phone=said["phone"], id_number=said.get("id_number", ""), address=said.get("address", ""),
    )  # fmt: skip
