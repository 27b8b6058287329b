"""The columns of the lists: what a list shows of a record, and all that an export may take out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.sheets import checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.functional import _StrPromise

    from cases.models import Case, Complaint


@dataclass(frozen=True)
class Column:
    """A heading, and what stands below it as text. ``is_shown`` unless somebody chose otherwise."""

    label: _StrPromise
    text: Callable[[Any], str]
    is_shown: bool = True


def _unit(unit: Any) -> str:
    return unit.shown_name if unit else ""


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _case_of(complaint: Complaint) -> str:
    return complaint.case.number if complaint.case else ""


FIXED = ("number", "matter")
OF_CASES: dict[str, Column] = {
    "number": Column(_("Number"), lambda one: one.number),
    "matter": Column(_("Matter"), checked.matter),
    "kind": Column(_("Kind"), lambda one: one.get_kind_display()),
    "state": Column(_("State"), lambda one: one.get_state_display()),
    "next": Column(_("Next step"), lambda one: one.waits_in_words),
    "unit": Column(_("Handling unit"), lambda one: _unit(one.handling_unit)),
    "due": Column(_("Time left"), lambda one: _day(one.checked_until or one.next_due)),
    "assignee": Column(
        _("Responsible officer"), lambda one: one.assignee.full_name if one.assignee else "",
        is_shown=False,
    ),
    "opened": Column(_("Opened on"), lambda one: _day(one.opened_on), is_shown=False),
    "county": Column(_("County or zone"), lambda one: _unit(one.reporting_unit), is_shown=False),
}  # fmt: skip
OF_COMPLAINTS: dict[str, Column] = {
    "number": Column(_("Number"), lambda one: one.number),
    "matter": Column(_("School and teacher named"), lambda one: one.title),
    "kind": Column(_("Kind"), lambda one: one.get_kind_display()),
    "state": Column(_("State"), lambda one: one.get_state_display()),
    "received": Column(_("Received"), lambda one: _day(one.received_on)),
    "case": Column(pgettext_lazy("column", "Case"), _case_of),
    "due": Column(_("Time left"), lambda one: _day(one.next_due)),
    "channel": Column(_("Channel"), lambda one: one.get_channel_display(), is_shown=False),
    "county": Column(_("County or zone"), lambda one: _unit(one.reporting_unit), is_shown=False),
}


def chosen(columns: dict[str, Column], names: Iterable[str]) -> list[str]:
    """The columns to show, in our order: those named, or the usual ones; the first two always."""
    wanted = set(names) & columns.keys()
    if not wanted:
        return [name for name, one in columns.items() if one.is_shown]
    return [name for name in columns if name in FIXED or name in wanted]


def line(columns: dict[str, Column], names: Iterable[str], case: Case) -> list[str]:
    """The texts of one case below these columns, as far as its reader may see them."""
    return [columns[name].text(case) if checked.is_open(case, name) else "" for name in names]
