"""The filters of the lists. A value that makes no sense filters nothing, and is said beside its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.cache import caches
from django.forms.utils import flatatt
from django.urls import reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from cases.forms.search import SearchField
from cases.models import Channel
from cases.states import CaseState, ComplaintState, Kind
from people.models import Unit
from people.models.units import BUREAUS

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField
    from django.utils.safestring import SafeString

ANY = ("", _("All"))
DUE = [ANY, ("overdue", _("Overdue")), ("soon", _("Within three days")), ("later", _("Later"))]
OPEN = ("open", _("Not closed yet"))
LASTS = 600  # seconds that the names of the units rest in memory
SELECTED = mark_safe(" selected")
LONGEST = 50  # characters that somebody looks for


def _units() -> list[tuple[str, Any]]:
    """The bureaus and the direct schools' row, from memory: they change once in years."""
    memory = caches["memory"]
    known: list[tuple[str, Any]] | None = memory.get("units-of-lists")
    if known is None:
        rows = Unit.objects.filter(kind__in=[*BUREAUS, "direct"]).order_by("region_code", "pk")
        known = [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
        memory.set("units-of-lists", known, LASTS)
    return [ANY, *known]


class Options(forms.Select):
    """A choice written at once: a list has nine, and a template for each option took a tenth of its time."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 - Django gives it
    ) -> SafeString:
        """The element with its options, the chosen one marked."""
        own = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((key, SELECTED if key == (value or "") else "", label) for key, label in self.choices),
        )  # fmt: skip
        return format_html("<select{}>{}</select>", flatatt(own), options)


class Choice(forms.ChoiceField):
    """One of a few, or all."""

    widget = Options


class Filter(forms.Form):
    """Search words, order, and the key after which the page begins."""

    COLUMNS: ClassVar[tuple[str, ...]] = ()  # compared with a column of the same name
    FIRST: ClassVar[tuple[str, ...]] = ()
    is_cut = False  # whether more was found than is looked through
    BESIDE: ClassVar[frozenset[str]] = frozenset({"after", "order"})  # choose no rows

    unit = Choice(label=_("Unit"), required=False, choices=_units)
    kind = Choice(label=_("Kind"), required=False, choices=[ANY, *Kind.choices])
    due = Choice(label=_("Due"), required=False, choices=DUE)
    channel = Choice(label=_("Channel"), required=False, choices=[ANY, *Channel.choices])
    teacher = forms.CharField(
        label=_("Teacher"), required=False, max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    school = forms.CharField(
        label=_("School"), required=False, max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-schools": reverse_lazy("schools")}),
    )  # fmt: skip
    q = SearchField()
    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def value(self, name: str) -> Any:
        """A valid value; empty where there is none."""
        self.is_valid()  # a list is shown whatever was typed
        return self.cleaned_data.get(name) or ""

    @property
    def is_filtering(self) -> bool:
        """Whether the list shows a part only."""
        said = any(self.value(name) for name in self.fields if name not in self.BESIDE)
        return said or self.asks_in_vain

    @property
    def asks_in_vain(self) -> bool:
        """Whether somebody looks for what cannot be looked for: nothing fits, and it says why."""
        self.is_valid()
        return "q" in self.errors

    @property
    def first_fields(self) -> list[BoundField]:
        """The filters that are used every day."""
        return [self[name] for name in self.FIRST]

    @property
    def more_fields(self) -> list[BoundField]:
        """The others, folded away."""
        beside = {*self.FIRST, "q", "after"}
        return [self[name] for name in self.fields if name not in beside]

    @property
    def uses_more(self) -> bool:
        """Whether one of the folded ones says something, or is wrong."""
        return any(self.value(one.name) or one.errors for one in self.more_fields)

    @property
    def query(self) -> dict[str, list[str]]:
        """What was chosen, as an address says it: what a saved view and an export keep."""
        said = {name: self.value(name) for name in self.fields if name != "after"}
        lists = {name: one if isinstance(one, list) else [one] for name, one in said.items() if one}
        return {name: [str(one) for one in values] for name, values in lists.items()}


class CaseFilter(Filter):
    """The filters of the list of cases."""

    COLUMNS = ("kind",)
    FIRST = ("state", "unit", "kind", "due", "mine")
    MINE = [ANY, ("waits", _("Waits for me")), ("assigned", _("Assigned to me")),
            ("new", _("New since yesterday"))]  # fmt: skip
    FLAGS = [
        ("danger", _("Child in danger")), ("returned", _("Returned")), ("extended", _("Extended")),
        ("retaliation", _("Retaliation")), ("opinion", _("Public opinion")),
        ("provisional", _("Provisional date")),
    ]  # fmt: skip

    mine = Choice(label=_("Mine"), required=False, choices=MINE)
    state = Choice(label=_("State"), required=False, choices=[ANY, OPEN, *CaseState.choices])
    flag = forms.MultipleChoiceField(
        label=_("Marks"), required=False, choices=FLAGS, widget=forms.CheckboxSelectMultiple
    )
    order = Choice(
        label=_("Order"), required=False,
        choices=[("", _("Next due first")), ("new", _("Newest first")), ("old", _("Oldest first"))],
    )  # fmt: skip


class ComplaintFilter(Filter):
    """The filters of the list of complaints, and whether a machine may have sent it."""

    COLUMNS = ("state", "kind", "channel")
    FIRST = ("state", "kind", "channel", "apart", "mine")
    MINE = [ANY, ("waits", _("Waits for me")), ("screen", _("To be screened")),
            ("answer", _("To be answered")), ("new", _("New since yesterday"))]  # fmt: skip
    FLAGS = [("danger", _("Child in danger")), ("retaliation", _("Retaliation"))]

    mine = Choice(label=_("To do"), required=False, choices=MINE)
    state = Choice(label=_("State"), required=False, choices=[ANY, *ComplaintState.choices])
    flag = forms.MultipleChoiceField(
        label=_("Marks"), required=False, choices=FLAGS, widget=forms.CheckboxSelectMultiple
    )
    apart = Choice(
        label=_("Held apart"), required=False, choices=[("", _("No")), ("yes", _("Yes"))]
    )
    order = Choice(
        label=_("Order"), required=False,
        choices=[("", _("Newest first")), ("old", _("Oldest first")), ("due", _("Next due first"))],
    )  # fmt: skip
